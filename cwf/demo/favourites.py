"""What a demo account starred at the invented edition: ways, overlaps, a cancelled session."""

from datetime import datetime

from sqlalchemy import select

from cwf.agendas.actions import favourites
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.models import Session, Slot

STARRED = (
    "opening",
    "keynote-water-squares",
    "keynote-tidal-bank",
    "weavers-ledger",
    "small-machines",
    "borrowing-shop",
    "drafts",
    "harbour-walk",
    "keynote-small-machines",
    "well-map",
    "loom",
    "keynote-pavement-school",
)


def star(account: Account, slug: str, *, now: datetime) -> None:
    """Let a demo account keep sessions of an edition, each in its first placing."""
    edition_id = db.session.scalars(select(Edition.id).where(Edition.slug == slug)).one()
    rows = db.session.execute(
        select(Session.slug, Slot.uuid)
        .join(Slot, Slot.session_id == Session.id)
        .where(Session.edition_id == edition_id, Session.slug.in_(STARRED))
        .order_by(Slot.starts.desc())
    )
    first = {row.slug: row.uuid for row in rows}
    agenda = favourites.agenda_for(edition_id, account.id, now)
    favourites.merge(agenda, (first[session] for session in STARRED if session in first), now)
