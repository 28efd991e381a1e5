"""A request has a number and leaves one line, by its route."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from time import thread_time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from cwf import create_app
from cwf.database import db
from cwf.programme.queries import published
from cwf.web import tracing

Lines = Callable[[], list[dict]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """What was logged since the last question."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_answered_request_leaves_one_line(client: FlaskClient, lines: Lines) -> None:
    lines()
    answer = client.get("/da/?token=abc")
    (line,) = lines()
    assert {key: line[key] for key in ("event", "level", "method", "route", "status")} == {
        "event": "answer",
        "level": "info",
        "method": "GET",
        "route": "/<lang:lang>/",
        "status": 200,
    }
    assert (line["request"], len(line["request"])) == (answer.headers["X-Request-ID"], 16)
    assert 0 < line["ms"] < 60_000
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line["at"])
    assert set(line) == {"event", "level", "method", "route", "status", "request", "ms", "at"}


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/en/account/reset/a-secret-token", "/<lang:lang>/account/reset/<token>", 302),
        ("/en/account/link/a-secret-token", "/<lang:lang>/account/link/<token>", 410),
        ("/a/path/that/is/not/there", "none", 404),
        ("/healthz", "/healthz", 200),
    ],
)
def test_lines_name_the_route(
    client: FlaskClient, lines: Lines, path: str, route: str, status: int
) -> None:
    lines()
    client.get(path)
    assert [(line["route"], line["status"]) for line in lines()] == [(route, status)]


def test_every_request_has_its_own_number(client: FlaskClient) -> None:
    given = {client.get("/healthz").headers["X-Request-ID"] for _ in range(5)}
    assert len(given) == 5


@pytest.mark.parametrize(
    ("proxies", "sent", "taken"),
    [
        (1, "5f1c2f7be0a94a4a8c1f0f6f5a0b7c11", True),
        (1, "a-b_c.12", True),
        (0, "5f1c2f7be0a94a4a8c1f0f6f5a0b7c11", False),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, 'a"quoted", thing', False),
    ],
)
def test_a_number_is_taken_from_a_trusted_proxy_only(
    app: Flask, proxies: int, sent: str, taken: bool
) -> None:
    settings = replace(app.extensions["cwf_settings"], trusted_proxies=proxies)
    behind = create_app(settings).test_client()
    given = behind.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"]
    assert (given == sent) == taken


@pytest.mark.parametrize(
    ("error", "status", "event"),
    [
        (OperationalError("SELECT 1", {}, Exception("gone")), 503, "database away"),
        (ZeroDivisionError("by nought"), 500, "unexpected error"),
    ],
)
def test_a_failure_shows_the_number_under_which_the_log_tells_of_it(
    app: Flask,
    client: FlaskClient,
    lines: Lines,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    event: str,
) -> None:
    def fail(slug: str) -> None:
        raise error

    monkeypatch.setattr(published, "current", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    lines()
    answer = client.get("/en/editions/2017/")
    number = answer.headers["X-Request-ID"]
    told, answered = lines()
    assert answer.status_code == status
    assert f"<dd>{number}</dd>" in answer.text
    assert (told["event"], told["request"], answered["status"]) == (event, number, status)
    assert told["error"][0]["places"]
    data = client.get("/en/editions/2017/", headers={"Accept": "application/json"})
    assert data.json["reference"] == data.headers["X-Request-ID"]


def test_the_line_is_cheap(app: Flask, lines: Lines) -> None:
    """Thirty microseconds of this thread were aimed at; a slow machine gets ten times that."""
    with app.test_request_context("/healthz"):
        response = app.make_response("ok")
        tracing._tell(response)
        took = []
        for _ in range(300):
            began = thread_time()
            tracing._tell(response)
            took.append(thread_time() - began)
    db.session.rollback()
    assert sorted(took)[150] < 300e-6
