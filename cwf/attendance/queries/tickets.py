"""Tickets: whose they are, what stands on them, which are still to be made or mailed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from cwf.attendance.checking import short
from cwf.attendance.models import Ticket as Ticket  # noqa: PLC0414 - views name its type
from cwf.attendance.passes import Pass
from cwf.attendance.queries.checking import code_of
from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.queries.ended import over_by
from cwf.jobs import Backlog
from cwf.people.models import Account
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Participant
from cwf.registration.terms import COMING

CONFIRMED = (Participant.standing == Standing.CONFIRMED, Participant.erased.is_(None))


def ticket_of(participant_id: int, *, lock: bool = False) -> Ticket | None:
    """A participant's ticket; `lock=True` waits for whoever renews it now."""
    wanted = select(Ticket).where(Ticket.participant_id == participant_id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(wanted)


def pass_of(ticket: Ticket) -> Pass:
    """What stands on it."""
    row = db.session.get_one(Participant, ticket.participant_id)
    return pass_at(db.session.get_one(Edition, row.edition_id), row, ticket)


def pass_at(edition: Edition, row: Participant, ticket: Ticket) -> Pass:
    """The same of somebody whose edition is known."""
    return Pass(
        code=code_of(ticket),
        short=short(ticket.uuid),
        name=row.person.name,
        category=Category(row.category),
        year=edition.year,
        city=edition.city,
        venue=edition.venue,
        starts=edition.starts,
        ends=edition.ends,
    )


def pass_by_uuid(uuid: UUID) -> Pass | None:
    """The same by the ticket's own UUID, where it still admits somebody."""
    wanted = select(Ticket).join(Participant).where(Ticket.uuid == uuid, *CONFIRMED)
    found = db.session.scalar(wanted)
    return pass_of(found) if found else None


def held_by(account: Account, at: datetime) -> list[tuple[Participant, Edition]]:
    """Where an account's person takes part in a forum that is to come, with a ticket."""
    if account.person_id is None:
        return []
    rows = db.session.execute(
        select(Participant, Edition)
        .join(Edition, Edition.id == Participant.edition_id)
        .join(Ticket, Ticket.participant_id == Participant.id)
        .where(Participant.person_id == account.person_id, *CONFIRMED, _coming(at))
        .order_by(Edition.year, Edition.id)
    )
    return [(row, edition) for row, edition in rows]


def coming(edition: Edition, at: datetime) -> bool:
    """Whether tickets are for anything: the forum is announced, and not over or called off."""
    return edition.lifecycle in COMING and edition.id not in over_by(at)


def missing(at: datetime) -> Select[int]:
    """The ids of those who take part in a forum that is to come, and have no ticket yet."""
    return (
        select(Participant.id)
        .join(Edition, Edition.id == Participant.edition_id)
        .outerjoin(Ticket, Ticket.participant_id == Participant.id)
        .where(*CONFIRMED, Ticket.participant_id.is_(None), _coming(at))
        .order_by(Participant.id)
    )


def unmailed(at: datetime) -> Select[int]:
    """The ids of those whose ticket has not gone to them, though they have an address."""
    return (
        select(Participant.id)
        .join(Edition, Edition.id == Participant.edition_id)
        .join(Ticket, Ticket.participant_id == Participant.id)
        .where(*CONFIRMED, Ticket.mailed.is_(None), Participant.email.is_not(None), _coming(at))
        .order_by(Participant.id)
    )


def participants(ids: Sequence[int]) -> Sequence[Participant]:
    """The rows of so many."""
    wanted = select(Participant).where(Participant.id.in_(ids)).order_by(Participant.id)
    return db.session.scalars(wanted).all()


def backlog(at: datetime) -> Backlog:
    """Tickets that are to be made or mailed, and since when the longest of them."""
    waiting, since = 0, None
    for wanted in (missing(at), unmailed(at)):
        told = wanted.order_by(None).with_only_columns(
            func.count(), func.min(Participant.confirmed)
        )
        number, first = db.session.execute(told).one()
        waiting += number
        since = min((one for one in (since, first) if one), default=None)
    return Backlog(waiting=waiting, since=since)


def _coming(at: datetime) -> ColumnElement[bool]:
    return Edition.lifecycle.in_(COMING) & Edition.id.not_in(over_by(at))
