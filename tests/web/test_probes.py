"""What a monitor is told."""

import shutil
import subprocess
import sys
import time
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from cwf import clock, jobs, mail
from cwf.database import db
from cwf.web import probes
from tests.architecture.source import ROOT
from tests.serving import free_port, settings_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AUTHORIZED = {"Authorization": "Bearer a-token-for-the-tests"}
Usage = namedtuple("Usage", "total used free")


def away(*args: object, **kwargs: object) -> None:
    raise OperationalError("SELECT 1", {}, Exception("gone"))


def metrics(client: FlaskClient) -> dict[str, float]:
    """Every sample by its name with labels."""
    lines = client.get("/metrics", headers=AUTHORIZED).text.splitlines()
    pairs = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    assert len({name for name, _, _ in pairs}) == len(pairs), "a sample twice"
    return {name: float(value) for name, _, value in pairs}


def test_health_says_that_the_process_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.data) == (200, b"ok\n")


def test_ready_says_whether_a_worker_runs(client: FlaskClient) -> None:
    with time_machine.travel(NOW, tick=False) as travel:
        assert client.get("/readyz").json["worker"] == "none: books are not made"
        jobs.beat()
        assert client.get("/readyz").json["worker"] == "ok"
        travel.shift(timedelta(minutes=12))
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json["worker"]) == (
            200,
            "silent for 12 minutes: mail and books wait",
        )


@pytest.mark.parametrize(
    ("mib", "said"),
    [
        (5000, "ok"),
        (1024, "ok"),
        (1000, "low: 1000 MiB free"),
        (64, "low: 64 MiB free"),
        (63, "full: 63 MiB free, little can be saved"),
    ],
)
def test_ready_says_how_full_the_disk_is(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, mib: int, said: str
) -> None:
    jobs.beat()
    usage = Usage(0, 0, mib * probes.MIB)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (
        200,
        {"database": "ok", "worker": "ok", "disk": said},
    )


def test_not_ready_without_the_database(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.session, "execute", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["database"], answer.json["worker"]) == (
        503,
        "away",
        "unknown",
    )


@pytest.mark.parametrize(
    ("header", "status"),
    [({}, 404), ({"Authorization": "Bearer wrong"}, 404), (AUTHORIZED, 200)],
)
def test_metrics_need_the_token(client: FlaskClient, header: dict[str, str], status: int) -> None:
    answer = client.get("/metrics", headers=header)
    assert answer.status_code == status
    assert ("cwf_answers_total" in answer.text) == (status == 200)


def test_answers_are_counted_by_route_and_never_by_address(client: FlaskClient) -> None:
    answered = 'cwf_answers_total{method="GET",route="/<lang:lang>/",status="200"}'
    unknown = 'cwf_answers_total{method="other",route="none",status="404"}'
    took = 'cwf_answer_seconds_count{route="/<lang:lang>/"}'
    before = metrics(client)
    client.get("/en/?secret=1")
    client.get("/da/")
    client.open("/en/a-secret-address", method="BREW")
    after = metrics(client)
    grown = {name: after[name] - before.get(name, 0) for name in (answered, unknown, took)}
    assert grown == {answered: 2, unknown: 1, took: 2}
    assert not [name for name in after if "secret" in name or "BREW" in name]
    assert after["cwf_requests_at_work"] == 1, "the one that asks"


def test_metrics_say_how_far_work_is_behind(app: Flask, client: FlaskClient) -> None:
    with time_machine.travel(NOW, tick=False) as travel:
        mail.queue(key="k", recipient="a@example.org", language="en", subject="S", body="B")
        db.session.commit()
        jobs.beat()
        travel.shift(timedelta(seconds=90))
        found = metrics(client)
    of_work = ("cwf_job", "cwf_worker", "cwf_database")
    assert {name: found[name] for name in found if name.startswith(of_work)} == {
        "cwf_database_up": 1,
        "cwf_worker_age_seconds": 90,
        'cwf_job_waiting{job="mail"}': 1,
        'cwf_job_oldest_seconds{job="mail"}': 90,
        'cwf_job_given_up{job="mail"}': 0,
        'cwf_job_waiting{job="bulk"}': 0,
        'cwf_job_oldest_seconds{job="bulk"}': 0,
        'cwf_job_given_up{job="bulk"}': 0,
        'cwf_job_waiting{job="imports"}': 0,
        'cwf_job_oldest_seconds{job="imports"}': 0,
        'cwf_job_given_up{job="imports"}': 0,
        'cwf_job_waiting{job="member_imports"}': 0,
        'cwf_job_oldest_seconds{job="member_imports"}': 0,
        'cwf_job_given_up{job="member_imports"}': 0,
        'cwf_job_waiting{job="books"}': 0,
        'cwf_job_oldest_seconds{job="books"}': 0,
        'cwf_job_given_up{job="books"}': 0,
        'cwf_job_waiting{job="notices"}': 0,
        'cwf_job_oldest_seconds{job="notices"}': 0,
        'cwf_job_given_up{job="notices"}': 0,
        'cwf_job_waiting{job="offers"}': 0,
        'cwf_job_oldest_seconds{job="offers"}': 0,
        'cwf_job_given_up{job="offers"}': 0,
        'cwf_job_waiting{job="papers"}': 0,
        'cwf_job_oldest_seconds{job="papers"}': 0,
        'cwf_job_given_up{job="papers"}': 0,
        'cwf_job_waiting{job="reminders"}': 0,
        'cwf_job_oldest_seconds{job="reminders"}': 0,
        'cwf_job_given_up{job="reminders"}': 0,
        'cwf_job_waiting{job="tickets"}': 0,
        'cwf_job_oldest_seconds{job="tickets"}': 0,
        'cwf_job_given_up{job="tickets"}': 0,
    }  # fmt: skip
    assert found["cwf_disk_free_bytes"] > 0


def test_metrics_without_a_worker_or_a_database(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert metrics(client)["cwf_worker_age_seconds"] == float("inf")
    monkeypatch.setattr(jobs, "worker_age", away)
    found = metrics(client)
    assert found["cwf_database_up"] == 0
    assert "cwf_worker_age_seconds" not in found


def test_books_that_wait_are_told_of(app: Flask) -> None:
    assert set(jobs.backlogs()) == {
        "mail", "books", "bulk", "imports", "member_imports", "notices", "offers", "papers",
        "reminders", "tickets",
    }  # fmt: skip
    assert jobs.backlogs()["books"] == jobs.Backlog(waiting=0, since=None, given_up=0)


def counted(url: str) -> int:
    """How many answers of /healthz the process that is asked knows of."""
    request = Request(f"{url}/metrics", headers=AUTHORIZED)
    with urlopen(request, timeout=60) as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith('cwf_answers_total{method="GET",route="/healthz"'):
                return round(float(line.rpartition(" ")[2]))
    return 0


def test_two_processes_are_added_up(tmp_path: Path) -> None:
    """Whichever answers, it tells of all, and one that was replaced is not forgotten."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = (
        f"-m gunicorn --preload --worker-class gthread --workers 2 --threads 2 -b localhost:{port}"
    )
    with subprocess.Popen(
        [sys.executable, *words.split(), "--no-control-socket", "wsgi:app"],
        cwd=ROOT,
        env=settings_of(tmp_path, CWF_METRICS_TOKEN="a-token-for-the-tests"),
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            asked = until_up(url)
            for _ in range(40 - asked):
                urlopen(f"{url}/healthz", timeout=60).close()
            assert {counted(url) for _ in range(12)} == {40}
        finally:
            server.terminate()
            server.wait(120)


def until_up(url: str) -> int:
    """Ask until there is an answer; how many there were."""
    for _ in range(900):
        try:
            urlopen(f"{url}/healthz", timeout=60).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return 1
    raise AssertionError("gunicorn did not start")


def test_a_mail_given_up_is_counted(app: Flask, client: FlaskClient) -> None:
    mail.queue(key="k", recipient="a@example.org", language="en", subject="S", body="B")
    db.session.commit()
    one = mail.latest(1)[0]
    one.attempts, one.due = mail.MAX_ATTEMPTS, None
    db.session.commit()
    assert mail.backlog() == jobs.Backlog(waiting=0, since=None, given_up=1)
    assert clock.now() > one.created - timedelta(days=1)
