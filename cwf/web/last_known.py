"""Reading goes on for a while when the database does not answer.

Public pages ask one cheap question a request (which version is the present one), and have the
bytes in memory. So the last answer is kept, and serves while no newer one is to be had: for a
quarter of an hour at most, for a room may have changed meanwhile. What must be read anew fails.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic
from typing import TypeVar, cast

import structlog
from flask import Flask, current_app, g

from cwf.database import AWAY, db

T = TypeVar("T")

SERVES_FOR = 15 * 60.0  # seconds since the database last confirmed it
ASKED_AGAIN_AFTER = 2.0  # seconds; until then nobody waits for a database that is away
MOST = 1000  # questions

log = structlog.get_logger()


class LastKnown:
    """The last answers of the database to some questions, in this process."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[object, float]] = OrderedDict()
        self._lock = threading.Lock()
        self._away_until = 0.0

    def ask(self, key: Hashable, question: Callable[[], T]) -> T:
        """The answer, or the last known one while the database is away; else its error."""
        if monotonic() < self._away_until and (known := self._known(key)):
            return cast(T, self._stale(known))
        try:
            answer = question()
        except AWAY:
            db.session.rollback()
            known = self._known(key)
            if known is None:
                raise
            self._away_until = monotonic() + ASKED_AGAIN_AFTER
            log.warning("served as last known", seconds=round(monotonic() - known[1]))
            return cast(T, self._stale(known))
        self._away_until = 0.0
        self._keep(key, answer)
        return answer

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._answers.clear()
        self._away_until = 0.0

    def _known(self, key: Hashable) -> tuple[object, float] | None:
        with self._lock:
            found = self._answers.get(key)
        return found if found and monotonic() - found[1] < SERVES_FOR else None

    def _keep(self, key: Hashable, answer: object) -> None:
        if answer is None:
            return  # what is not there is not worth a place
        with self._lock:
            self._answers.pop(key, None)
            self._answers[key] = (answer, monotonic())
            if len(self._answers) > MOST:
                self._answers.popitem(last=False)

    def _stale(self, known: tuple[object, float]) -> object:
        g.stale_for = max(g.get("stale_for", 0), int(monotonic() - known[1]))
        return known[0]


def init_app(app: Flask) -> None:
    """Give each process its memory."""
    app.extensions["cwf_last_known"] = LastKnown()


def last_known() -> LastKnown:
    """The memory of this process."""
    found: LastKnown = current_app.extensions["cwf_last_known"]
    return found
