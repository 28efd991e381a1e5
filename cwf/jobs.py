"""Work outside requests: jobs that bring the world to what the rows say.

A job is a plain function under a name. Losing one is harmless: the sweep calls every reconcile
job each minute, and it finds the same rows again; a nudge only makes it immediate. huey carries
the nudges, on SQLite by default, on Redis where CWF_REDIS_URL is set; the sweep does without it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import Any

import structlog
from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from cwf import clock
from cwf.database import NOT_IN_BACKUPS, Model, UtcDateTime, db
from cwf.settings import Settings

Job = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """What waits for a job: how many things, since when the oldest; how many it has given up."""

    waiting: int
    since: datetime | None
    given_up: int = 0


@dataclass
class Turn:
    """Whose turn a job is: one thread at a time, and whether it is wanted once more."""

    lock: Lock = field(default_factory=Lock)
    wanted: bool = False


SWEEP_EVERY, BEAT_EVERY = 60.0, 30.0  # seconds
WORKER_SILENT_AFTER = timedelta(minutes=3)
THREADS = 5  # so that a mail, a file or a sheet waits for no book; child processes do long work

log = structlog.get_logger()


class Heartbeat(Model):
    """When a worker last swept; the truth about whether one runs."""

    __tablename__ = "heartbeats"
    __table_args__ = NOT_IN_BACKUPS

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def init_app(app: Flask, settings: Settings) -> None:
    """Make the queue and an empty registry of jobs."""
    app.extensions["cwf_jobs"] = {}
    app.extensions["cwf_backlogs"] = {}
    app.extensions["cwf_turns"] = {}
    app.extensions["cwf_huey"] = queue = _queue(settings)

    def run(name: str) -> None:
        with app.app_context():
            run_job(name)

    app.extensions["cwf_nudge"] = queue.task(name="run")(run)


def _queue(settings: Settings) -> Huey:
    if settings.testing:
        return MemoryHuey("cwf", results=False)
    if settings.redis_url:
        # longer than the second for which the worker waits for a nudge; no tries behind our back
        client = Redis.from_url(
            settings.redis_url,
            socket_timeout=2,
            socket_connect_timeout=0.2,
            retry=Retry(NoBackoff(), 0),
        )
        return RedisHuey("cwf", results=False, connection_pool=client.connection_pool)
    queue = SqliteHuey("cwf", filename=str(settings.instance / "jobs.sqlite"), results=False)
    queue.storage.close()  # a process that is going to fork carries no open database along
    return queue


def register(app: Flask, name: str, job: Job, backlog: Callable[[], Backlog] | None = None) -> None:
    """Enter a reconcile job; it is called by the sweep and by nudges of its name.

    `backlog` tells a monitor what waits for it.
    """
    app.extensions["cwf_jobs"][name] = job
    if backlog:
        app.extensions["cwf_backlogs"][name] = backlog


def nudge(name: str) -> None:
    """Ask for a job soon. Call it after the commit; a queue that is away is no error."""
    try:
        current_app.extensions["cwf_nudge"](name)
    except Exception:  # the sweep will find the rows
        log.warning("nudge lost", job=name, exc_info=True)


def run_job(name: str) -> None:
    """Run one job now; its failure is logged and left to the next sweep.

    Where another thread of this process is at it already, that one does it once more.
    """
    turn: Turn = current_app.extensions["cwf_turns"].setdefault(name, Turn())
    turn.wanted = True
    while turn.wanted and turn.lock.acquire(blocking=False):
        try:
            turn.wanted = False
            _run(name)
        finally:
            turn.lock.release()


def _run(name: str) -> None:
    with structlog.contextvars.bound_contextvars(job=name, run=token_hex(4)):
        try:
            current_app.extensions["cwf_jobs"][name]()
        except Exception:
            db.session.rollback()
            log.exception("job failed")


def run_all() -> None:
    """Sweep: run every reconcile job."""
    beat()
    for name in current_app.extensions["cwf_jobs"]:
        run_job(name)


def beat() -> None:
    """Say that a worker is alive."""
    db.session.merge(Heartbeat(name="worker", at=clock.now()))
    db.session.commit()


def backlogs() -> dict[str, Backlog]:
    """What waits for which job, as far as jobs tell."""
    return {name: ask() for name, ask in current_app.extensions["cwf_backlogs"].items()}


def worker_age() -> timedelta | None:
    """How long ago a worker last swept; None: never."""
    heartbeat = db.session.get(Heartbeat, "worker")
    return clock.now() - heartbeat.at if heartbeat else None


def worker_alive() -> bool:
    """Whether a worker has swept lately."""
    age = worker_age()
    return age is not None and age < WORKER_SILENT_AFTER


def work(app: Flask) -> Any:
    """Run the worker until a signal ends it.

    Sweeping and beating need the database alone; nudges come by the queue, which may be away.
    Each job has a thread that sweeps it, so that a long book holds no mail back.
    """
    queue: Huey = app.extensions["cwf_huey"]
    consumer = queue.create_consumer(workers=THREADS, periodic=False, max_delay=1.0)
    swept = [(SWEEP_EVERY, partial(run_job, name)) for name in app.extensions["cwf_jobs"]]
    ended = Event()
    for seconds, action in ((BEAT_EVERY, beat), *swept):
        Thread(target=_repeat, args=(app, seconds, action, ended), daemon=True).start()
    try:
        return consumer.run()
    finally:
        ended.set()


def _repeat(app: Flask, seconds: float, action: Job, ended: Event) -> None:
    while True:
        try:
            with app.app_context():
                action()
        except Exception:  # the database may be back by the next time
            log.exception("worker hindered")
        if ended.wait(seconds):
            return
