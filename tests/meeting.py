"""Two that wait for each other, so that a race is one each time and not by chance."""

import threading
from contextlib import suppress

LONG = 60
"""Seconds in which the other comes for certain, however busy the machine is."""

SHORT = 1
"""Seconds after which the other does not come: what is proved keeps it out."""


class Meeting:
    """Where two meet; who waits in vain goes on alone."""

    def __init__(self, seconds: int) -> None:
        self._both, self._seconds = threading.Barrier(2), seconds

    def wait(self) -> None:
        """Go on when the other is here, too, or when the seconds are over."""
        with suppress(threading.BrokenBarrierError):
            self._both.wait(self._seconds)
