"""Counts as organisers read them: which stand, which were corrected or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from cwf.attendance.figures import Tally
from cwf.attendance.hours import Hour
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import Clicks, Snapshot, Station, Target
from cwf.attendance.models import Count as Count  # noqa: PLC0414 - views name its type
from cwf.attendance.queries.daily import Source
from cwf.attendance.queries.tallies import COUNTED_AS, same_count, tally_of
from cwf.attendance.report import Counted
from cwf.database import db

PAGE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Clicked:
    """What a clicker counted on a day: `came` counts; `there` are those who had not left at last,
    never less than none."""

    station: str
    day: date
    came: int
    there: int


def counts_of(edition_id: int, *, page: int = 1) -> tuple[Sequence[Count], int]:
    """A page of all counts but those of turnstiles, the latest first, and how many there are."""
    which = (Count.edition_id == edition_id, Count.method != Method.TURNSTILE)
    found = select(Count).where(*which).order_by(Count.made.desc(), Count.id.desc())
    total = db.session.scalar(select(func.count(Count.id)).where(*which)) or 0
    return db.session.scalars(found.limit(PAGE).offset((page - 1) * PAGE)).all(), total


def standing(edition_id: int) -> set[int]:
    """The ids of the counts that count: not withdrawn, and not corrected by a later one."""
    rows = db.session.execute(
        select(Count.id, *COUNTED_AS)
        .where(Count.edition_id == edition_id, Count.withdrawn.is_(None))
        .order_by(Count.made, Count.id)
    )
    return set({same_count(row): row.id for row in rows}.values())


def counted(edition_id: int) -> list[Counted]:
    """All numbers without names that count, with what each rests on, by day and place.

    What clickers and turnstiles counted is one number for each place and day.
    """
    ids = standing(edition_id)
    rows = db.session.scalars(
        select(Count).where(Count.edition_id == edition_id, Count.method != Method.TURNSTILE)
    )
    devices = [
        Tally(unit=Unit.VISIT, method=Method.CLICKER, number=one.came, day=one.day,
              place=one.station)
        for one in clicked(edition_id)
    ]  # fmt: skip
    found = [Counted(tally=one) for one in [*devices, *turnstiles(edition_id)]]
    found += [_counted(row) for row in rows if row.id in ids]
    return sorted(found, key=_order)


def _counted(row: Count) -> Counted:
    return Counted(
        tally=tally_of(row),
        starts=row.starts,
        ends=row.ends,
        confidence=row.confidence,
        evidence=row.evidence,
    )


def _order(one: Counted) -> tuple[Any, ...]:
    tally = one.tally
    return str(tally.day or ""), str(one.starts or ""), tally.place, tally.unit, tally.method


def count_of(edition_id: int, uuid: UUID, *, lock: bool = False) -> Count:
    """A count of this edition; raises NotFound."""
    found = select(Count).where(Count.edition_id == edition_id, Count.uuid == uuid)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotFound
    return row


def by_key(edition_id: int, key: str) -> Count | None:
    """The count of a submit."""
    return db.session.scalar(select(Count).where(Count.edition_id == edition_id, Count.key == key))


def turnstiles(edition_id: int) -> list[Tally]:
    """What turnstiles counted at each place on each day."""
    ids = standing(edition_id)
    rows = db.session.execute(
        select(Count.id, Count.place, Count.day, Count.number)
        .where(Count.edition_id == edition_id, Count.method == Method.TURNSTILE)
        .order_by(Count.day, Count.place)
    )
    found: dict[tuple[str, date | None], int] = {}
    for id, place, day, number in rows:
        if id in ids:
            found[place, day] = found.get((place, day), 0) + number
    return [
        Tally(unit=Unit.VISIT, method=Method.TURNSTILE, number=number, day=day, place=place)
        for (place, day), number in found.items()
    ]


def clicked(edition_id: int) -> list[Clicked]:
    """What clickers counted, by station and day."""
    rows = db.session.execute(
        select(Station.name, Clicks.day, func.sum(Clicks.came), func.sum(Clicks.left))
        .join(Station, Station.id == Clicks.station_id)
        .where(Station.edition_id == edition_id)
        .group_by(Station.id, Station.name, Clicks.day)
        .order_by(Clicks.day, Station.name, Station.id)
    )
    return [
        Clicked(station=name, day=day, came=int(came), there=max(0, int(came) - int(left)))
        for name, day, came, left in rows
    ]


def hours_of(edition_id: int) -> dict[Hour, tuple[dict[str, int], int]]:
    """Of which lines each hour of a turnstile is made, and how often it was withdrawn; locked."""
    rows = db.session.scalars(
        select(Count)
        .where(Count.edition_id == edition_id, Count.method == Method.TURNSTILE)
        .order_by(Count.made, Count.id)
        .with_for_update()
    )
    found: dict[Hour, tuple[dict[str, int], int]] = {}
    for row in rows:
        if row.day is None or row.starts is None:
            continue
        hour = Hour(place=row.place, day=row.day, starts=row.starts)
        lines, gone = found.get(hour, ({}, 0))
        if row.withdrawn is None:
            lines = dict(row.inputs.get("lines", {}))
        found[hour] = lines, gone + (row.withdrawn is not None)
    return found


def file_days(edition_id: int) -> Sequence[Snapshot]:
    """The days that came of files, locked."""
    return db.session.scalars(
        select(Snapshot)
        .where(Snapshot.edition_id == edition_id, Snapshot.source == Source.FILE)
        .order_by(Snapshot.day)
        .with_for_update()
    ).all()


def counted_days(edition_id: int) -> frozenset[date]:
    """The days that were counted by us, which no file replaces."""
    found = select(Snapshot.day).where(
        Snapshot.edition_id == edition_id, Snapshot.source != Source.FILE
    )
    return frozenset(db.session.scalars(found))


def target_in(edition_id: int, uuid: UUID) -> Target:
    """A target of this edition that stands; raises NotFound."""
    row = db.session.scalar(
        select(Target).where(
            Target.edition_id == edition_id, Target.uuid == uuid, Target.retired.is_(None)
        )
    )
    if row is None:
        raise NotFound
    return row
