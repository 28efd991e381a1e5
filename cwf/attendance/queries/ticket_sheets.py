"""The tickets of a delegation's members, to be handed out on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from cwf.attendance.models import Ticket
from cwf.attendance.passes import Pass
from cwf.attendance.queries.tickets import CONFIRMED, pass_at
from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.delegations.queries.access import edition_of, name_of
from cwf.editions.models import Edition
from cwf.registration.models import Participant


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """A delegation as organisers hand its tickets out: how many come, how many have no address."""

    row: Delegation
    name: dict[str, str]
    coming: int
    silent: int


def holders(delegation_id: int, *, everybody: bool) -> Sequence[Participant]:
    """Members who take part, by name: those without an address, or all of them."""
    wanted = (
        select(Participant)
        .join(Participant.person)
        .join(Member, Member.participant_id == Participant.id)
        .where(Member.delegation_id == delegation_id, *CONFIRMED)
        .options(contains_eager(Participant.person))
        .order_by(Participant.sort_key, Participant.id)
    )
    if not everybody:
        wanted = wanted.where(Participant.email.is_(None))
    return db.session.scalars(wanted).all()


def passes_of(delegation: Delegation, *, everybody: bool) -> tuple[Pass, ...]:
    """What stands on their tickets; who has none yet is left out."""
    rows = holders(delegation.id, everybody=everybody)
    made = select(Ticket).where(Ticket.participant_id.in_([row.id for row in rows]))
    tickets = {one.participant_id: one for one in db.session.scalars(made)}
    here = edition_of(delegation)
    return tuple(pass_at(here, row, tickets[row.id]) for row in rows if row.id in tickets)


def parties_of(edition: Edition) -> list[Party]:
    """The delegations of which somebody takes part."""
    rows = db.session.execute(
        select(
            Delegation,
            func.count(Participant.id),
            func.count(Participant.id) - func.count(Participant.email),
        )
        .join(Member, Member.delegation_id == Delegation.id)
        .join(Participant, Participant.id == Member.participant_id)
        .where(Delegation.edition_id == edition.id, *CONFIRMED)
        .group_by(Delegation.id)
    )
    return [
        Party(row=row, name=name_of(row), coming=coming, silent=silent)
        for row, coming, silent in rows
    ]
