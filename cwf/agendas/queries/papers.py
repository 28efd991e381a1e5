"""What sheets of paper are made from, and those that are there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from cwf.agendas.models import Agenda, LimitedSlot, Paper
from cwf.agendas.papers import AGENDA, KEPT, Content, Sheet
from cwf.agendas.queries.picks import participant_of, picks_of
from cwf.database import db
from cwf.editions.models import Edition
from cwf.jobs import Backlog
from cwf.people.models import Account
from cwf.programme.models import Publication
from cwf.registration.places import Held
from cwf.registration.queries.places import held_by


def own_content(edition_id: int, release_id: int, account_id: int, at: datetime) -> Content:
    """The agenda of an account, with its owner's name, as it stands at an instant."""
    account = db.session.get_one(Account, account_id)
    agenda = db.session.scalar(
        select(Agenda).where(Agenda.edition_id == edition_id, Agenda.account_id == account_id)
    ) or Agenda(edition_id=edition_id, account_id=account_id)
    return Content(
        release_id=release_id,
        picks=picks_of(agenda, at),
        name=account.name or "",
        own=True,
        held=_held(agenda, at),
    )


def _held(agenda: Agenda, at: datetime) -> dict[UUID, Held]:
    """The claims of its owner by slot."""
    participant = participant_of(agenda)
    held = {one.root_id: one for one in held_by(participant.id, at)} if participant else {}
    limited = select(LimitedSlot.slot_uuid, LimitedSlot.quota_id).where(
        LimitedSlot.quota_id.in_(held)
    )
    return {slot: held[root] for slot, root in db.session.execute(limited.order_by("slot_uuid"))}


def own_paper(edition_id: int, account_id: int, uuid: UUID, at: datetime) -> Sheet | None:
    """An account's sheet whose hour is not over; a sheet of somebody else's is none."""
    return _one(at, uuid, edition_id, kind=AGENDA, account_id=account_id)


def loose_paper(edition_id: int, uuid: UUID, at: datetime) -> Sheet | None:
    """The sheet of an agenda of nobody's, whose hour is not over."""
    return _one(at, uuid, edition_id, kind=AGENDA, account_id=None)


def place_of(edition_id: int) -> tuple[str, int | None]:
    """The slug of an edition and the release that the public sees; None: there is none."""
    slug, release_id = db.session.execute(
        select(Edition.slug, Publication.release_id)
        .outerjoin(Publication, Publication.edition_id == Edition.id)
        .where(Edition.id == edition_id)
    ).one()
    return slug, release_id


def backlog() -> Backlog:
    """Sheets that somebody waits for, and those that could not be made."""
    wanted = Paper.state.in_(("wanted", "rendering"))
    waiting, since = db.session.execute(
        select(func.count(), func.min(Paper.requested)).where(wanted)
    ).one()
    failed = select(func.count()).select_from(Paper).where(Paper.state == "failed")
    return Backlog(waiting=waiting, since=since, given_up=db.session.scalar(failed) or 0)


def _one(at: datetime, uuid: UUID, edition_id: int, **own: Any) -> Sheet | None:
    row = db.session.scalar(
        select(Paper)
        .filter_by(uuid=uuid, edition_id=edition_id, **own)
        .where(Paper.requested > at - KEPT)
        .options(undefer(Paper.body))
    )
    if row is None:
        return None
    return Sheet(
        uuid=row.uuid,
        kind=row.kind,
        picks=row.picks,
        state=row.state,
        error=row.error or "",
        body=row.body,
    )
