"""An edition's figures go out once a week, to each who asked for them and may still read them.

The week stands in the reader's row, written with the mail: so none goes twice, whoever else is at
it, and of weeks that were missed only the latest is sent.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from cwf import clock, jobs, mail
from cwf.attendance.board import Card
from cwf.attendance.exports import board_words as words
from cwf.attendance.forms.words import METHODS
from cwf.attendance.queries import sharing as queries
from cwf.attendance.queries.cards import cards_of
from cwf.attendance.queries.evidence import evidence
from cwf.attendance.queries.sharing import Account, Edition
from cwf.attendance.weeks import is_over, week_due
from cwf.database import db, only_reading
from cwf.editions.queries import READ_TARGETS
from cwf.web.access import Verdict


def send_digests() -> None:
    """Send what is due (the job `digests`), each edition in a transaction of its own."""
    now, sent = clock.now(), False
    with only_reading():  # nearly always nothing is due, and no write lock is taken
        due = [edition.id for edition in queries.editions_read() if _is_due(edition, now)]
    for edition_id in due:
        sent |= _send(queries.edition(edition_id), now)
        db.session.commit()
    if sent:
        jobs.nudge("mail")


def _is_due(edition: Edition, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(edition.zone))
    if is_over(local.date(), edition.ends or edition.starts):
        return False
    return queries.waits(edition.id, week_due(local))


def _send(edition: Edition, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(edition.zone))
    week = week_due(local)
    due = queries.readers(edition.id, week)
    known = evidence(edition, at=now)
    cards, _kept = cards_of(edition, known, today=local.date())
    shown = [card for card in cards if card.line.parent is None]
    for reader, account in due:
        reader.week = week
        if shown and READ_TARGETS.decide(account, edition=edition.slug) is Verdict.ALLOW:
            _write(edition, account, week=week, at=now, cards=shown)
    return bool(shown)


def _write(
    edition: Edition, account: Account, *, week: str, at: datetime, cards: Sequence[Card]
) -> None:
    mail.queue_text(
        key=f"digest-{edition.id}-{account.id}-{week}",
        recipient=account.email,
        language=account.language,
        template="attendance_digest",
        edition=edition,
        at=at,
        cards=cards,
        words=words,
        methods=METHODS,
    )
