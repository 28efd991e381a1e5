"""What an edition shows of its attendance: the counter, and to whom its figures are sent."""

from datetime import datetime

from sqlalchemy import delete

from cwf import audit
from cwf.attendance.models import AttendanceSettings, DigestReader, Target
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition


def settings_of(edition: Edition, *, actor: Actor | None = None) -> AttendanceSettings:
    """The row of an edition; a new one, which shows nothing, where there is none yet."""
    row = db.session.get(AttendanceSettings, edition.id)
    if row is None:
        row = AttendanceSettings(edition_id=edition.id, version=1)
        if actor is not None:
            db.session.add(row)
    return row


def show(edition: Edition, target: Target | None, *, actor: Actor) -> None:
    """Let the counter show a target, or nothing; the log says so."""
    row = settings_of(edition, actor=actor)
    before = row.counter_id
    row.counter_id = target.id if target else None
    named = target.name if target else {}
    audit.record(
        actor,
        "counter.show" if target else "counter.hide",
        scope=audit.edition_scope(edition.id),
        subject=named.get("en") or next(iter(named.values()), ""),
        before={"counter": before},
        after={"counter": row.counter_id},
    )


def read_digest(edition_id: int, account_id: int, *, wanted: bool, at: datetime, week: str) -> None:
    """Send an edition's figures to an account each week, from the next week on; or no more."""
    key = {"edition_id": edition_id, "account_id": account_id}
    row = db.session.get(DigestReader, key)
    if wanted and row is None:
        db.session.add(DigestReader(**key, since=at, week=week))
    elif not wanted:
        db.session.execute(delete(DigestReader).filter_by(**key))
