"""Numbers without names as they count: of a place and period the latest, clicks added up."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from cwf.attendance.figures import Tally
from cwf.attendance.measures import Method, Unit
from cwf.attendance.models import Clicks, Count, Station
from cwf.database import db


def tallies(edition_id: int, *, at: datetime) -> list[Tally]:
    """Counts that stood at an instant, and what clickers had counted by then.

    Of counts of one unit at one place and of one period (day, hours, region, channel) the one
    that was made last stands, whatever its method: who counts again corrects.
    """
    return [*_counts(edition_id, at), *_clicks(edition_id, at)]


def same_count(row: Any) -> tuple[Any, ...]:
    """What a count is of: of two with the same the later one counts."""
    return row.unit, row.place, row.day, row.starts, row.ends, row.region, row.channel


# What same_count asks, with no more of a row: what a turnstile's hour is made of is long.
COUNTED_AS = (
    Count.unit,
    Count.place,
    Count.day,
    Count.starts,
    Count.ends,
    Count.region,
    Count.channel,
)


COUNTS = (
    select(*COUNTED_AS, Count.method, Count.number, Count.low, Count.high)
    .where(
        Count.edition_id == bindparam("edition_id"),
        Count.made <= bindparam("at"),
        or_(Count.withdrawn.is_(None), Count.withdrawn > bindparam("at")),
    )
    .order_by(Count.made, Count.id)
)


def _counts(edition_id: int, at: datetime) -> list[Tally]:
    rows = db.session.execute(COUNTS, {"edition_id": edition_id, "at": at})
    latest: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        latest.pop(same_count(row), None)  # so that they stay in the order in which they were made
        latest[same_count(row)] = row
    return [tally_of(row) for row in latest.values()]


def tally_of(row: Any) -> Tally:
    """A row of a count as a number."""
    return Tally(
        unit=Unit(row.unit),
        method=Method(row.method),
        number=row.number,
        low=row.low,
        high=row.high,
        day=row.day,
        hours=row.starts is not None,
        place=row.place,
        region=row.region,
        channel=row.channel,
    )


CLICKS = (
    select(Station.name, Clicks.day, func.sum(Clicks.came))
    .join(Station, Station.id == Clicks.station_id)
    .where(Station.edition_id == bindparam("edition_id"), Clicks.received <= bindparam("at"))
    .group_by(Station.id, Station.name, Clicks.day)
    .order_by(Station.id, Clicks.day)
)


def _clicks(edition_id: int, at: datetime) -> Iterator[Tally]:
    """What each clicker counted on each day: visits, for who comes in twice is counted twice.

    Guests are made of them by a named method (a duplication factor), never in silence.
    """
    for name, day, came in db.session.execute(CLICKS, {"edition_id": edition_id, "at": at}):
        yield Tally(unit=Unit.VISIT, method=Method.CLICKER, number=int(came), day=day, place=name)
