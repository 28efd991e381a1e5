"""What is counted of answers, and what of the rows says how far work is behind.

Each process counts for itself; where PROMETHEUS_MULTIPROC_DIR is set (gunicorn.conf.py does so)
the counts lie in files there, and whichever process is asked adds up those of all.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from cwf import clock, jobs
from cwf.database import db
from cwf.web.tracing import route, seconds

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

ANSWERS = Counter("cwf_answers", "Answers", ["method", "route", "status"])
TOOK = Histogram("cwf_answer_seconds", "Time until an answer was ready", ["route"], buckets=BUCKETS)
AT_WORK = Gauge(
    "cwf_requests_at_work", "Requests being answered just now", multiprocess_mode="livesum"
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A gauge that a slice tells of its rows: `values` are (values of the labels, number).

    Slices put functions that give some into `cwf_gauges`; each is asked at every reading, so it
    asks little.
    """

    name: str
    told: str
    labels: tuple[str, ...]
    values: tuple[tuple[tuple[str, ...], float], ...]


Tell = Callable[[], Iterable[Told]]


class Weighed:
    """Counts the requests that are being answered."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """A WSGI application around another."""
        AT_WORK.inc()
        try:
            answer: Iterable[bytes] = self._app(environ, start_response)
            return answer
        finally:
            AT_WORK.dec()


def init_app(app: Flask) -> None:
    """Count every answer, by the rule of its route."""
    app.wsgi_app = Weighed(app.wsgi_app)  # type: ignore[method-assign]
    app.after_request(_count)
    app.extensions["cwf_gauges"] = []


def exposed() -> bytes:
    """All metrics as text, of all web processes, with the state of the work as of now."""
    registry = CollectorRegistry(auto_describe=False)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
        counted = generate_latest(registry)
    else:
        counted = generate_latest(REGISTRY)
    behind = CollectorRegistry(auto_describe=False)
    behind.register(Behind())
    return counted + generate_latest(behind)


class Behind(Collector):
    """How far work is behind, asked of the rows; without a database it says only that."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The families, one by one."""
        yield _one("cwf_disk_free_bytes", "Free on the disk that data are kept on", free_bytes())
        try:
            age = jobs.worker_age()
            backlogs = jobs.backlogs()
            told = [one for tell in current_app.extensions["cwf_gauges"] for one in tell()]
        except SQLAlchemyError:
            db.session.rollback()
            yield _one("cwf_database_up", "Whether the database answers", 0)
            return
        yield _one("cwf_database_up", "Whether the database answers", 1)
        seen = float("inf") if age is None else age.total_seconds()
        yield _one("cwf_worker_age_seconds", "Since a worker last swept; +Inf: never", seen)
        yield from _families(backlogs)
        yield from map(_told, told)


def free_bytes() -> int:
    """What is free on the fullest disk that this process keeps something on."""
    settings = current_app.extensions["cwf_settings"]
    folders = [settings.instance]
    url = make_url(settings.database_url)
    if url.drivername == "sqlite" and url.database:
        folders.append(Path(url.database).parent)
    return min(shutil.disk_usage(folder).free for folder in folders)


def _one(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, value=value)


def _told(one: Told) -> GaugeMetricFamily:
    family = GaugeMetricFamily(one.name, one.told, labels=list(one.labels))
    for labels, number in one.values:
        family.add_metric(list(labels), number)
    return family


def _families(backlogs: dict[str, jobs.Backlog]) -> Iterator[GaugeMetricFamily]:
    waiting = GaugeMetricFamily("cwf_job_waiting", "Things that wait for a job", labels=["job"])
    oldest = GaugeMetricFamily(
        "cwf_job_oldest_seconds", "How long the oldest of them has waited", labels=["job"]
    )
    failed = GaugeMetricFamily("cwf_job_given_up", "Things a job has given up", labels=["job"])
    now = clock.now()
    for name, backlog in backlogs.items():
        since = (now - backlog.since).total_seconds() if backlog.since else 0
        waiting.add_metric([name], backlog.waiting)
        oldest.add_metric([name], max(0, since))
        failed.add_metric([name], backlog.given_up)
    yield from (waiting, oldest, failed)


@cache
def _counter(method: str, rule: str, status: int) -> Any:
    return ANSWERS.labels(method, rule, status)


@cache
def _histogram(rule: str) -> Any:
    return TOOK.labels(rule)


def _count(response: Response) -> Response:
    rule = route()
    method = request.method
    _counter(method if method in METHODS else "other", rule, response.status_code).inc()
    _histogram(rule).observe(seconds(request.environ))
    return response
