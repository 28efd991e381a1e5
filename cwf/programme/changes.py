"""What differs between two timetables, as codes with data: the source of every word about it.

A pure comparison of placings by their UUID and of sessions by their slug, ordered by how much a
reader has to know it, then by time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cwf.programme.timetable import Session, Slot, Status, Timetable


class ChangeKind(StrEnum):
    """What a change is; the order is that of importance."""

    CANCELLED = "cancelled"
    REMOVED = "removed"
    MOVED = "moved"
    SUBSTITUTED = "substituted"
    REINSTATED = "reinstated"
    ADDED = "added"
    RETITLED = "retitled"
    PEOPLE = "people"
    TEXT = "text"
    EDITION = "edition"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of one placing, or of a session where `slot` is None; `at` is when it is placed.

    `old` and `new` are the placing before and after; for a substitution `was` and `now` are slugs
    of speakers.
    """

    kind: ChangeKind
    at: datetime
    session: str
    slot: UUID | None = None
    old: Slot | None = None
    new: Slot | None = None
    was: str | None = None
    now: str | None = None


ORDER = {kind: place for place, kind in enumerate(ChangeKind)}


def compare(before: Timetable, after: Timetable) -> tuple[Change, ...]:
    """Every change from `before` to `after`; none for equal timetables."""
    changes = (*_placings(before, after), *_contents(before, after))
    return tuple(
        sorted(changes, key=lambda change: (ORDER[change.kind], change.at, change.session))
    )


def summary(changes: tuple[Change, ...]) -> dict[ChangeKind, int]:
    """How many changes there are of each kind, in the order of importance."""
    return {
        kind: number
        for kind in ChangeKind
        if (number := sum(change.kind is kind for change in changes))
    }


def _placings(before: Timetable, after: Timetable) -> Iterator[Change]:
    old = {slot.uuid: slot for slot in before.slots}
    new = {slot.uuid: slot for slot in after.slots}
    for uuid, slot in old.items():
        if uuid not in new and _takes_place(slot, before):
            yield Change(
                kind=ChangeKind.REMOVED, at=slot.starts, session=slot.session, slot=uuid, old=slot
            )
    for uuid, slot in new.items():
        was = old.get(uuid)
        kind = _kind(was, slot, before, after)
        if kind:
            yield Change(
                kind=kind, at=slot.starts, session=slot.session, slot=uuid, old=was, new=slot
            )


def _kind(was: Slot | None, slot: Slot, before: Timetable, after: Timetable) -> ChangeKind | None:
    if was is None:
        return ChangeKind.ADDED if _takes_place(slot, after) else None
    match _takes_place(was, before), _takes_place(slot, after):
        case True, False:
            return ChangeKind.CANCELLED
        case False, True:
            return ChangeKind.REINSTATED
    moved = (was.starts, was.ends, was.rooms) != (slot.starts, slot.ends, slot.rooms)
    return ChangeKind.MOVED if moved and _takes_place(slot, after) else None


def _takes_place(slot: Slot, timetable: Timetable) -> bool:
    return timetable.session[slot.session].status is not Status.CANCELLED


def _contents(before: Timetable, after: Timetable) -> Iterator[Change]:
    ids = {session.id: session for session in before.sessions}
    for session in after.sessions:
        was = ids.get(session.id)
        if was is None or session.slug not in after.slots_of:
            continue
        at = after.slots_of[session.slug][0].starts
        for one in session.substitutions:
            if one not in was.substitutions:
                yield Change(
                    kind=ChangeKind.SUBSTITUTED,
                    at=at,
                    session=session.slug,
                    was=one.was,
                    now=one.now,
                )
        for kind in _told_otherwise(was, session):
            yield Change(kind=kind, at=at, session=session.slug)


def _told_otherwise(was: Session, session: Session) -> Iterator[ChangeKind]:
    if was.title != session.title:
        yield ChangeKind.RETITLED
    if was.people != session.people and was.substitutions == session.substitutions:
        yield ChangeKind.PEOPLE
    if _texts(was) != _texts(session):
        yield ChangeKind.TEXT


def _texts(session: Session) -> tuple[object, ...]:
    return (
        session.subtitle,
        session.abstract,
        session.kind,
        session.track,
        session.language,
        session.hosts,
    )
