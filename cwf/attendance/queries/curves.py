"""How a number grew, day by day before the forum, at this edition and at earlier ones."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import undefer

from cwf.attendance.cells import unpacked
from cwf.attendance.curves import Curve
from cwf.attendance.days import day_of, days_before
from cwf.attendance.forecast import Past
from cwf.attendance.kept_figures import figures_of, total
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.models import Snapshot, Target
from cwf.attendance.predicates import Predicate, written
from cwf.attendance.queries.daily import Source, afterwards
from cwf.attendance.queries.milestones import milestones
from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.queries import name_of

Asked = tuple[Predicate, Unit]
Days = list[tuple[date, int]]
Span = tuple[date, date]
LEAST = 2  # days that a curve of an earlier edition has
EVE = 0  # so many days before the forum


def curve_of(edition: Edition, predicate: Predicate, unit: Unit) -> Curve:
    """The number at the end of each day that is kept, the earliest first; nothing without dates.

    Taken from what the day says of a target that counts the same; where there is none, counted
    anew of the day's cells.
    """
    return _curves(edition, [(predicate, unit)])[predicate, unit]


def pasts(
    edition: Edition | None, asked: Collection[Asked], *, at: datetime
) -> dict[Asked, tuple[Past, ...]]:
    """The editions but this one (None: all) that are over by then and of which two days or more
    are kept, the latest first, by what is asked of them; each is read once for all of it.

    `final` is what was known last. What was known last long before a forum is no final number, and
    a total without days no curve: neither is any history.
    """
    found: dict[Asked, list[Past]] = {one: [] for one in asked}
    for one in over(edition, at=at):
        curves = {
            ask: curve
            for ask, curve in _curves(one, asked).items()
            if len(curve) >= LEAST and curve[-1][0] <= EVE
        }
        known = milestones(one) if curves else ()
        for ask, curve in curves.items():
            past = Past(name=one.slug, curve=curve, final=curve[-1][1], known=known)
            found[ask].append(past)
    return {ask: tuple(past) for ask, past in found.items()}


def _curves(edition: Edition, asked: Collection[Asked]) -> dict[Asked, Curve]:
    starts = edition.starts
    if starts is None:
        return dict.fromkeys(asked, ())
    return {
        one: tuple((days_before(starts, day), number) for day, number in days)
        for one, days in days_of(edition, asked).items()
    }


def over(edition: Edition | None, *, at: datetime) -> list[Edition]:
    """The editions but this one (None: all) that are over by then and of which days are kept.

    Invented ones come before an invented one alone: what nobody counted foretells nothing real.
    """
    wanted: list[ColumnElement[bool]] = [Edition.starts.is_not(None)]
    if edition is not None:
        wanted.append(Edition.id != edition.id)
    if edition is None or not edition.invented:
        wanted.append(Edition.invented.is_(False))
    rows = db.session.scalars(
        select(Edition)
        .join(Snapshot, Snapshot.edition_id == Edition.id)
        .where(*wanted)
        .group_by(Edition.id)
        .having(func.count(Snapshot.day) >= LEAST)
        .order_by(Edition.starts.desc())
    )
    return [one for one in rows if (ends := one.ends or one.starts) and ends < day_of(at, one.zone)]


def called(slugs: Collection[str]) -> dict[str, dict[str, str]]:
    """What editions are called by language, by their slugs; one that is gone is not among them."""
    if not slugs:
        return {}
    rows = db.session.scalars(select(Edition).where(Edition.slug.in_(slugs)))
    return {row.slug: name_of(row) for row in rows}


def days_of(
    edition: Edition, asked: Collection[Asked], span: Span | None = None
) -> dict[Asked, Days]:
    """The numbers at the end of each day (of the `span`) that is kept and tells them."""
    same = _same(edition.id)
    days = figures_by_day(edition.id, span)
    anew = []
    found: dict[Asked, Days] = {}
    for one in asked:
        wanted = _counts(one)
        key = next((key for key, counts in same if counts == wanted), None)
        if key is None:
            anew.append(one)
        else:
            found[one] = [(day, total(told[key])) for day, told in days.items() if key in told]
    return found | _anew(edition, anew, span) if anew else found


def figures_by_day(edition_id: int, span: Span | None = None) -> dict[date, dict[str, list[int]]]:
    """What each day (of the `span`) that is kept says of all targets, the earliest first."""
    wanted = select(Snapshot.day, Snapshot.figures).where(Snapshot.edition_id == edition_id)
    if span is not None:
        wanted = wanted.where(Snapshot.day.between(*span))
    rows = db.session.execute(wanted.order_by(Snapshot.day))
    return {row.day: row.figures for row in rows}


def _anew(edition: Edition, asked: Sequence[Asked], span: Span | None) -> dict[Asked, Days]:
    """The numbers of the cells of each day."""
    lines = [_line(place, *one) for place, one in enumerate(asked)]
    by_key = {str(line.uuid): one for line, one in zip(lines, asked, strict=True)}
    found: dict[Asked, Days] = {one: [] for one in asked}
    rows = (
        select(Snapshot)
        .where(Snapshot.edition_id == edition.id, Snapshot.source != Source.FILE)
        .order_by(Snapshot.day)
        .options(undefer(Snapshot.cells))
    )
    if span is not None:
        rows = rows.where(Snapshot.day.between(*span))
    for row in db.session.scalars(rows):
        told = afterwards(edition, row.day, unpacked(row.cells))
        for key, kept in figures_of(lines, told, afterwards=True).items():
            found[by_key[key]].append((row.day, total(kept)))
    return found


def _same(edition_id: int) -> list[tuple[str, tuple[str, Any]]]:
    """What the targets of an edition count, those that stand before those given up."""
    rows = db.session.execute(
        select(Target.uuid, Target.unit, Target.predicate)
        .where(Target.edition_id == edition_id)
        .order_by(Target.retired.is_not(None), Target.id)
    )
    return [(str(uuid), (unit, predicate)) for uuid, unit, predicate in rows]


def _counts(asked: Asked) -> tuple[str, Any]:
    """What is asked for as a target says it."""
    predicate, unit = asked
    return str(unit), written(predicate)


def _line(place: int, predicate: Predicate, unit: Unit) -> TargetLine:
    """A target of which nothing but what it counts matters."""
    return TargetLine(
        uuid=UUID(int=place), parent=None, axis="", value="", name={}, definition={}, unit=unit,
        predicate=predicate, low=0,
    )  # fmt: skip
