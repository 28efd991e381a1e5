"""What a monitor is told."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from cwf import jobs
from cwf.database import db


def test_health_says_that_the_process_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.data) == (200, b"ok\n")


def test_ready_says_whether_a_worker_runs(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {
        "database": "ok",
        "worker": "none: books are not made",
    }
    jobs.beat()
    assert client.get("/readyz").json == {"database": "ok", "worker": "ok"}


def test_not_ready_without_the_database(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(db.session, "execute", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["database"]) == (503, "away")


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 404),
        ({"Authorization": "Bearer wrong"}, 404),
        ({"Authorization": "Bearer a-token-for-the-tests"}, 200),
    ],
)
def test_metrics_need_the_token(client: FlaskClient, header: dict[str, str], status: int) -> None:
    answer = client.get("/metrics", headers=header)
    assert answer.status_code == status
    assert ("cwf_answers_total" in answer.text) == (status == 200)
