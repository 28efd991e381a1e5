"""Telling readers of a release: once each, a row and its mail in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from cwf import mail
from cwf.agendas.models import Agenda, Notice, NoticeRound, NoticeWishes
from cwf.agendas.queries.notices import wishes_of
from cwf.agendas.readers import Reader
from cwf.database import db
from cwf.mail import Letter
from cwf.programme.models import Publication


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """What one reader is told: the number of changes, and the mail."""

    reader: Reader
    changes: int
    letter: Letter


class NotOurs(Exception):
    """Another worker tells of this release just now, or the public no longer sees it."""


def enter(release_id: int, at: datetime) -> None:
    """Begin a step of the round of a release; nobody else is at it until the transaction ends.

    Raises NotOurs.
    The row is there from the first step on, so that a round that was broken off is taken up.
    """
    if db.session.get(NoticeRound, release_id) is None:
        try:
            with db.session.begin_nested():
                db.session.add(NoticeRound(release_id=release_id, again=at))
        except IntegrityError:  # it was begun just now
            raise NotOurs from None
    mine = (
        select(NoticeRound)
        .where(NoticeRound.release_id == release_id)
        .with_for_update(skip_locked=True)
    )
    shown = select(Publication.edition_id).where(Publication.release_id == release_id)
    if db.session.scalar(mine) is None or db.session.scalar(shown) is None:
        raise NotOurs


def tell(release_id: int, tellings: Sequence[Telling], at: datetime) -> None:
    """Write down who is told what, and queue the mails."""
    if not tellings:
        return
    rows = [
        {
            "release_id": release_id,
            "account_id": one.reader.account_id,
            "participant_id": one.reader.participant_id,
            "changes": one.changes,
            "told": at,
        }
        for one in tellings
    ]
    db.session.execute(insert(Notice), rows)
    mail.queue_all([one.letter for one in tellings])


def settle(release_id: int, again: datetime | None) -> None:
    """Say when to look again for those who wait (None: nobody does)."""
    db.session.get_one(NoticeRound, release_id).again = again


def look(agenda: Agenda, number: int) -> None:
    """Keep that its owner knows a release; who knows a newer one does not unlearn it."""
    agenda.seen = max(agenda.seen, number)


def wish(account_id: int, *, mails: bool, zone: str | None, quiet_from: int, quiet_to: int) -> None:
    """Keep how an account wants to be told."""
    wishes = _wishes(account_id=account_id)
    wishes.mails, wishes.zone = mails, zone
    wishes.quiet_from, wishes.quiet_to = quiet_from, quiet_to


def want_mails(
    mails: bool, *, account_id: int | None = None, participant_id: int | None = None
) -> None:
    """Notices by mail to this reader, or none; the second time nothing happens."""
    _wishes(account_id=account_id, participant_id=participant_id).mails = mails


def _wishes(*, account_id: int | None = None, participant_id: int | None = None) -> NoticeWishes:
    """The reader's wishes, made if there are none; who makes them at the same moment waits."""
    if found := wishes_of(account_id=account_id, participant_id=participant_id):
        return found
    made = NoticeWishes(account_id=account_id, participant_id=participant_id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the other has committed them
        return wishes_of(account_id=account_id, participant_id=participant_id) or made
    return made
