"""Targets: set, changed, divided into parts, given up. Nothing here commits.

Whatever changes is kept twice: with the target, for those who read its story, and in the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from cwf.attendance.actions.target_changes import NUMBERS, said, tell
from cwf.attendance.fitting import misfits
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target
from cwf.attendance.predicates import Predicate, narrowed, read, written
from cwf.attendance.queries.targets import parts_on
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition

PLAIN = ("name", "definition", "why", "by", "owner", "sources", *NUMBERS)
Points = tuple[tuple[date, float], ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part as it is wanted: its value on the axis, what it is called, and its number."""

    value: str
    name: dict[str, str]
    low: float


def set_target(
    edition: Edition,
    *,
    unit: Unit,
    predicate: Predicate,
    path: Points = (),
    why_now: str = "",
    at: datetime,
    actor: Actor,
    **values: Any,
) -> Target:
    """Aim at a number. Raises ValueError where unit and predicate do not fit (fitting.py).

    `values` are of PLAIN; `low` and `name` have to be among them.
    """
    _fit(unit, predicate)
    last = select(func.max(Target.position)).where(Target.edition_id == edition.id)
    row = Target(
        edition_id=edition.id,
        position=(db.session.scalar(last) or 0) + 1,
        unit=unit,
        predicate=written(predicate),
        path=_kept(path),
        **_allowed(values),
    )
    db.session.add(row)
    db.session.flush()
    tell(edition, row, "target.set", before={}, why=why_now, at=at, actor=actor)
    return row


def change_target(
    edition: Edition,
    row: Target,
    *,
    unit: Unit,
    predicate: Predicate,
    path: Points,
    why_now: str,
    at: datetime,
    actor: Actor,
    **values: Any,
) -> None:
    """Other values; parts follow a whole that counts something else.

    A part counts of its whole what stands on its axis: its own unit and predicate are not taken.
    Raises ValueError where unit and predicate do not fit.
    """
    before = said(row)
    if row.parent_id is None:
        _fit(unit, predicate)
        row.unit, row.predicate = unit, written(predicate)
    row.path = _kept(path)
    for name, value in _allowed(values).items():
        setattr(row, name, value)
    db.session.flush()
    if said(row) != before:
        tell(edition, row, "target.change", before=before, why=why_now, at=at, actor=actor)
    _follow(edition, row, why_now, at, actor)


def divide(
    edition: Edition,
    whole: Target,
    axis: str,
    parts: list[Part],
    *,
    why_now: str,
    at: datetime,
    actor: Actor,
) -> None:
    """Have these parts on an axis, and no others; one that is not named any more is given up.

    A part that was given up comes back as the same, with its story. Raises ValueError for an axis
    or a day that there is not.
    """
    there = {row.value: row for row in parts_on(whole, axis)}
    wanted = {part.value for part in parts}
    for value, row in there.items():
        if value not in wanted and row.retired is None:
            retire(edition, row, why_now=why_now, at=at, actor=actor)
    for number, part in enumerate(parts):
        if part.value in there:
            _renew(edition, there[part.value], part, number, why_now, at, actor)
            continue
        row = _part(edition, whole, axis, part, number)
        db.session.add(row)
        db.session.flush()
        tell(edition, row, "target.set", before={}, why=why_now, at=at, actor=actor)


def retire(edition: Edition, row: Target, *, why_now: str, at: datetime, actor: Actor) -> None:
    """Give a target up, with its parts; it stays readable."""
    for one in (row, *_parts(row)):
        if one.retired is None:
            before = said(one)
            one.retired = at
            db.session.flush()
            tell(edition, one, "target.retire", before=before, why=why_now, at=at, actor=actor)


def take_up(edition: Edition, row: Target, *, why_now: str, at: datetime, actor: Actor) -> None:
    """Aim at it again: at itself, and at the parts that were given up with it."""
    with_it = row.retired
    for one in (row, *_parts(row)):
        if one.retired is not None and one.retired == with_it:
            before = said(one)
            one.retired = None
            db.session.flush()
            tell(edition, one, "target.take_up", before=before, why=why_now, at=at, actor=actor)


def _part(edition: Edition, whole: Target, axis: str, part: Part, number: int) -> Target:
    return Target(
        edition_id=edition.id,
        parent_id=whole.id,
        position=number,
        axis=axis,
        value=part.value,
        unit=whole.unit,
        predicate=written(narrowed(read(whole.predicate), axis, part.value)),
        name=part.name,
        definition={},
        why={},
        low=part.low,
        by=whole.by,
        path=[],
        sources=[],
    )


def _renew(
    edition: Edition,
    row: Target,
    part: Part,
    number: int,
    why_now: str,
    at: datetime,
    actor: Actor,
) -> None:
    """A part that is there, or was: another number, and the order in which it is shown."""
    before = said(row)
    row.low, row.position, row.retired = part.low, number, None
    db.session.flush()
    if said(row) != before:
        tell(edition, row, "target.change", before=before, why=why_now, at=at, actor=actor)


def _follow(edition: Edition, whole: Target, why_now: str, at: datetime, actor: Actor) -> None:
    """Let the parts count what the whole counts, each of its own value."""
    for row in db.session.scalars(select(Target).where(Target.parent_id == whole.id)):
        counts = written(narrowed(read(whole.predicate), row.axis, row.value))
        if (row.unit, row.predicate) == (whole.unit, counts):
            continue
        before = said(row)
        row.unit, row.predicate = whole.unit, counts
        db.session.flush()
        tell(edition, row, "target.change", before=before, why=why_now, at=at, actor=actor)
        _follow(edition, row, why_now, at, actor)


def _parts(row: Target) -> list[Target]:
    """All below a target."""
    direct = db.session.scalars(select(Target).where(Target.parent_id == row.id)).all()
    return [one for part in direct for one in (part, *_parts(part))]


def _fit(unit: Unit, predicate: Predicate) -> None:
    if wrong := misfits(unit, predicate):
        raise ValueError(wrong)


def _kept(path: Points) -> list[list[Any]]:
    return [[day.isoformat(), number] for day, number in path]


def _allowed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    if foreign := set(values) - set(PLAIN):
        raise ValueError(f"not to be written: {sorted(foreign)}")
    return values
