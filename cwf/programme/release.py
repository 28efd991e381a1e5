"""What a release freezes: the public part of a timetable, and the identity of every entry.

A release is built from the one before it and the draft, purely: entries keep their creation,
raise their SEQUENCE when time, room or status changed (RFC 5545 §3.8.7.4), and those that vanish
stay as `Gone`, in every later release, so that subscribed calendars can cancel them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from cwf.programme.timetable import Texts, Timetable


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The calendar identity of one slot in a release (instants in UTC)."""

    uuid: UUID
    sequence: int
    created: datetime
    changed: datetime


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A slot that an earlier release showed and this one does not, as it was last shown."""

    uuid: UUID
    id: int
    session: str
    title: Texts
    place: Texts
    starts: datetime
    ends: datetime | None
    sequence: int
    created: datetime
    changed: datetime


@dataclass(frozen=True, kw_only=True)
class Release:
    """A published programme: immutable, and all that a rendering may look at."""

    number: int
    at: datetime
    author: str
    note: Texts
    timetable: Timetable
    marks: tuple[Mark, ...]
    gone: tuple[Gone, ...]

    @cached_property
    def mark(self) -> dict[UUID, Mark]:
        """Marks by the uuid of their slot."""
        return {mark.uuid: mark for mark in self.marks}
