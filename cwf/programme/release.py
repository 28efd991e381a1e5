"""What a release freezes: the public part of a timetable, and the identity of every entry.

A release is built from the one before it and the draft, purely: entries keep their creation,
raise their SEQUENCE when time, room or status changed (RFC 5545 §3.8.7.4), and those that vanish
stay as `Gone`, in every later release, so that subscribed calendars can cancel them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

import msgspec

from cwf.programme.public_part import named_in, public_part
from cwf.programme.timetable import Kind, Slot, Speaker, Texts, Timetable, text

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
    """A slot that an earlier release showed and this one does not, as it was last shown.

    `place` is in words, for calendars; `rooms` and `people` are slugs, of which some may be gone
    by now. What releases of before these were kept do not say of it is None, or empty.
    """

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
    rooms: tuple[str, ...] = ()
    kind: Kind | None = None
    track: str | None = None
    language: str | None = None
    people: tuple[str, ...] = ()


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
    """The public part of a draft, given what the release before showed (None: nothing yet)."""
    return public_part(draft, before.slot if before else ())


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
    at, timetable = at.astimezone(UTC), publishable(draft, before)
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
    mark, session = before.mark[slot.uuid], before.timetable.session[slot.session]
    return Gone(
        uuid=slot.uuid,
        id=slot.id,
        session=slot.session,
        title=session.title,
        place=_place(slot, before.timetable),
        rooms=slot.rooms,
        kind=session.kind,
        track=session.track,
        language=session.language,
        people=tuple(one.speaker for one in session.people),
        starts=slot.starts,
        ends=slot.ends,
        sequence=mark.sequence + 1,
        created=mark.created,
        changed=at,
    )


def _place(slot: Slot, timetable: Timetable) -> Texts:
    """Rooms and their houses in words, in each language of the edition."""
    rooms = [timetable.room[slug] for slug in slot.rooms]
    names = [room.name for room in rooms] + [timetable.venue[room.venue].name for room in rooms]
    languages = timetable.edition.languages
    return {
        language: place
        for language in languages
        if (place := ", ".join(dict.fromkeys(_told(names, language, languages))))
    }


def _told(names: list[Texts], language: str, languages: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if found := text(name, language, languages)[0]:
            yield found


def _placed(slot: Slot, timetable: Timetable) -> tuple[object, ...]:
    """What raises SEQUENCE: time, room, and whether it takes place."""
    return slot.starts, slot.ends, slot.rooms, timetable.session[slot.session].status


def _visible(slot: Slot, timetable: Timetable) -> tuple[object, ...]:
    """All that a calendar entry tells, and in what zone, languages and words it does."""
    session, edition = timetable.session[slot.session], timetable.edition
    rooms = tuple(timetable.room[slug] for slug in slot.rooms)
    return (
        slot,
        session,
        rooms,
        tuple(timetable.venue[room.venue] for room in rooms),
        timetable.track.get(session.track or ""),
        tuple(name for name in timetable.kinds if name.kind is session.kind),
        tuple(_name(timetable.speaker.get(slug)) for slug in sorted(named_in(session))),
        tuple(sibling.uuid for sibling in timetable.slots_of[slot.session]),
        (edition.slug, edition.zone, edition.languages),
        (edition.notice, edition.invented, edition.illustrative),
    )


def _name(speaker: Speaker | None) -> tuple[object, ...]:
    """How an entry names a speaker: a new portrait or biography changes no entry."""
    return (speaker.name, speaker.affiliation) if speaker else ()
