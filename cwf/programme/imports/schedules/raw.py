"""A schedule as its file says it, before anything of it is understood."""

from dataclasses import dataclass, field
from typing import Any

from cwf.programme.incoming import NOWHERE, Where

MOST_BYTES = 16 * 1024 * 1024
MOST_EVENTS = 10_000
MOST_DAYS = 1_000


@dataclass(kw_only=True, slots=True)
class RawPerson:
    """Somebody in an event; `key` is their guid or id, "" where there is none."""

    key: str = ""
    name: str = ""
    role: str = ""
    biography: Any = ""


@dataclass(kw_only=True, slots=True)
class RawEvent:
    """One event. `day` is the date it stands under; `fields` are by the names of the formats.

    Texts are strings, or (JSON version 2) a string per language.
    """

    where: Where = NOWHERE
    day: str = ""
    room: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    persons: list[RawPerson] = field(default_factory=list)

    def said(self, name: str) -> str:
        """A field as text, "" where it is absent."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""


@dataclass(kw_only=True)
class RawRoom:
    """A room as the conference lists it; events may call it by its guid."""

    guid: str = ""
    name: str = ""
    seats: int | None = None


@dataclass(kw_only=True)
class RawSchedule:
    """All of a file. `days` are the dates it lists, each with where."""

    generator: str = ""
    conference: dict[str, str] = field(default_factory=dict)
    days: list[tuple[str, Where]] = field(default_factory=list)
    rooms: list[RawRoom] = field(default_factory=list)
    tracks: dict[str, str] = field(default_factory=dict)
    events: list[RawEvent] = field(default_factory=list)
