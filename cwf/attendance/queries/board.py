"""What the dashboard reads: the days that were kept, and what was expected on the last of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer

from cwf.attendance.board import Day
from cwf.attendance.breakdown import shown_days
from cwf.attendance.figures import region_code
from cwf.attendance.kept_figures import total
from cwf.attendance.models import Snapshot
from cwf.attendance.queries.daily import Source
from cwf.database import db
from cwf.delegations.models import Delegation


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The days of an edition: each target's numbers by day, and what was expected (as stored).

    `filed` is what a file of counts by date says last.
    """

    days: dict[UUID, list[Day]]
    filed: dict[UUID, int]
    forecasts: dict[str, Any]
    until: date | None


def kept_days(edition_id: int, *, today: date) -> Kept:
    """Three statements, however many days there are; figures are read of those that are shown."""
    days_kept = select(Snapshot.day).where(Snapshot.edition_id == edition_id).order_by(Snapshot.day)
    told = shown_days(db.session.scalars(days_kept).all(), today)
    rows = db.session.execute(
        select(Snapshot.day, Snapshot.figures, Snapshot.source)
        .where(Snapshot.edition_id == edition_id, Snapshot.day.in_(told))
        .order_by(Snapshot.day)
    ).all()
    days: dict[UUID, list[Day]] = {}
    filed: dict[UUID, int] = {}
    for day, figures, source in rows:
        for target, kept in figures.items():
            days.setdefault(UUID(target), []).append((day, total(kept)))
            if source == Source.FILE:
                filed[UUID(target)] = total(kept)
    last = db.session.scalar(
        select(Snapshot)
        .where(Snapshot.edition_id == edition_id)
        .options(undefer(Snapshot.forecasts))
        .order_by(Snapshot.day.desc())
        .limit(1)
    )
    return Kept(
        days=days,
        filed=filed,
        forecasts=last.forecasts if last else {},
        until=last.day if last else None,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """A region that comes with a delegation: its name, and the code that lists know it by."""

    name: dict[str, str]
    code: str


def regions(edition_id: int) -> dict[str, Party]:
    """Regions with a delegation here, by the slug that cells have."""
    rows = db.session.scalars(select(Delegation).where(Delegation.edition_id == edition_id))
    return {
        region_code(row.region.slug if row.region else None, row.id): Party(
            name=row.region.name if row.region else row.name, code=str(row.uuid)
        )
        for row in rows
    }
