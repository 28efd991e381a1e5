"""SQLite has one writer: threads of a process that want to write wait in line for their turn.

By itself each would ask again and again, with pauses of up to a tenth of a second; between them the
file stands idle, and who asked first may be served last. Other processes are still met by asking.
"""

import os
import sqlite3
import threading
from collections import defaultdict

_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # by the file
os.register_at_fork(after_in_child=_turns.clear)  # whoever had it there is not here


class InLine(sqlite3.Connection):
    """A connection that has the turn of its file while it is within a writing transaction."""

    _turn: "threading.Lock | None" = None

    def wait_for_turn(self, file: str, patience: float) -> None:
        """Before BEGIN IMMEDIATE; for so many seconds, then as SQLite says it."""
        turn = _turns[file]
        if self._turn is None:
            if not turn.acquire(timeout=patience):
                raise sqlite3.OperationalError("database is locked")
            self._turn = turn

    def commit(self) -> None:
        """Commit, and pass the turn on; not where it failed, for then all is still open."""
        super().commit()
        self._pass_on()

    def rollback(self) -> None:
        """Take all back, and pass the turn on."""
        super().rollback()
        self._pass_on()

    def close(self) -> None:
        """Close, and pass the turn on."""
        super().close()
        self._pass_on()

    def __del__(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
