"""Jobs: swept and nudged; one that fails takes nothing with it; a silent worker is noticed."""

import threading
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from cwf import clock, jobs


@pytest.fixture
def ran(app: Flask) -> list[str]:
    """The names of jobs that ran, with two of them in the registry alone."""
    found: list[str] = []
    before = dict(app.extensions["cwf_jobs"])
    app.extensions["cwf_jobs"].clear()

    def broken() -> None:
        found.append("broken")
        raise RuntimeError("broken")

    jobs.register(app, "broken", broken)
    jobs.register(app, "sound", lambda: found.append("sound"))
    yield found
    app.extensions["cwf_jobs"].clear()
    app.extensions["cwf_jobs"].update(before)


def test_sweep_runs_all_and_survives_one_that_fails(app: Flask, ran: list[str]) -> None:
    jobs.run_all()
    assert ran == ["broken", "sound"]


def test_nudge_reaches_the_worker_by_name(app: Flask, ran: list[str]) -> None:
    queue = app.extensions["cwf_huey"]
    queue.flush()
    jobs.nudge("sound")
    task = queue.dequeue()
    queue.execute(task)
    assert ran == ["sound"]


def test_nudge_that_is_lost_is_no_error(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(name: str) -> None:
        raise ConnectionError("the queue is away")

    monkeypatch.setitem(app.extensions, "cwf_nudge", away)
    jobs.nudge("sound")


def test_a_job_runs_in_one_thread_at_a_time_and_once_more_if_wanted(
    app: Flask, ran: list[str]
) -> None:
    """So a worker has one press; a nudge meanwhile is neither lost nor waited for."""
    going, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        ran.append("slow")
        going.set()
        go_on.wait(60)

    def run() -> None:
        with app.app_context():
            jobs.run_job("slow")

    jobs.register(app, "slow", slow)
    thread = threading.Thread(target=run)
    thread.start()
    going.wait(60)
    jobs.run_job("slow")
    jobs.run_job("slow")
    assert ran == ["slow"]
    go_on.set()
    thread.join()
    assert ran == ["slow", "slow"]


def test_worker_is_alive_after_a_sweep_and_not_for_ever(app: Flask, ran: list[str]) -> None:
    assert jobs.worker_alive() is False
    jobs.run_all()
    assert jobs.worker_alive() is True
    with time_machine.travel(clock.now() + jobs.WORKER_SILENT_AFTER + timedelta(seconds=1)):
        assert jobs.worker_alive() is False
