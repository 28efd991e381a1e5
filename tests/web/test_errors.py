"""Failures are answered clearly, in the reader's language, and leave nothing behind."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from cwf.programme.queries import published


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Let every public page of an edition fail in a way."""

    def arrange(error: Exception) -> None:
        def bare(slug: str) -> None:
            raise error

        monkeypatch.setattr(published, "current", bare)

    return arrange


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("SELECT 1", {}, Exception("gone")), 503),
        (StaleDataError("changed"), 409),
        (DataError("SELECT 1", {}, Exception("NUL")), 400),
        (ZeroDivisionError("by nought"), 500),
    ],
)
def test_failure_has_a_page_and_a_status(
    app: Flask,
    client: FlaskClient,
    failing: Callable[[Exception], None],
    error: Exception,
    status: int,
) -> None:
    failing(error)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = client.get("/da/editions/2017/")
    assert answer.status_code == status
    assert '<html lang="da">' in answer.text
    assert "nought" not in answer.text
    assert (answer.headers.get("Retry-After") is not None) == (status == 503)


def test_program_gets_data(client: FlaskClient) -> None:
    answer = client.get("/en/editions/none/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["status"]) == (404, 404)


@pytest.mark.parametrize(
    "path", ["/en/nowhere/at/all", "/fr/", "/en/editions/none/programme", "/xx", "/%00", "/en/%ff"]
)
def test_what_is_not_there_is_a_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_wrong_method_is_a_405(client: FlaskClient) -> None:
    answer = client.delete("/healthz")
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (405, True)


def test_post_without_token_is_refused(client: FlaskClient) -> None:
    answer = client.post("/en/account/login", data={"email": "a@example.org", "password": "x"})
    assert answer.status_code == 400
    assert "open for too long" in answer.text


def test_too_large_a_post_is_a_413(client: FlaskClient) -> None:
    answer = client.post("/en/account/login", data={"email": "x" * (13 * 1024 * 1024)})
    assert answer.status_code == 413
