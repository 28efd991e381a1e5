"""Targets follow the forum when its days move: by when, of which days, and the way still ahead."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from cwf.attendance.actions.target_changes import said, tell
from cwf.attendance.models import Target
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.actions.dates import Move


def move_targets(edition: Edition, move: Move, *, at: datetime, actor: Actor) -> None:
    """Move with the forum's days what lies ahead (the registry `cwf_dates_moved`).

    What was planned for a day that has passed stays, and so does a goal whose day has. Of days of
    the forum that a target names, the new ones are meant.
    """
    if not move.days:
        return
    by, today = timedelta(days=move.days), at.astimezone(move.zone).date()
    # The day of a part is unique among its whole's: the foremost goes first.
    rows = db.session.scalars(
        select(Target).where(Target.edition_id == edition.id, Target.retired.is_(None))
    )
    for row in sorted(rows, key=lambda one: one.value, reverse=move.days > 0):
        before = said(row)
        if row.by and row.by > today:
            row.by += by
        row.path = _moved(row.path, by, today)
        row.predicate = _renamed(row.predicate, by)
        if row.axis == "day":
            row.value = _later(row.value, by)
        db.session.flush()
        if said(row) != before:
            tell(edition, row, "target.move", before=before, why="", at=at, actor=actor)


def _moved(path: list[list[Any]], by: timedelta, today: date) -> list[list[Any]]:
    """Points that have passed, then those ahead; one that would come to lie behind is left out."""
    passed = [point for point in path if date.fromisoformat(point[0]) <= today]
    ahead = [[_later(day, by), number] for day, number in path[len(passed) :]]
    return [*passed, *(point for point in ahead if date.fromisoformat(point[0]) > today)]


def _renamed(predicate: dict[str, Any], by: timedelta) -> dict[str, Any]:
    if "days" not in predicate:
        return predicate
    return {**predicate, "days": [_later(day, by) for day in predicate["days"]]}


def _later(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat()
