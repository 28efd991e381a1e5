"""What was known of an edition at the end of a day is kept, once. Nothing here commits."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from cwf.attendance.cells import packed
from cwf.attendance.kept_figures import figures_of
from cwf.attendance.lines import TargetLine
from cwf.attendance.models import Snapshot
from cwf.attendance.queries.daily import Known, Source
from cwf.attendance.queries.targets import targets_of
from cwf.database import db
from cwf.editions.models import Edition

# Whoever comes second leaves the day as it stands.
KEEP: dict[str, Any] = {
    name: engine.insert(Snapshot.__table__).on_conflict_do_nothing()
    for name, engine in (("sqlite", sqlite), ("postgresql", postgresql))
}


def rows_of(
    edition: Edition, days: Iterable[Known], targets: list[TargetLine], *, at: datetime
) -> list[dict[str, Any]]:
    """Days with the figures of all targets, as they are kept; nothing is written yet."""
    return [
        {
            "edition_id": edition.id,
            "day": one.day,
            "taken": at,
            "source": one.source,
            "cells": packed(one.evidence.cells),
            "figures": figures_of(targets, one.evidence, afterwards=not one.programme),
            "forecasts": {},
        }
        for one in days
    ]


def keep(rows: list[dict[str, Any]]) -> None:
    """Keep days; those that are kept already stay as they are."""
    if rows:
        db.session.execute(KEEP[db.session.get_bind().dialect.name], rows)


def add_figures(
    edition: Edition,
    counted: dict[date, dict[str, list[int]]],
    targets: list[TargetLine],
    expected: dict[str, Any],
) -> None:
    """Add numbers that were counted afterwards; what a day says already stays.

    `targets` are those that were counted: of one that counts something else by now, nothing.
    What is `expected` of them stands with the last of the days.
    """
    now = {(str(one.uuid), one.unit, one.predicate) for one in targets_of(edition)}
    same = {str(one.uuid) for one in targets if (str(one.uuid), one.unit, one.predicate) in now}
    for row in _locked(edition.id, list(counted)):
        more = {key: kept for key, kept in counted[row.day].items() if key in same}
        row.figures = {**more, **row.figures}
        if row.day == max(counted):
            foretold = {key: one for key, one in expected.items() if key in same}
            row.forecasts = {**row.forecasts, **foretold}


def forget_figures(edition_id: int, target: UUID, *, unit: bool) -> None:
    """A target counts something else from now on: its earlier days are counted anew (the job).

    What a file said stays, for no cells tell of it, unless it is of another `unit` now. What was
    expected goes with the number.
    """
    rows = _locked(edition_id, None, files=unit)
    for row in rows:
        row.figures = _without(row.figures, target)
    if rows:
        rows[-1].forecasts = _without(rows[-1].forecasts, target)  # no page reads earlier ones


def _without(told: dict[str, Any], target: UUID) -> dict[str, Any]:
    """The same dict where it says nothing of the target, so that nothing is written."""
    key = str(target)
    return {name: one for name, one in told.items() if name != key} if key in told else told


def _locked(edition_id: int, days: list[date] | None, *, files: bool = False) -> Sequence[Snapshot]:
    """Days that were counted, with `files` those of files, too; in their order. None: all."""
    found = select(Snapshot).where(Snapshot.edition_id == edition_id)
    if not files:
        found = found.where(Snapshot.source != Source.FILE)
    if days is not None:
        found = found.where(Snapshot.day.in_(days))
    return db.session.scalars(
        found.order_by(Snapshot.day).with_for_update().execution_options(populate_existing=True)
    ).all()
