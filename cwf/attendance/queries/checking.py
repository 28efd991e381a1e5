"""Whom a scan names, whether they have a place, and which check-in stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import Row, Select, Table, and_, bindparam, or_, select

from cwf.agendas.models import LimitedSlot
from cwf.attendance.checking import Doorway, Entry, Refusal, Scan
from cwf.attendance.models import CheckIn, JoinedTicket, Ticket
from cwf.attendance.stations import Purpose
from cwf.database import db, look_up
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.categories import Standing
from cwf.registration.links import Opened, opened, token
from cwf.registration.models import Claim, JoinedRegistration, Participant
from cwf.registration.places import ClaimState

# Tables rather than rows: a door has no use for objects, and what it reads is never from memory.
CHECK_INS = cast(Table, CheckIn.__table__)
TICKETS, PEOPLE = cast(Table, Ticket.__table__), cast(Table, Participant.__table__)
PERSONS = cast(Table, Person.__table__)
JOINED_TICKETS = cast(Table, JoinedTicket.__table__)
JOINED = cast(Table, JoinedRegistration.__table__)

WHO = (
    TICKETS.c.generation,
    PEOPLE.c.id,
    PEOPLE.c.uuid,
    PEOPLE.c.edition_id,
    PEOPLE.c.standing,
    PERSONS.c.name,
)
BY_TICKET: Select[*tuple[Any, ...]] = (
    select(*WHO)
    .select_from(TICKETS.join(PEOPLE).join(PERSONS))
    .where(TICKETS.c.uuid == bindparam("uuid"))
)
BY_NAME: Select[*tuple[Any, ...]] = (
    select(*WHO)
    .select_from(PEOPLE.join(PERSONS).outerjoin(TICKETS))
    .where(PEOPLE.c.uuid == bindparam("uuid"), PEOPLE.c.edition_id == bindparam("edition"))
)
# What was somebody's before two registrations became one.
BY_JOINED_TICKET: Select[*tuple[Any, ...]] = (
    select(*WHO, JOINED_TICKETS.c.generation, JOINED_TICKETS.c.until)
    .select_from(JOINED_TICKETS.join(TICKETS).join(PEOPLE).join(PERSONS))
    .where(JOINED_TICKETS.c.uuid == bindparam("uuid"))
)
BY_JOINED_NAME: Select[*tuple[Any, ...]] = (
    select(*WHO)
    .select_from(JOINED.join(PEOPLE).join(PERSONS).outerjoin(TICKETS))
    .where(JOINED.c.uuid == bindparam("uuid"), PEOPLE.c.edition_id == bindparam("edition"))
)
PLACE: Select[*tuple[Any, ...]] = (
    select(LimitedSlot.quota_id, Claim.state)
    .outerjoin(
        Claim,
        and_(Claim.root_id == LimitedSlot.quota_id, Claim.participant_id == bindparam("who")),
    )
    .where(LimitedSlot.slot_uuid == bindparam("slot"))
)
# The one with this key, and the one that stands; in most cases one and the same.
STANDING = select(CHECK_INS).where(
    or_(
        CHECK_INS.c.key == bindparam("key"),
        and_(
            CHECK_INS.c.participant_id == bindparam("who"),
            CHECK_INS.c.slot == bindparam("slot"),
            CHECK_INS.c.day == bindparam("day"),
            CHECK_INS.c.undone.is_(None),
        ),
    )
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """Whom a scan names, and what keeps them out, if anything."""

    id: int
    uuid: UUID
    name: str
    refusal: Refusal | None


def doorway(edition: Edition, slot: UUID | None = None) -> Doorway:
    """The door of an edition, or of one of its slots, where no station stands."""
    return Doorway(
        edition_id=edition.id,
        zone=edition.zone,
        day_change_hour=edition.day_change_hour,
        starts=edition.starts,
        ends=edition.ends,
        slot=slot,
    )


def code_of(ticket: Ticket) -> str:
    """The code of a ticket that holds."""
    return token(_key(), Purpose.TICKET, ticket.uuid, ticket.generation)


def found_by(scan: Scan, door: Doorway) -> Who | Refusal:
    """Whom a scan names at a door; the reason where it may not be told (three statements at most).

    Of a registration that became another one: that. It sees what is committed, outside the session:
    so nobody waits for the one who is looked up.
    """
    if scan.participant is not None:
        asked = {"uuid": scan.participant.hex, "edition": door.edition_id}
        row = look_up(BY_NAME, **asked) or look_up(BY_JOINED_NAME, **asked)
        return Refusal.UNKNOWN if row is None else _who(row, door, None)
    code = opened(_key(), Purpose.TICKET, scan.code)
    found = _of_code(code) if code else None
    if found is None:
        return Refusal.UNKNOWN
    row, holds = found
    _generation, _id, _uuid, edition_id, *_rest = row
    if edition_id != door.edition_id:
        return Refusal.OTHER_EDITION
    return _who(row, door, None if holds else Refusal.RENEWED)


def _of_code(code: Opened) -> tuple[tuple[Any, ...], bool] | None:
    """Whose code it is, and whether it holds; None: nobody's."""
    row = look_up(BY_TICKET, uuid=code.uuid.hex)
    if row is not None:
        return row, row[0] == code.number
    row = look_up(BY_JOINED_TICKET, uuid=code.uuid.hex)
    if row is None:
        return None
    *who, generation, until = row
    return tuple(who), (who[0], code.number) == (until, generation)


def _who(row: tuple[Any, ...], door: Doorway, refusal: Refusal | None) -> Who:
    _generation, number, uuid, _edition, standing_now, name = row
    if standing_now == Standing.CANCELLED:
        refusal = Refusal.CANCELLED
    elif standing_now != Standing.CONFIRMED:
        refusal = Refusal.NOT_CONFIRMED
    elif refusal is None and door.slot and not _has_place(number, door.slot):
        refusal = Refusal.NO_PLACE
    return Who(id=number, uuid=uuid, name=name, refusal=refusal)


def _has_place(participant_id: int, slot: UUID) -> bool:
    """Whether somebody has a place in a slot; in one without a limit everybody has."""
    row = look_up(PLACE, who=participant_id, slot=slot.hex)
    return row is None or row[1] == ClaimState.PLACE


def standing(key: str, who: int, slot: str, day: date) -> tuple[Row[Any] | None, Row[Any] | None]:
    """The check-in of a key, whoever's it is; and the one that stands for them there that day."""
    asked: Mapping[str, object] = {"key": key, "who": who, "slot": slot, "day": day}
    rows = db.session.connection().execute(STANDING, asked).all()
    same = next((row for row in rows if row.key == key), None)
    stands = (
        one for one in rows if one.undone is None and (one.participant_id, one.slot) == (who, slot)
    )
    return same, next((one for one in stands if one.day == day), None)


def entry(row: Any) -> Entry:
    """A check-in, as a row of the table or an object, as it is told."""
    by = "" if row.by_id is None else row.by_name if isinstance(row, Row) else row.by
    return Entry(key=row.key, at=row.at, station=row.station, by=by)


def _key() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key
