"""Agendas of the invented edition beside each other: two of the team share theirs with the
attendee, who last looked at the programme two releases ago."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from cwf.agendas.actions import favourites, sharing
from cwf.agendas.models import Agenda
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.models import Release, Session, Slot

SLUG = "next"
READER = "attendee@example.org"
STARRED = {
    "organiser@example.org": ("opening", "keynote-tidal-bank", "borrowing-shop", "harbour-walk"),
    "editor@example.org": ("opening", "weavers-ledger", "small-machines", "well-map"),
}


def share(*, now: datetime) -> None:
    """Let them star, and share what they starred; what is shared already stays as it is."""
    edition = db.session.scalars(select(Edition).where(Edition.slug == SLUG)).one()
    for email, sessions in STARRED.items():
        owner = db.session.scalars(select(Account).where(Account.email == email)).one()
        agenda = favourites.agenda_for(edition.id, owner.id, now)
        favourites.merge(agenda, _slots(edition, sessions), now)
        sharing.share_with(agenda, READER, owner=owner, at=now)
    _look_back(edition)


def _slots(edition: Edition, sessions: tuple[str, ...]) -> list[UUID]:
    return list(
        db.session.scalars(
            select(Slot.uuid)
            .join(Session, Session.id == Slot.session_id)
            .where(Session.edition_id == edition.id, Session.slug.in_(sessions))
            .order_by(Slot.starts)
        )
    )


def _look_back(edition: Edition) -> None:
    """So that the attendee's page has changes to tell."""
    newest = db.session.scalar(
        select(func.max(Release.number)).where(Release.edition_id == edition.id)
    )
    agenda = db.session.scalar(
        select(Agenda)
        .join(Account, Account.id == Agenda.account_id)
        .where(Agenda.edition_id == edition.id, Account.email == READER)
    )
    if agenda and newest:
        agenda.seen = max(1, newest - 2)
