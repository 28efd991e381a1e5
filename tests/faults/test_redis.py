"""Redis goes away: nudges are lost and found again, limits hold, nobody waits."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password

from cwf import create_app, jobs
from cwf.database import db
from cwf.people.models import Account
from cwf.people.throttle import PER_ACCOUNT, Kind
from tests.browsing import PASSWORD, Browser
from tests.faults.conftest import publish
from tests.faults.test_killed import until
from tests.programme.conftest import Forum
from tests.serving import free_port

SQLITE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


class Redis:
    """A Redis of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._words = [
            shutil.which("redis-server") or "",
            *f"--port {self.port} --bind 127.0.0.1 --save --appendonly no --dir {folder}".split(),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """There."""
        self._process = subprocess.Popen(self._words, stdout=subprocess.DEVNULL)
        import redis

        client = redis.Redis(port=self.port)
        for _ in range(2000):
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("Redis did not start")

    def stop(self) -> None:
        """Away."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """A running Redis."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is absent")
    made = Redis(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def using(app: Flask, redis: Redis) -> Iterator[Flask]:
    """The application with that Redis, and limits as in earnest."""
    told = app.extensions["cwf_settings"]
    made = create_app(replace(told, redis_url=f"redis://127.0.0.1:{redis.port}/0", testing=False))
    made.config["PROPAGATE_EXCEPTIONS"] = False
    yield made
    with made.app_context():
        db.engine.dispose()


@SQLITE
def test_a_nudge_is_lost_at_once_and_the_sweep_finds_the_rows(using: Flask, redis: Redis) -> None:
    ran: list[str] = []
    using.extensions["cwf_jobs"].clear()
    jobs.register(using, "sound", lambda: ran.append("sound"))
    queue = using.extensions["cwf_huey"]
    with using.app_context():
        jobs.nudge("sound")
        queue.execute(queue.dequeue())
        assert ran == ["sound"]
        redis.stop()
        began = time.monotonic()
        jobs.nudge("sound")
        assert time.monotonic() - began < 30
        jobs.run_all()
        assert ran == ["sound", "sound"]
        redis.start()
        jobs.nudge("sound")
        queue.execute(queue.dequeue())
        assert ran == ["sound", "sound", "sound"]


@SQLITE
def test_a_worker_sweeps_without_redis(
    using: Flask, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The consumer finds nobody to listen to; the threads that sweep do not ask it."""
    redis.stop()
    ran: list[str] = []
    using.extensions["cwf_jobs"].clear()
    jobs.register(using, "sound", lambda: ran.append("sound"))
    monkeypatch.setattr(jobs, "SWEEP_EVERY", 0.2)
    monkeypatch.setattr(jobs, "BEAT_EVERY", 0.2)
    consumer = using.extensions["cwf_huey"].create_consumer(workers=1, periodic=False)
    monkeypatch.setattr(type(consumer), "run", lambda self: until(lambda: len(ran) >= 3))
    jobs.work(using)
    with using.app_context():
        assert jobs.worker_alive()
    time.sleep(0.5)  # until the threads have ended


@SQLITE
def test_publishing_and_reading_go_on(app: Flask, using: Flask, redis: Redis, forum: Forum) -> None:
    redis.stop()
    publish(forum)
    db.session.remove()
    with using.app_context():
        began = time.monotonic()
        jobs.nudge("books")
        assert time.monotonic() - began < 30
    assert using.test_client().get("/en/editions/2017/programme").status_code == 200


def books_asked_for(using: Flask, number: int) -> list[int]:
    """The answers to one address that asks for many filtered books."""
    client = using.test_client()
    path = "/en/editions/2017/book?kind="
    kinds = ("keynote", "panel", "talk", "workshop", "meal", "break", "social", "tour")
    wanted = [f"{path}{kind}&paper={paper}" for paper in ("a5", "a4") for kind in kinds]
    return [client.get(one).status_code for one in wanted[:number]]


@SQLITE
def test_limits_hold_in_memory_until_redis_is_back(
    using: Flask, redis: Redis, forum: Forum
) -> None:
    publish(forum)
    db.session.remove()
    redis.stop()
    began = time.monotonic()
    answers = books_asked_for(using, 16)
    assert 429 in answers, "limited without Redis, too"
    assert not {500, 503} & set(answers)
    assert time.monotonic() - began < 60


@SQLITE
def test_signing_in_is_still_guarded(
    using: Flask, redis: Redis, account: Callable[..., Account]
) -> None:
    email = "ada@example.org"
    account(email).password = hash_password(PASSWORD)
    db.session.commit()
    db.session.remove()
    redis.stop()
    browser = Browser(using.test_client())
    answers = [
        browser.sign_in(email, "a wrong password").status_code
        for _ in range(PER_ACCOUNT[Kind.PASSWORD] + 1)
    ]
    assert answers == [200] * PER_ACCOUNT[Kind.PASSWORD] + [429]
