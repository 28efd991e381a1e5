"""Offers of places of which nobody was told yet, and offers that were taken back since."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.jobs import Backlog
from cwf.people.models import Person
from cwf.registration.models import Admission, Claim, Participant, Quota
from cwf.registration.places import ClaimState

Untold = Row[*tuple[Any, ...]]


def due_trees(at: datetime) -> list[int]:
    """The trees in which time alone has changed something that is not written down."""
    return list(db.session.scalars(select(Quota.id).where(Quota.due <= at).order_by(Quota.id)))


def untold(at: datetime) -> list[Untold]:
    """Claims whose people are to be told something, with all that a mail says.

    An offer that is open; or a wait, `offered` before, of which a mail was written already.
    `whole` is the edition whose places they are, if they are those of a whole one.
    """
    claims = (
        select(
            Claim.id,
            Claim.root_id,
            Claim.state,
            Claim.offered,
            Claim.expires,
            Claim.told,
            Participant.email,
            Participant.language,
            Participant.uuid,
            Participant.generation,
            Person.name,
            Edition.zone,
            Edition.city,
            Edition.year,
            Admission.edition_id.label("whole"),
        )
        .join(Participant, Participant.id == Claim.participant_id)
        .join(Person, Person.id == Participant.person_id)
        .join(Quota, Quota.id == Claim.root_id)
        .join(Edition, Edition.id == Quota.edition_id)
        .outerjoin(Admission, Admission.root_id == Claim.root_id)
        .where(Quota.closed.is_(None), or_(_offered(at), _taken_back()))
        .order_by(Claim.id)
    )
    return list(db.session.execute(claims))


def backlog(at: datetime) -> Backlog:
    """Offers that are open and of which no mail was written."""
    waiting, since = db.session.execute(
        select(func.count(), func.min(Claim.offered)).where(_offered(at))
    ).one()
    return Backlog(waiting=waiting, since=since)


def _offered(at: datetime) -> ColumnElement[bool]:
    return and_(Claim.state == ClaimState.OFFERED, Claim.told.is_(None), Claim.expires > at)


def _taken_back() -> ColumnElement[bool]:
    return and_(Claim.state == ClaimState.WAITING, Claim.told.is_not(None))
