"""Agendas of accounts: the one at an edition, and all that somebody has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from cwf.agendas.models import Agenda, Favourite
from cwf.agendas.queries.picks import Mine, mine
from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.queries import IS_PUBLIC
from cwf.people.models import Account
from cwf.programme.timetable import Texts
from cwf.registration.categories import Standing
from cwf.registration.models import Participant


@dataclass(frozen=True, kw_only=True)
class OwnAgenda:
    """A line in the list of one's agendas."""

    edition: str
    city: Texts
    year: int
    favourites: int


def agenda_of_account(edition_id: int, account_id: int) -> Agenda | None:
    """The agenda of an account at an edition, if it has one."""
    return db.session.scalar(
        select(Agenda).where(Agenda.edition_id == edition_id, Agenda.account_id == account_id)
    )


def mine_at(edition_id: int, account_id: int, at: datetime) -> Mine:
    """What an account starred, holds and has to attend at an edition, as it stands at an instant.

    Who takes part and never starred anything has an agenda, too: of places and duties.
    """
    kept = agenda_of_account(edition_id, account_id)
    return mine(kept or Agenda(edition_id=edition_id, account_id=account_id), at)


def agendas_of(account_id: int) -> list[OwnAgenda]:
    """The agendas of an account at public editions, the latest edition first.

    Who takes part in one has an agenda there, though nothing is starred yet.
    """
    counted = select(func.count()).where(Favourite.agenda_id == Agenda.id).scalar_subquery()
    taking_part = (
        select(Participant.id)
        .join(Account, Account.person_id == Participant.person_id)
        .where(
            Account.id == account_id,
            Participant.edition_id == Edition.id,
            Participant.standing == Standing.CONFIRMED,
        )
    )
    here = (Agenda.edition_id == Edition.id) & (Agenda.account_id == account_id)
    rows = db.session.execute(
        select(Edition.slug, Edition.city, Edition.year, counted)
        .outerjoin(Agenda, here)
        .where(or_(Agenda.id.is_not(None), taking_part.exists()), IS_PUBLIC)
        .order_by(Edition.year.desc(), Edition.slug)
    )
    return [
        OwnAgenda(edition=slug, city=city, year=year, favourites=number)
        for slug, city, year, number in rows
    ]
