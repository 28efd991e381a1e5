"""What differs between two timetables, as codes with data: the source of every word about it.

A pure comparison of placings by their UUID and of sessions by their slug, ordered by how much a
reader has to know it, then by time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from cwf.programme.timetable import Appearance, Session, Slot, Status, Substitution, Timetable


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
    PLACE = "place"
    TEXT = "text"
    EDITION = "edition"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of one placing, or of a session where `slot` is None; `at` is when it is placed.

    `old` and `new` are the placing before and after; for a substitution `was` and `now` are slugs
    of speakers. A room that is told otherwise, or the edition, is of no session: `session` is ""
    and `about` is the slug of the room, or what of the edition it is: "dates", "theme", "zone",
    "town" or "notice".
    """

    kind: ChangeKind
    at: datetime
    session: str
    slot: UUID | None = None
    old: Slot | None = None
    new: Slot | None = None
    was: str | None = None
    now: str | None = None
    about: str | None = None


ORDER = {kind: place for place, kind in enumerate(ChangeKind)}


def compare(before: Timetable, after: Timetable) -> tuple[Change, ...]:
    """Every change from `before` to `after`; none for equal timetables."""
    changes = (
        *_placings(before, after),
        *_contents(before, after),
        *_places(before, after),
        *_edition(before, after),
    )
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
        for one in _substitutions(was, session):
            yield Change(
                kind=ChangeKind.SUBSTITUTED, at=at, session=session.slug, was=one.was, now=one.now
            )
        if was.title != session.title:
            yield Change(kind=ChangeKind.RETITLED, at=at, session=session.slug)
        if _people(_substituted(was, session), before) != _people(session.people, after):
            yield Change(kind=ChangeKind.PEOPLE, at=at, session=session.slug)
        if _texts(was) != _texts(session):
            yield Change(kind=ChangeKind.TEXT, at=at, session=session.slug)


def _substitutions(was: Session, session: Session) -> list[Substitution]:
    """Those that are new."""
    known = {(one.was, one.now) for one in was.substitutions}
    return [one for one in session.substitutions if (one.was, one.now) not in known]


def _substituted(was: Session, session: Session) -> tuple[Appearance, ...]:
    """The people of before, as they are after the new substitutions and no other change."""
    people = was.people
    for change in _substitutions(was, session):
        people = tuple(
            replace(one, speaker=change.now) if one.speaker == change.was else one  # type: ignore[arg-type]
            for one in people
            if one.speaker != change.was or change.now
        )
    return people


def _people(people: tuple[Appearance, ...], timetable: Timetable) -> list[tuple[object, ...]]:
    """Who does what, as a programme names them."""
    told: list[tuple[object, ...]] = []
    for one in people:
        speaker = timetable.speaker.get(one.speaker)
        told.append((one, (speaker.name, speaker.affiliation) if speaker else ()))
    return told


def _texts(session: Session) -> tuple[object, ...]:
    return (
        session.subtitle,
        session.abstract,
        session.kind,
        session.track,
        session.language,
        session.hosts,
    )


def _places(before: Timetable, after: Timetable) -> Iterator[Change]:
    """Rooms in use that have another name, house or address."""
    found: dict[str, datetime] = {}
    for slot in after.slots:
        for slug in slot.rooms:
            found.setdefault(slug, slot.starts)
    for slug, at in found.items():
        if slug in before.room and _address(slug, before) != _address(slug, after):
            yield Change(kind=ChangeKind.PLACE, at=at, session="", about=slug)


def _address(slug: str, timetable: Timetable) -> tuple[object, ...]:
    room = timetable.room[slug]
    venue = timetable.venue[room.venue]
    return room.name, venue.name, venue.address


def _edition(before: Timetable, after: Timetable) -> Iterator[Change]:
    starts = (slot.starts for slot in (*before.slots, *after.slots))
    at = min(starts, default=datetime.min.replace(tzinfo=UTC))
    was, now = before.edition, after.edition
    told = {
        "dates": (was.starts, was.ends) == (now.starts, now.ends),
        "theme": was.theme == now.theme,
        "zone": was.zone == now.zone,
        "town": (was.city, was.venue) == (now.city, now.venue),
        "notice": was.notice == now.notice,
    }
    for about, same in told.items():
        if not same:
            yield Change(kind=ChangeKind.EDITION, at=at, session="", about=about)
