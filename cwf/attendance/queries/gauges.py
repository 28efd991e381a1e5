"""What metrics tell of attendance: each target of a coming or present forum, as of the last day.

Two statements, whatever the number of participants: what is told was counted by the job.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from cwf import clock
from cwf.attendance.days import day_of, end_of
from cwf.attendance.models import Snapshot, Target
from cwf.database import db
from cwf.editions.models import Edition
from cwf.web.metrics import Told

LABELS = ("edition", "target", "unit")
Value = tuple[tuple[str, ...], float]


def gauges() -> Iterator[Told]:
    """Goals, what was counted and estimated, and how old that is; of forums that are not over."""
    now = clock.now()
    days = {
        row.edition_id: row
        for row in _latest()
        if not _is_over(row.ends or row.starts, row.zone, now)
    }
    goals: list[Value] = []
    counted: list[Value] = []
    estimated: list[Value] = []
    for target in _targets(list(days)):
        day = days[target.edition_id]
        labels = (day.slug, target.name.get("en") or str(target.uuid), str(target.unit))
        goals.append((labels, target.low))
        if kept := day.figures.get(str(target.uuid)):
            counted.append((labels, kept[0]))
            estimated.append((labels, kept[1]))
    ages: list[Value] = [
        ((row.slug,), (now - end_of(row.day, row.zone)).total_seconds()) for row in days.values()
    ]
    families: tuple[tuple[str, str, tuple[str, ...], list[Value]], ...] = (
        ("cwf_target_goal", "What a forum aims at", LABELS, goals),
        ("cwf_target_counted", "Counted by the end of the last day kept", LABELS, counted),
        ("cwf_target_estimated", "Estimated beside it", LABELS, estimated),
        ("cwf_day_kept_age_seconds", "Since the end of the last day kept", ("edition",), ages),
    )
    for name, told, names, values in families:
        yield Told(name=name, told=told, labels=names, values=tuple(dict(values).items()))


def _is_over(last: date | None, zone: str, now: datetime) -> bool:
    return last is not None and day_of(now, zone) > last


def _latest() -> Any:
    """The last day of each edition that was counted here, with the edition's clock."""
    last = (
        select(Snapshot.edition_id, func.max(Snapshot.day).label("day"))
        .where(Snapshot.source != "file")
        .group_by(Snapshot.edition_id)
        .subquery()
    )
    return db.session.execute(
        select(
            Snapshot.edition_id, Snapshot.day, Snapshot.figures,
            Edition.slug, Edition.zone, Edition.starts, Edition.ends,
        )
        .join(last, (last.c.edition_id == Snapshot.edition_id) & (last.c.day == Snapshot.day))
        .join(Edition, Edition.id == Snapshot.edition_id)
        .order_by(Edition.slug)
    )  # fmt: skip


def _targets(edition_ids: list[int]) -> Any:
    """The whole targets of editions, in their order."""
    if not edition_ids:
        return ()
    return db.session.execute(
        select(Target.edition_id, Target.uuid, Target.name, Target.unit, Target.low)
        .where(
            Target.edition_id.in_(edition_ids), Target.parent_id.is_(None), Target.retired.is_(None)
        )
        .order_by(Target.edition_id, Target.position, Target.id)
    )
