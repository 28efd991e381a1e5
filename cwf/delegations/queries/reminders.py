"""Which delegations are to be reminded before names are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cwf.database import db
from cwf.delegations.models import Delegation, Reminder
from cwf.delegations.queries.left import known_of
from cwf.delegations.queries.overview import last_reminders
from cwf.delegations.queries.quotas import granted_of
from cwf.delegations.stages import Stage
from cwf.delegations.todo import REMIND, Known, left, reminder_due

REST = timedelta(hours=20)  # after one that the host sent by hand
COMING = (Stage.INVITED, Stage.FORMING, Stage.SUBMITTED, Stage.APPROVED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A reminder that is due, and since when; `key` is what it is known by."""

    delegation_id: int
    key: str
    since: datetime
    known: Known


def due(now: datetime) -> list[Due]:
    """Those that have not gone, of delegations that have something left; in six statements or so.

    Each is looked at anew, with the delegation locked, by whoever sends it.
    """
    rows = _before_their_deadline(now)
    found = _keyed(rows, now)
    gone = set(
        db.session.scalars(
            select(Reminder.key).where(Reminder.key.in_([whole for whole, *_one in found]))
        )
    )
    reminded = last_reminders([row.id for row in rows])
    wanted = [
        (row, key, since)
        for whole, row, key, since in found
        if whole not in gone and now - reminded.get(row.id, now - REST) >= REST
    ]
    known = _known([row for row, *_one in wanted], now)
    return [
        Due(delegation_id=row.id, key=key, since=since, known=known[row.id])
        for row, key, since in wanted
        if left(known[row.id], now)
    ]


def rested(delegation_id: int, now: datetime) -> bool:
    """Whether the last reminder, by whomever, is long enough ago; the delegation is locked."""
    return now - last_reminders([delegation_id]).get(delegation_id, now - REST) >= REST


def told_on(delegation_id: int, day: date, zone: str) -> bool:
    """Whether its heads were reminded on a day of that clock, by whomever."""
    last = last_reminders([delegation_id]).get(delegation_id)
    return last is not None and last.astimezone(ZoneInfo(zone)).date() == day


def locked(delegation_id: int) -> Delegation | None:
    """A delegation, locked, with its heads."""
    return db.session.scalar(
        select(Delegation)
        .where(Delegation.id == delegation_id)
        .with_for_update(of=Delegation)
        .execution_options(populate_existing=True)
    )


def _before_their_deadline(now: datetime) -> Sequence[Delegation]:
    soon = now + timedelta(days=max(REMIND))
    return db.session.scalars(
        select(Delegation)
        .where(
            Delegation.deadline > now,
            Delegation.deadline <= soon,
            Delegation.stage.in_(COMING),
            Delegation.heads.any(),
        )
        .options(selectinload(Delegation.heads))
        .order_by(Delegation.id)
    ).all()


def _keyed(
    rows: Sequence[Delegation], now: datetime
) -> list[tuple[str, Delegation, str, datetime]]:
    """(its unique key, delegation, its key among the delegation's, since when it is due)."""
    found = []
    for row in rows:
        invited = min(head.invited for head in row.heads)
        days = reminder_due(row.deadline, invited=invited, now=now)
        if days is not None and row.deadline is not None:
            key = f"{days} days:{row.deadline:%Y%m%dT%H%M%SZ}"
            since = row.deadline - timedelta(days=days)
            found.append((f"{row.uuid.hex}:{key}", row, key, since))
    return found


def _known(rows: Sequence[Delegation], now: datetime) -> dict[int, Known]:
    found: dict[int, Known] = {}
    for edition_id in {row.edition_id for row in rows}:
        of_one = [row for row in rows if row.edition_id == edition_id]
        found |= known_of(of_one, granted=granted_of(edition_id, of_one, now), at=now)
    return found
