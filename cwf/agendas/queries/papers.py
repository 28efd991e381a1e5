"""What sheets of paper are made from, and those that are there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from cwf.agendas.door import DoorList
from cwf.agendas.models import Paper
from cwf.agendas.papers import AGENDA, DOOR, KEPT, Content, Sheet
from cwf.agendas.queries.agendas import mine_at
from cwf.agendas.queries.door import door_list
from cwf.database import db
from cwf.editions.models import Edition
from cwf.jobs import Backlog
from cwf.people.models import Account
from cwf.programme.models import Publication


def own_content(edition_id: int, release_id: int, account_id: int, at: datetime) -> Content:
    """The agenda of an account, with its owner's name, as it stands at an instant."""
    account = db.session.get_one(Account, account_id)
    found = mine_at(edition_id, account_id, at)
    return Content(
        release_id=release_id,
        picks=found.picks,
        name=account.name or "",
        own=True,
        held=dict(sorted(found.held.items())),
    )


def own_paper(edition_id: int, account_id: int, uuid: UUID, at: datetime) -> Sheet | None:
    """An account's sheet whose hour is not over; a sheet of somebody else's is none."""
    return _one(at, uuid, edition_id, kind=AGENDA, account_id=account_id)


def loose_paper(edition_id: int, uuid: UUID, at: datetime) -> Sheet | None:
    """The sheet of an agenda of nobody's, whose hour is not over."""
    return _one(at, uuid, edition_id, kind=AGENDA, account_id=None)


def door_paper(edition_id: int, slot: UUID, uuid: UUID, at: datetime) -> Sheet | None:
    """The sheet of a slot's door, whose hour is not over."""
    return paper_of(edition_id, DOOR, slot, uuid, at)


def paper_of(
    edition_id: int, kind: str, subject: UUID | None, uuid: UUID, at: datetime
) -> Sheet | None:
    """A sheet of that kind, of nothing else than its subject, whose hour is not over."""
    return _one(at, uuid, edition_id, kind=kind, subject_uuid=subject, account_id=None)


def door_of(edition_id: int, slot: UUID, at: datetime) -> DoorList:
    """The door list of a slot; raises NotFound where nobody signs up for it any more."""
    return door_list(db.session.get_one(Edition, edition_id), slot, at)


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
