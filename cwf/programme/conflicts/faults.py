"""What does not fit with one session or one placing by itself."""

from collections.abc import Iterator

from cwf.programme.conflicts.codes import DROP_IN, Code, Conflict, Severity, weight
from cwf.programme.timetable import PersonRole, Session, Slot, Status, Timetable

SIDE_DAYS = 3  # a Living Lab in the days before the forum is no mistake


def of_slot(slot: Slot, timetable: Timetable) -> Iterator[Conflict]:
    """What is wrong with one placing by itself."""
    session = timetable.session[slot.session]
    if days := _days_outside(slot, timetable):
        severity = weight(days <= SIDE_DAYS)
        yield _one(Code.OUTSIDE_EDITION, severity, slot, needed=days)
    if not slot.rooms:
        yield _one(Code.NO_ROOM, Severity.NOTE, slot)
        return
    holds = capacity(slot, timetable)
    if session.expected and holds is not None and session.expected > holds:
        yield _one(
            Code.ROOM_TOO_SMALL,
            Severity.SERIOUS,
            slot,
            needed=session.expected,
            available=holds,
        )
    spoken = timetable.edition.languages
    interpreted = any(timetable.room[room].interpretation for room in slot.rooms)
    if session.language and spoken and session.language not in spoken and not interpreted:
        yield _one(Code.INTERPRETATION, Severity.NOTE, slot, language=session.language)


def _one(code: Code, severity: Severity, slot: Slot, **more: object) -> Conflict:
    return Conflict(
        code=code,
        severity=severity,
        sessions=(slot.session,),
        slots=(slot.uuid,),
        rooms=slot.rooms,
        starts=slot.starts,
        ends=slot.ends,
        **more,  # type: ignore[arg-type]
    )


def _days_outside(slot: Slot, timetable: Timetable) -> int:
    """How many days before the edition's first or after its last; 0 within, or if unknown."""
    day, edition = timetable.day(slot), timetable.edition
    early = (edition.starts - day).days if edition.starts else 0
    late = (day - edition.ends).days if edition.ends else 0
    return max(early, late, 0)


def of_session(session: Session, timetable: Timetable) -> Iterator[Conflict]:
    """What is wrong with a session wherever it is placed."""
    placed = timetable.slots_of.get(session.slug, ())
    uuids = tuple(slot.uuid for slot in placed)
    starts = placed[0].starts if placed else None
    about = {"sessions": (session.slug,), "slots": uuids, "starts": starts}
    if session.status is Status.CONFIRMED and not placed:
        yield Conflict(code=Code.UNPLACED, severity=Severity.SERIOUS, **about)  # type: ignore[arg-type]
    if session.status is Status.DRAFT and placed:
        yield Conflict(code=Code.UNCONFIRMED, severity=Severity.NOTE, **about)  # type: ignore[arg-type]
    present = {one.speaker for one in session.people}
    others = any(one.role is PersonRole.SPEAKER for one in session.people)
    latest = {one.was: one.now for one in sorted(session.substitutions, key=lambda one: one.at)}
    for was, now in latest.items():
        if now is None and was not in present:
            severity = weight(others)
            yield Conflict(code=Code.SUBSTITUTION_OPEN, severity=severity, speaker=was, **about)  # type: ignore[arg-type]


def capacity(slot: Slot, timetable: Timetable) -> int | None:
    """How many the rooms of a slot hold together; None where that is not known of each.

    Seats, or standing places where there are no seats, or where people come and go anyway.
    """
    drop_in = timetable.session[slot.session].kind in DROP_IN
    whole = 0
    for room in (timetable.room[slug] for slug in slot.rooms):
        places = [room.seats, room.standing] if drop_in else [room.seats or room.standing]
        known = [number for number in places if number is not None]
        if not known:
            return None
        whole += max(known)
    return whole if slot.rooms else None
