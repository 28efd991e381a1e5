"""Rounds of notices: which releases have readers to be told, and what was told already."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from cwf.agendas.models import Agenda, NoticeRound, NoticeWishes
from cwf.database import db
from cwf.jobs import Backlog
from cwf.people.models import Account
from cwf.programme import release as rules
from cwf.programme.models import Publication, Release
from cwf.registration.models import Participant


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """A release that is shown, and the one up to which everybody was told (None: none yet)."""

    release_id: int
    edition_id: int
    number: int
    floor: int | None


def due_rounds(at: datetime) -> list[Round]:
    """The releases that the public sees and of which somebody may have to be told at `at`."""
    told = (
        select(func.max(Release.number))
        .join(NoticeRound, NoticeRound.release_id == Release.id)
        .where(Release.edition_id == Publication.edition_id, NoticeRound.again.is_(None))
    )
    rows = db.session.execute(
        _shown(Release.id, Release.edition_id, Release.number, told.scalar_subquery())
        .where(_is_due(at))
        .order_by(Release.id)
    )
    return [
        Round(release_id=id, edition_id=edition, number=number, floor=floor)
        for id, edition, number, floor in rows
    ]


def backlog(at: datetime) -> Backlog:
    """Releases whose readers wait for the job, not for the morning."""
    number, since = db.session.execute(
        _shown(func.count(), func.min(Release.at)).where(_is_due(at))
    ).one()
    return Backlog(waiting=number, since=since)


def releases_since(edition_id: int, first: int | None, last: int) -> list[rules.Release]:
    """The releases of an edition from one number (None: from its first) to another, in order."""
    snapshots = db.session.scalars(
        select(Release.snapshot)
        .where(
            Release.edition_id == edition_id,
            Release.number >= (first or 0),
            Release.number <= last,
        )
        .order_by(Release.number)
    )
    return [rules.decode(snapshot) for snapshot in snapshots]


def release_numbered(edition_id: int, number: int) -> int | None:
    """The id of a release of an edition by its number."""
    return db.session.scalar(
        select(Release.id).where(Release.edition_id == edition_id, Release.number == number)
    )


def release_known(agenda: Agenda) -> int | None:
    """The id of the release that an agenda's owner looked at last: the one they marked as seen,
    else the one that was the newest when they began."""
    seen = Release.number == agenda.seen if agenda.seen else Release.at <= agenda.created
    return db.session.scalar(
        select(Release.id)
        .where(Release.edition_id == agenda.edition_id, seen)
        .order_by(Release.number.desc())
        .limit(1)
    )


def wishes_of(
    *, account_id: int | None = None, participant_id: int | None = None
) -> NoticeWishes | None:
    """How a reader wants to be told; None: they never said."""
    return db.session.scalar(
        select(NoticeWishes).where(
            NoticeWishes.account_id == account_id, NoticeWishes.participant_id == participant_id
        )
    )


def wants_mails(*, account_id: int | None = None, participant_id: int | None = None) -> bool | None:
    """Whether a reader wants notices by mail; None: there is no such reader."""
    model, id = (Account, account_id) if account_id else (Participant, participant_id)
    if db.session.get(model, id) is None:
        return None
    wishes = wishes_of(account_id=account_id, participant_id=participant_id)
    return wishes is None or wishes.mails


def _shown(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Publication)
        .join(Release, Release.id == Publication.release_id)
        .outerjoin(NoticeRound, NoticeRound.release_id == Release.id)
    )


def _is_due(at: datetime) -> ColumnElement[bool]:
    return or_(NoticeRound.release_id.is_(None), NoticeRound.again <= at)
