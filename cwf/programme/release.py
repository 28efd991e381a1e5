"""What a release freezes: the public part of a timetable, and the identity of every entry.

A release is built from the one before it and the draft, purely: entries keep their creation,
raise their SEQUENCE when time, room or status changed (RFC 5545 §3.8.7.4), and those that vanish
stay as `Gone`, in every later release, so that subscribed calendars can cancel them.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

import msgspec

from cwf.programme.timetable import Slot, Status, Texts, Timetable

FORMAT = 1


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

    @cached_property
    def slot(self) -> dict[UUID, Slot]:
        """Slots by uuid."""
        return {slot.uuid: slot for slot in self.timetable.slots}


@dataclass(frozen=True, kw_only=True)
class _Head:
    format: int
    release: msgspec.Raw


class UnknownFormat(ValueError):
    """A stored release is of a format that this code does not know."""


def publishable(draft: Timetable, before: Release | None) -> Timetable:
    """What of a draft may be seen by everybody.

    Confirmed sessions that are placed; cancelled ones where the release before showed them, so
    that readers learn of it. Expected numbers stay inside, and so do speakers of nothing shown.
    """
    known = set(before.timetable.session) if before else set()
    shown = {
        session.slug
        for session in draft.sessions
        if session.slug in draft.slots_of
        and (
            session.status is Status.CONFIRMED
            or (session.status is Status.CANCELLED and session.slug in known)
        )
    }
    sessions = tuple(
        replace(session, expected=None) for session in draft.sessions if session.slug in shown
    )
    speakers = {
        speaker
        for session in sessions
        for speaker in (
            *(one.speaker for one in session.people),
            *(name for one in session.substitutions for name in (one.was, one.now) if name),
        )
    }
    return replace(
        draft,
        sessions=sessions,
        slots=tuple(slot for slot in draft.slots if slot.session in shown),
        speakers=tuple(speaker for speaker in draft.speakers if speaker.slug in speakers),
    )


def build_release(
    draft: Timetable,
    before: Release | None,
    *,
    number: int,
    at: datetime,
    author: str,
    note: Texts,
) -> Release:
    """The release that a draft becomes, after the one before it (None: it is the first)."""
    timetable = publishable(draft, before)
    marks = tuple(_mark(slot, timetable, before, at) for slot in timetable.slots)
    return Release(
        number=number,
        at=at,
        author=author,
        note=note,
        timetable=timetable,
        marks=marks,
        gone=_gone(timetable, before, at) if before else (),
    )


def encode(release: Release) -> bytes:
    """Canonical JSON: equal releases give equal bytes."""
    return msgspec.json.encode({"format": FORMAT, "release": release}, order="sorted")


def decode(snapshot: bytes) -> Release:
    """A release from its JSON; raises UnknownFormat."""
    head = msgspec.json.decode(snapshot, type=_Head)
    if head.format != FORMAT:
        raise UnknownFormat(f"format {head.format}, expected {FORMAT}")
    return msgspec.json.decode(head.release, type=Release)


def digest(timetable: Timetable) -> str:
    """The identity of a timetable's content: the SHA-256 of its canonical JSON, in hex."""
    return hashlib.sha256(msgspec.json.encode(timetable, order="sorted")).hexdigest()


def _mark(slot: Slot, timetable: Timetable, before: Release | None, at: datetime) -> Mark:
    old = before.mark.get(slot.uuid) if before else None
    if before is None or old is None:
        return _new_mark(slot, before, at)
    was = before.slot[slot.uuid]
    if _visible(was, before.timetable) == _visible(slot, timetable):
        return old
    rises = _placed(was, before.timetable) != _placed(slot, timetable)
    return Mark(uuid=slot.uuid, sequence=old.sequence + rises, created=old.created, changed=at)


def _new_mark(slot: Slot, before: Release | None, at: datetime) -> Mark:
    """A slot that is new, or that was gone and is back: then its identity goes on."""
    gone = {one.uuid: one for one in before.gone} if before else {}
    if returned := gone.get(slot.uuid):
        sequence, created = returned.sequence + 1, returned.created
        return Mark(uuid=slot.uuid, sequence=sequence, created=created, changed=at)
    return Mark(uuid=slot.uuid, sequence=0, created=at, changed=at)


def _gone(timetable: Timetable, before: Release, at: datetime) -> tuple[Gone, ...]:
    present = {slot.uuid for slot in timetable.slots}
    vanished = [
        _vanished(slot, before, at) for slot in before.timetable.slots if slot.uuid not in present
    ]
    long_gone = [one for one in before.gone if one.uuid not in present]
    return tuple(sorted((*long_gone, *vanished), key=lambda one: (one.starts, one.uuid)))


def _vanished(slot: Slot, before: Release, at: datetime) -> Gone:
    mark = before.mark[slot.uuid]
    return Gone(
        uuid=slot.uuid,
        id=slot.id,
        session=slot.session,
        title=before.timetable.session[slot.session].title,
        place=before.timetable.room[slot.rooms[0]].name if slot.rooms else {},
        starts=slot.starts,
        ends=slot.ends,
        sequence=mark.sequence + 1,
        created=mark.created,
        changed=at,
    )


def _placed(slot: Slot, timetable: Timetable) -> tuple[object, ...]:
    """What raises SEQUENCE: time, room, and whether it takes place."""
    return slot.starts, slot.ends, slot.rooms, timetable.session[slot.session].status


def _visible(slot: Slot, timetable: Timetable) -> tuple[object, ...]:
    """All that a calendar entry tells; names of rooms, houses, tracks and people included."""
    session = timetable.session[slot.session]
    rooms = tuple(timetable.room[slug] for slug in slot.rooms)
    return (
        slot,
        session,
        rooms,
        tuple(timetable.venue[room.venue] for room in rooms),
        timetable.track.get(session.track or ""),
        tuple(timetable.speaker[one.speaker] for one in session.people),
    )
