"""Which days of an edition are kept, and when each of them ends.

A day is one of the edition's zone and ends when the next begins there: after 23, 24 or 25 hours.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
KEPT_AFTER = timedelta(days=30)  # reports of partners come in for that long after a forum
LONG_PAST = timedelta(days=400)  # what is missing of an older forum stays missing


def end_of(day: date, zone: str) -> datetime:
    """The instant, in UTC, at which a day ends.

    Where clocks change at midnight, it is the first instant that the next day's clock shows.

    >>> end_of(date(2027, 3, 27), "Europe/Copenhagen").isoformat()
    '2027-03-27T23:00:00+00:00'
    >>> end_of(date(2027, 3, 28), "Europe/Copenhagen").isoformat()  # clocks went forward
    '2027-03-28T22:00:00+00:00'
    """
    return datetime.combine(day + DAY, time(), ZoneInfo(zone)).astimezone(UTC)


def day_of(instant: datetime, zone: str) -> date:
    """The day to which an instant belongs by the clock of a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def last_ended(at: datetime, zone: str) -> date:
    """The latest day that has ended by then."""
    return day_of(at, zone) - DAY


def is_long_past(ends: date | None, at: datetime, zone: str) -> bool:
    """Whether a forum is over for so long that no day of it is kept any more.

    One without dates is to come.
    """
    return ends is not None and day_of(at, zone) > ends + LONG_PAST


def last_due(ends: date | None, at: datetime, zone: str) -> date:
    """The latest day that should be kept by then: some weeks after the forum there are no more."""
    ended = last_ended(at, zone)
    return ended if ends is None else min(ended, ends + KEPT_AFTER)


def due(
    first: date, ends: date | None, at: datetime, zone: str, kept: Collection[date]
) -> list[date]:
    """The days, the earliest first, that have ended, should be kept and are not.

    They run from the first day of which anything is known until some weeks after the forum.
    """
    last = last_due(ends, at, zone)
    every = (first + number * DAY for number in range((last - first).days + 1))
    return [day for day in every if day not in kept]


def days_before(starts: date, day: date) -> int:
    """How many days before the forum's eve: 0 is the eve, -1 the forum's first day."""
    return (starts - DAY - day).days
