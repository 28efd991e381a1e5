"""Which days of which editions are kept, and which are missing."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union_all

from cwf.attendance.days import DAY, day_of, due, is_long_past, last_due
from cwf.attendance.kept_figures import OF_THE_PROGRAMME
from cwf.attendance.models import Count, Snapshot, Target, TargetChange
from cwf.attendance.predicates import read
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.models import Participant


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """Days of an edition that have ended and are not kept, the earliest first."""

    edition_id: int
    zone: str
    days: tuple[date, ...]


def missing(at: datetime) -> list[Missing]:
    """What is to be kept by then; one statement where nothing is missing, whatever there is.

    An edition is kept from the day on which somebody was confirmed, a target was set or a count
    reported; one of which nothing is known, or that is long past, is left alone.
    """
    found, gaps = [], {}
    for edition_id, zone, ends, first, last, number in db.session.execute(KEPT):
        wanted = last_due(ends, at, zone)
        if is_long_past(ends, at, zone) or (
            last and last >= wanted and _whole(first, last, number)
        ):
            continue
        if last and _whole(first, last, number):
            days = tuple(due(last + DAY, ends, at, zone, ()))
            found.append(Missing(edition_id=edition_id, zone=zone, days=days))
        else:
            gaps[edition_id] = (zone, ends)
    begun = _begun(list(gaps))
    for edition_id, (zone, ends) in gaps.items():
        if edition_id in begun:
            first = day_of(begun[edition_id], zone)
            days = tuple(due(first, ends, at, zone, _days(edition_id)))
            if days:
                found.append(Missing(edition_id=edition_id, zone=zone, days=days))
    return found


def edition(edition_id: int) -> Edition:
    """An edition of which days are missing."""
    return db.session.get_one(Edition, edition_id)


KEPT = (
    select(
        Edition.id,
        Edition.zone,
        Edition.ends,
        func.min(Snapshot.day),
        func.max(Snapshot.day),
        func.count(Snapshot.day),
    )
    .outerjoin(Snapshot, Snapshot.edition_id == Edition.id)
    .group_by(Edition.id, Edition.zone, Edition.ends)
    .order_by(Edition.id)
)


def _whole(first: date | None, last: date, number: int) -> bool:
    """Whether every day from the first to the last that is kept is there."""
    return first is not None and number == (last - first).days + 1


def _begun(edition_ids: list[int]) -> dict[int, datetime]:
    """When the first thing was known of each edition, of those of which anything is."""
    if not edition_ids:
        return {}
    known = union_all(
        select(Participant.edition_id, Participant.confirmed.label("at")),
        select(Count.edition_id, Count.made),
        select(Target.edition_id, TargetChange.at).join(
            Target, Target.id == TargetChange.target_id
        ),
    ).subquery()
    rows = db.session.execute(
        select(known.c.edition_id, func.min(known.c.at).label("at"))
        .where(known.c.edition_id.in_(edition_ids), known.c.at.is_not(None))
        .group_by(known.c.edition_id)
    )
    return {row.edition_id: row.at for row in rows}


def _days(edition_id: int) -> set[date]:
    return set(db.session.scalars(select(Snapshot.day).where(Snapshot.edition_id == edition_id)))


LAST = (
    select(Snapshot.edition_id, func.max(Snapshot.day).label("day"))
    .where(Snapshot.source != "file")
    .group_by(Snapshot.edition_id)
    .subquery()
)
LATEST = select(Snapshot.edition_id, Snapshot.figures).join(
    LAST, (LAST.c.edition_id == Snapshot.edition_id) & (LAST.c.day == Snapshot.day)
)


def incomplete() -> list[int]:
    """Editions with a target of which the latest day that was counted says nothing; two statements.

    Those of the programme are left out: nothing tells of them afterwards.
    """
    rows = db.session.execute(LATEST)
    told = {row.edition_id: set(row.figures) for row in rows}
    asked = db.session.execute(
        select(Target.edition_id, Target.uuid, Target.predicate)
        .where(Target.retired.is_(None), Target.edition_id.in_(told))
        .order_by(Target.edition_id)
    )
    lacking = {
        edition_id
        for edition_id, uuid, predicate in asked
        if str(uuid) not in told[edition_id] and read(predicate).of not in OF_THE_PROGRAMME
    }
    return sorted(lacking)
