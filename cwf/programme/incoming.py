"""What a file says of a programme, in one form for schedules and for spreadsheets.

A reader turns bytes into an `Incoming` and remarks; `merging` compares it with what stands and
gives a plan; an action carries the plan out, wholly or not at all. What a file does not say is
absent from `values`, and what stands stays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from cwf.programme.timetable import PersonRole

# Told while a file is read and checked: how much of how much is done (bytes, rows, any unit).
Progress = Callable[[int, int], None]


class Noun(StrEnum):
    """What a file can bring, in the order in which it is written: each refers to those before."""

    VENUE = "venue"
    ROOM = "room"
    TRACK = "track"
    SPEAKER = "speaker"
    SESSION = "session"


# The values that an item of each noun may have. Texts map a language to a text; of a language
# that is absent what stands stays, an empty text takes it away.
VALUES: Mapping[Noun, frozenset[str]] = {
    Noun.VENUE: frozenset({"name", "address", "latitude", "longitude", "zone", "note"}),
    Noun.ROOM: frozenset(
        {"venue", "name", "seats", "standing", "step_free", "hearing_loop", "interpretation"}
        | {"note"}
    ),
    Noun.TRACK: frozenset({"name", "question", "hue", "mark"}),
    Noun.SPEAKER: frozenset(
        {"name", "sort_name", "original_name", "original_language", "group", "country", "region"}
        | {"affiliation", "biography", "links"}
    ),
    Noun.SESSION: frozenset(
        {"kind", "title", "subtitle", "abstract", "language", "track", "hosts", "people"}
        | {"expected", "staff_note", "status", "reason", "placings"}
    ),
}
TEXTS = frozenset(
    {"note", "question", "affiliation", "biography", "title", "subtitle", "abstract", "reason"}
)  # and `name`, but for speakers


@dataclass(frozen=True, kw_only=True)
class Where:
    """Where in a file something stands: a line of XML, a path of JSON, a cell of a sheet.

    `row` and `line` count from 1 as the reader's own program does; `column` is the heading.
    """

    line: int | None = None
    row: int | None = None
    column: str | None = None
    path: str | None = None


NOWHERE = Where()


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something to tell about a file. An error keeps all of it out; a note does not.

    `code` says what (the words stand in exports), `data` what they need.
    """

    code: str
    where: Where = NOWHERE
    data: Mapping[str, str] = field(default_factory=dict)
    error: bool = True


class Unreadable(Exception):
    """Nothing of the file can be used; `remark` says why."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.code)
        self.remark = remark


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a schedule says of its conference. The zone is an IANA name."""

    title: str = ""
    acronym: str = ""
    subtitle: str = ""
    venue: str = ""
    city: str = ""
    starts: date | None = None
    ends: date | None = None
    day_change_hour: int | None = None
    zone: str | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Placing:
    """A slot of a session. Instants are aware; `uuid` where the file names a slot of ours.

    `rooms` are references, the main one first.
    """

    starts: datetime
    ends: datetime | None
    assumed_minutes: int | None = None
    rooms: tuple[str, ...] = ()
    uuid: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Taking:
    """A person in a session: a reference to a speaker, and the role."""

    speaker: str
    role: PersonRole = PersonRole.SPEAKER


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that a file brings.

    `key` is what the file's other items call it. It is found again by `slug` (our own address,
    in a sheet that came from us), else by `source_key` (its guid, id or slug in the source),
    else by name. References in `values` (venue, track, rooms, speakers) are keys of the file's
    items, else slugs, else names of what stands; `hosts` and `region` are slugs of regions.
    """

    noun: Noun
    key: str
    name: str
    values: Mapping[str, Any]
    slug: str | None = None
    source_key: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """All that a file says.

    `source` names where it comes from ("fosdem-2023"; "" for sheets, which know our slugs). With
    `whole` the file is all that the source has: sessions that it brought before and lacks now
    are cancelled.
    """

    source: str
    whole: bool
    items: tuple[Item, ...]
    head: Head | None = None
