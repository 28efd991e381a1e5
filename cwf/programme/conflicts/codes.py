"""What a conflict is: a code with data, never a sentence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cwf.programme.timetable import Kind

# What people come to and leave as they like: two such may share a room.
DROP_IN = {Kind.EXHIBITION, Kind.BREAK, Kind.MEAL, Kind.SOCIAL}


class Code(StrEnum):
    """What a conflict is, the weightiest first."""

    ROOM_TAKEN_TWICE = "room_taken_twice"
    SPEAKER_IN_TWO_PLACES = "speaker_in_two_places"
    ROOM_TOO_SMALL = "room_too_small"
    OUTSIDE_EDITION = "outside_edition"
    SUBSTITUTION_OPEN = "substitution_open"
    UNPLACED = "unplaced"
    NO_ROOM = "no_room"
    TRAVEL = "travel"
    CHANGEOVER = "changeover"
    UNCONFIRMED = "unconfirmed"
    INTERPRETATION = "interpretation"


class Severity(StrEnum):
    """Serious: mend it before publishing. Note: good to know."""

    SERIOUS = "serious"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One thing that does not fit; what is not told is None or empty.

    `starts` and `ends` bound the moment it concerns (UTC): the overlap, the gap, or the slot.
    `needed` and `available` are persons (room too small), minutes (travel, changeover) or, for
    what is outside the edition, days away from it (`needed`).
    """

    code: Code
    severity: Severity
    sessions: tuple[str, ...]
    slots: tuple[UUID, ...] = ()
    rooms: tuple[str, ...] = ()
    speaker: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    needed: int | None = None
    available: int | None = None
    language: str | None = None


def weight(light: bool) -> Severity:
    """A note if it is light, else serious."""
    return Severity.NOTE if light else Severity.SERIOUS
