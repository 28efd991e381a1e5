"""What is kept of people, why, and until when; whom an export or an erasure is about.

Each slice tells what it keeps as entries (the registry of what is kept until when). The page that
everybody reads is made from them, and the job `retention` enforces the same entries, so that the
page says what happens.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo


class Since(StrEnum):
    """From when a time to keep something is counted.

    FORUM: the end of the last day of the forum, on its clock. YEAR: the end of the calendar year
    in which it ended. MADE and USED: from then. END: until somebody ends it, or is erased.
    """

    FORUM = "forum"
    YEAR = "year"
    MADE = "made"
    USED = "used"
    END = "end"


class Ground(StrEnum):
    """By what right something is kept."""

    WISH = "wish"
    CONSENT = "consent"
    INTEREST = "interest"
    LAW = "law"


class Topic(StrEnum):
    """Of whom an entry tells, in the order of the page."""

    ACCOUNT = "account"
    REGISTRATION = "registration"
    DELEGATION = "delegation"
    PROGRAMME = "programme"


Purge = Callable[[datetime, int], int]


@dataclass(frozen=True, slots=True)
class Rule:
    """By what right something is kept, until when, and who sees to it.

    `purge(at, most)` takes away what is due at an instant, so many rows at most, and gives how many
    it took; it does not commit. None: `job` does it, or (END) nothing goes by time alone.
    """

    ground: Ground
    since: Since
    _: KW_ONLY
    days: int = 0
    years: int = 0
    job: str = "retention"
    purge: Purge | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """One kind of thing that is kept of people.

    `what` and `why` are texts that are put into words when they are read.
    """

    code: str
    topic: Topic
    what: Any
    why: Any
    rule: Rule


def kept(topic: Topic, /, **entries: tuple[Any, Any, Rule]) -> tuple[Kept, ...]:
    """A table of what is kept of one topic: by its code what, why, and by which rule."""
    return tuple(
        Kept(code=code, topic=topic, what=what, why=why, rule=rule)
        for code, (what, why, rule) in entries.items()
    )


def due(ends: date, zone: str, *, since: Since, days: int = 0, years: int = 0) -> datetime:
    """When what hangs on a forum goes: that time after its last day, at midnight on its clock.

    `since` is FORUM or YEAR.
    """
    first = date(ends.year + 1, 1, 1) if since is Since.YEAR else ends + timedelta(days=1)
    day = _years_later(first, years) + timedelta(days=days)
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def before(at: datetime, *, days: int = 0, years: int = 0) -> datetime:
    """What was made or used before this instant is due at `at`."""
    day = _years_later(at.date(), -years) - timedelta(days=days)
    return datetime.combine(day, at.timetz())


def _years_later(day: date, years: int) -> date:
    """The same day of another year; of the 29 of February the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Whom an export or an erasure is about.

    `person` is the id of the row (None: an account that never was somebody), `accounts` are ids,
    `emails` addresses that are proven to be theirs, in lower case. `edition` narrows it to what
    hangs on one forum (None: all there is); `names` are those under which they are known.
    """

    person: int | None
    accounts: tuple[int, ...] = ()
    emails: frozenset[str] = frozenset()
    edition: int | None = None
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One part of what is kept of somebody: rows of names and values, as JSON can say them.

    `title` is put into words when it is read.
    """

    code: str
    title: Any
    rows: tuple[Mapping[str, Any], ...] = field(default=())
