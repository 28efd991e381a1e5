"""The check-ins of an edition as organisers and door staff read them: names and codes, no more."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from werkzeug.exceptions import NotFound

from cwf.attendance.checked import Found, Line, Place, Show, Tallied, Wanted
from cwf.attendance.checking import Doorway, short
from cwf.attendance.models import CheckIn, JoinedTicket, Ticket
from cwf.attendance.queries.checking import entry
from cwf.database import db
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - views name its type
from cwf.people.models import Person
from cwf.programme.models import Session, Slot
from cwf.programme.timetable import Status
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from cwf.registration.queries.found import found_in

PAGE = 50
CODE = 8  # characters of a short code
KNOWN = (CheckIn, Person.name, Ticket.uuid)


def listed(edition: Edition, wanted: Wanted, page: int) -> tuple[list[Line], int]:
    """One page of check-ins, the latest first, and how many there are in all."""
    found = _found(edition, wanted)
    total = db.session.scalar(found.with_only_columns(func.count()).order_by(None)) or 0
    rows = db.session.execute(found.limit(PAGE).offset((page - 1) * PAGE)).all()
    return [_line(row) for row in rows], total


def lines(edition: Edition, wanted: Wanted) -> list[Line]:
    """All of them."""
    return [_line(row) for row in db.session.execute(_found(edition, wanted))]


def line_of(edition: Edition, number: int) -> Line:
    """One by its number; raises NotFound for another edition's."""
    row = db.session.execute(_all(edition).where(CheckIn.id == number)).one_or_none()
    if row is None:
        raise NotFound
    return _line(row)


def tallied(edition: Edition) -> list[Tallied]:
    """How many came by day and place, of what stands (one statement)."""
    found = db.session.execute(
        select(CheckIn.day, CheckIn.slot, func.count())
        .where(CheckIn.edition_id == edition.id, CheckIn.undone.is_(None))
        .group_by(CheckIn.day, CheckIn.slot)
        .order_by(CheckIn.day, CheckIn.slot)
    )
    return [Tallied(day=day, slot=slot, number=number) for day, slot, number in found]


def places(edition: Edition) -> list[Place]:
    """Where people check in besides the forum: its sessions, by time."""
    rows = db.session.execute(
        select(Slot.uuid, Slot.starts, Session.title)
        .join(Session, Session.id == Slot.session_id)
        .where(Slot.edition_id == edition.id, Session.status != Status.CANCELLED)
        .order_by(Slot.starts, Slot.id)
    )
    return [Place(slot=uuid.hex, starts=starts, title=title) for uuid, starts, title in rows]


def found_by(door: Doorway, words: str, day: date, most: int = 20) -> list[Found]:
    """Whose name (or short code) has all the words, by name, and whether they came in that day.

    In whatever spelling or script. So many at most, and one more where there are more. Of what is
    not a name nothing is searched. The code may be that of a ticket which became another one.
    """
    named = found_in(Participant.name_key, words)
    code = "".join(words.split()).lower()
    if len(code) == CODE and set(code) <= set("0123456789abcdef"):
        first, last = (UUID(hex=code + digit * 24) for digit in "0f")
        former = select(JoinedTicket.ticket_id).where(JoinedTicket.uuid.between(first, last))
        named = or_(named, Ticket.uuid.between(first, last), Participant.id.in_(former))
    rows = db.session.execute(_people(door, day).where(named).limit(most + 1))
    return [_person(row) for row in rows]


def found_one(door: Doorway, participant: UUID, day: date) -> Found:
    """One of them; raises NotFound for another edition's, and for who takes no part."""
    row = db.session.execute(
        _people(door, day).where(Participant.uuid == participant)
    ).one_or_none()
    if row is None:
        raise NotFound
    return _person(row)


def _people(door: Doorway, day: date) -> Select[*tuple[Any, ...]]:
    came = (
        (CheckIn.participant_id == Participant.id)
        & (CheckIn.slot == (door.slot.hex if door.slot else ""))
        & (CheckIn.day == day)
        & CheckIn.undone.is_(None)
    )
    return (
        select(Participant, Person.name, Ticket.uuid, CheckIn)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Ticket, Ticket.participant_id == Participant.id)
        .outerjoin(CheckIn, came)
        .where(
            Participant.edition_id == door.edition_id,
            Participant.erased.is_(None),
            Participant.standing != Standing.ASKED,
        )
        .order_by(Participant.sort_key, Participant.id)
    )


def _person(row: Any) -> Found:
    who, name, ticket, came = row
    return Found(
        participant=who.uuid,
        name=name,
        short=short(ticket) if ticket else "",
        confirmed=who.standing == Standing.CONFIRMED,
        entry=entry(came) if came else None,
    )


def _all(edition: Edition) -> Select[*tuple[Any, ...]]:
    return (
        select(*KNOWN)
        .join(Participant, Participant.id == CheckIn.participant_id)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Ticket, Ticket.participant_id == Participant.id)
        .where(CheckIn.edition_id == edition.id)
    )


def _found(edition: Edition, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    found = _all(edition).order_by(CheckIn.at.desc(), CheckIn.id.desc())
    if wanted.day is not None:
        found = found.where(CheckIn.day == wanted.day)
    if wanted.slot is not None:
        found = found.where(CheckIn.slot == wanted.slot)
    if wanted.station:
        found = found.where(CheckIn.station == wanted.station)
    if wanted.show is not Show.ALL:
        undone = CheckIn.undone.is_not(None)
        found = found.where(undone if wanted.show is Show.UNDONE else ~undone)
    if wanted.words.strip():
        found = found.where(found_in(Participant.name_key, wanted.words))
    return found


def stations(edition: Edition) -> Sequence[str]:
    """The names of stations that let somebody in."""
    named = select(CheckIn.station).where(CheckIn.edition_id == edition.id, CheckIn.station != "")
    return db.session.scalars(named.distinct().order_by(CheckIn.station)).all()


def _line(row: Any) -> Line:
    one, name, ticket = row
    return Line(
        id=one.id,
        key=one.key,
        name=name,
        short=short(ticket) if ticket else "",
        day=one.day,
        slot=one.slot,
        at=one.at,
        station=one.station,
        by=one.by if one.by_id is not None or not one.station else "",
        undone=one.undone,
        undone_by=one.undone_by if one.undone else "",
        undone_why=one.undone_why,
    )
