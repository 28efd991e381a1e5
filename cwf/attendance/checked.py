"""Check-ins as pages and files show them: what is wanted of them, and a line of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from cwf.attendance.checking import Entry


class Show(StrEnum):
    """Which of them: what stands, what was taken back, or both."""

    STANDING = "standing"
    UNDONE = "undone"
    ALL = "all"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What to list; None and "" ask nothing. `slot` is a slot's UUID as hex, "" the forum itself.

    `words` must all be in the name.
    """

    words: str = ""
    day: date | None = None
    slot: str | None = None
    station: str = ""
    show: Show = Show.STANDING


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A check-in; names and codes, for whoever is at the door. `by` is who entered it by hand."""

    id: int
    key: str
    name: str
    short: str
    day: date
    slot: str
    at: datetime
    station: str
    by: str
    undone: datetime | None
    undone_by: str
    undone_why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tallied:
    """How many came on a day to the forum (`slot` "") or to a session."""

    day: date
    slot: str
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A slot to which people check in, with the title of its session by language."""

    slot: str
    starts: datetime
    title: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Somebody found by name: `entry` is that they are in already, `confirmed` that they may be."""

    participant: UUID
    name: str
    short: str
    confirmed: bool
    entry: Entry | None
