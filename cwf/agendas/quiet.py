"""When a mail may go out: not within a reader's quiet hours, on the clock of a zone.

An hour is quiet by what the wall clock shows, whichever way it was changed that night: the hour
that comes twice is quiet twice, and the one that is left out keeps nobody waiting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_TO = 21, 8
BEFOREHAND = timedelta(hours=2)  # before a session begins, so much is needed to act upon a change


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiet:
    """The hours of the day in `zone` in which a reader is left alone: [start, end), over midnight
    where start is the later one; none where both are the same."""

    zone: str
    start: int = QUIET_FROM
    end: int = QUIET_TO

    def holds(self, at: datetime) -> bool:
        """Whether an instant is within them."""
        hour = at.astimezone(ZoneInfo(self.zone)).hour
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def may_go_out(at: datetime, quiet: Quiet, begins: Iterable[datetime] = ()) -> datetime:
    """The first instant from `at` on at which a mail may go out (UTC in, UTC out).

    `begins` are the starts of the sessions that it is about. What would come less than
    BEFOREHAND before one of them, if it waited for the morning, goes out at once.
    """
    morning = _end(at, quiet)
    late = any(at < one < morning + BEFOREHAND for one in begins)
    return at if late else morning


@lru_cache(maxsize=1024)
def _end(at: datetime, quiet: Quiet) -> datetime:
    while quiet.holds(at):
        at = _next_hour(at, ZoneInfo(quiet.zone))
    return at


def _next_hour(at: datetime, zone: ZoneInfo) -> datetime:
    """The next instant at which the wall clock may show another hour."""
    local = at.astimezone(zone)
    gone = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return at + timedelta(hours=1) - gone
