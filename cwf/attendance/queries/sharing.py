"""Who is sent an edition's figures, and what its counter shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from cwf.attendance.kept_figures import unpacked
from cwf.attendance.measures import Unit
from cwf.attendance.models import AttendanceSettings, Snapshot, Target
from cwf.attendance.models import DigestReader as DigestReader  # noqa: PLC0414 - jobs name its type
from cwf.database import db
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - the same
from cwf.people.models import Account as Account  # noqa: PLC0414 - the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter:
    """The public counter: a target's name by language, its goal, its number, and of which day."""

    name: dict[str, str]
    low: float
    number: int
    estimated: int
    day: date


def counter_of(edition: Edition) -> Counter | None:
    """What the counter shows, of the last day that was kept; None: it is not shown (yet)."""
    target = db.session.scalar(
        select(Target)
        .join(AttendanceSettings, AttendanceSettings.counter_id == Target.id)
        .where(AttendanceSettings.edition_id == edition.id, Target.retired.is_(None))
    )
    if target is None:
        return None
    last = db.session.scalar(
        select(Snapshot)
        .where(Snapshot.edition_id == edition.id)
        .order_by(Snapshot.day.desc())
        .limit(1)
    )
    if last is None or str(target.uuid) not in last.figures:
        return None
    kept = unpacked(Unit(target.unit), last.figures[str(target.uuid)])
    return Counter(
        name=target.name,
        low=target.low,
        number=kept.total,
        estimated=kept.estimated,
        day=last.day,
    )


def shown_target(edition_id: int) -> UUID | None:
    """The target that the counter shows."""
    return db.session.scalar(
        select(Target.uuid)
        .join(AttendanceSettings, AttendanceSettings.counter_id == Target.id)
        .where(AttendanceSettings.edition_id == edition_id)
    )


def reads_digest(edition_id: int, account_id: int) -> bool:
    """Whether an account is sent an edition's figures."""
    return db.session.get(DigestReader, (edition_id, account_id)) is not None


def editions_read() -> list[Edition]:
    """Editions whose figures somebody is sent."""
    read = select(DigestReader.edition_id).distinct()
    return list(
        db.session.scalars(select(Edition).where(Edition.id.in_(read)).order_by(Edition.id))
    )


def edition(edition_id: int) -> Edition:
    """An edition by its number."""
    return db.session.get_one(Edition, edition_id)


def waits(edition_id: int, week: str) -> bool:
    """Whether somebody was not sent the figures of a week yet."""
    found = select(DigestReader).where(
        DigestReader.edition_id == edition_id, DigestReader.week != week
    )
    return bool(db.session.scalar(select(found.exists())))


def readers(edition_id: int, week: str) -> list[tuple[DigestReader, Account]]:
    """Whom the figures of a week were not sent yet; waits for whoever is sending them now."""
    rows = db.session.execute(
        select(DigestReader, Account)
        .join(Account, Account.id == DigestReader.account_id)
        .where(DigestReader.edition_id == edition_id, DigestReader.week != week)
        .order_by(DigestReader.account_id)
        .with_for_update(of=DigestReader)
    )
    return [(reader, account) for reader, account in rows]
