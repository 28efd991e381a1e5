"""Targets of an edition, as pages, jobs and files see them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target as Target  # noqa: PLC0414 - views name its type
from cwf.attendance.models import TargetChange as TargetChange  # noqa: PLC0414 - the same
from cwf.attendance.predicates import AXES, read
from cwf.database import db
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - the same


def targets_of(edition: Edition) -> list[TargetLine]:
    """The targets that stand, each followed by its parts, in their order."""
    return [line(row) for row in in_order(rows_of(edition))]


def rows_of(edition: Edition, *, retired: bool = False) -> Sequence[Target]:
    """The rows of the targets that stand, or of those that were given up."""
    which = Target.retired.is_not(None) if retired else Target.retired.is_(None)
    return db.session.scalars(
        select(Target)
        .where(Target.edition_id == edition.id, which)
        .order_by(Target.position, Target.id)
    ).all()


def in_order(rows: Sequence[Target]) -> list[Target]:
    """Each followed by its parts. A part of what is not among them is left out."""
    parts: dict[int | None, list[Target]] = {}
    for row in sorted(rows, key=_axis):
        parts.setdefault(row.parent_id, []).append(row)

    def down(parent: int | None) -> list[Target]:
        return [one for row in parts.get(parent, []) for one in (row, *down(row.id))]

    return down(None)


def _axis(row: Target) -> int:
    """Where its axis stands among all of them; wholes first. Else the order stays."""
    return list(AXES).index(row.axis) + 1 if row.axis else 0


def line(row: Target) -> TargetLine:
    """A target with its predicate read."""
    parent = whole_of(row)
    return TargetLine(
        uuid=row.uuid,
        parent=parent.uuid if parent else None,
        axis=row.axis,
        value=row.value,
        name=row.name,
        definition=row.definition,
        unit=Unit(row.unit),
        predicate=read(row.predicate),
        low=row.low,
        high=row.high,
        least=row.least,
        stretch=row.stretch,
        by=row.by,
        owner=row.owner,
        path=tuple((date.fromisoformat(day), float(number)) for day, number in row.path),
        sources=tuple((one["title"], one.get("url")) for one in row.sources),
    )


def target_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Target:
    """A target of this edition, given up or not; raises NotFound.

    `lock=True` waits for whoever changes it now, so that the version compared is the one that
    stands.
    """
    found = select(Target).where(Target.edition_id == edition.id, Target.uuid == uuid)
    if lock:
        found = found.with_for_update(of=Target).execution_options(populate_existing=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotFound
    return row


def whole_of(row: Target) -> Target | None:
    """The target of which this is a part."""
    return db.session.get(Target, row.parent_id) if row.parent_id else None


def parts_of(row: Target) -> Sequence[Target]:
    """The parts of a target that stand, in their order."""
    found = (
        select(Target)
        .where(Target.parent_id == row.id, Target.retired.is_(None))
        .order_by(Target.position, Target.id)
    )
    return sorted(db.session.scalars(found), key=_axis)


def parts_on(row: Target, axis: str) -> Sequence[Target]:
    """The parts of a target on an axis, also those that were given up."""
    return db.session.scalars(
        select(Target)
        .where(Target.parent_id == row.id, Target.axis == axis)
        .order_by(Target.position, Target.id)
    ).all()


def changes_of(row: Target) -> Sequence[TargetChange]:
    """How a target changed, the latest first."""
    return db.session.scalars(
        select(TargetChange)
        .where(TargetChange.target_id == row.id)
        .order_by(TargetChange.id.desc())
    ).all()
