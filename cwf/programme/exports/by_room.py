"""The days of a programme by room, as the grid's template lays them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from cwf.programme.exports.grid import Cell, grid
from cwf.programme.exports.rows import Row, Told, Writer
from cwf.web.templating import seats_in_words


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """A slot in the grid."""

    row: Row
    width: str
    lane: int
    span: str


@dataclass(frozen=True, kw_only=True)
class GridRoom:
    """A room of the grid with what happens in it."""

    name: Told
    url: str
    seats: str
    lanes: int
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, kw_only=True)
class House:
    """A venue with its rooms."""

    name: Told
    address: str | None
    rooms: tuple[GridRoom, ...]


@dataclass(frozen=True, kw_only=True)
class GridDay:
    """A day by room."""

    date: date
    begins: datetime
    hours: tuple[datetime, ...]
    houses: tuple[House, ...]


def grid_days(writer: Writer) -> tuple[GridDay, ...]:
    """One for each day on which something is placed."""
    return tuple(_grid(writer, day) for day in writer.timetable.days)


def _grid(writer: Writer, day: date) -> GridDay:
    found = grid(writer.timetable, day)
    rows: dict[str, list[GridRoom]] = {}
    for row in found.rows:
        rows.setdefault(row.venue, []).append(_room(writer, row.slug, row.lanes, row.cells))
    return GridDay(
        date=day,
        begins=writer.timetable.local(found.begins),
        hours=tuple(found.begins + timedelta(hours=hour) for hour in range(found.hours)),
        houses=tuple(_house(writer, slug, rooms) for slug, rooms in rows.items()),
    )


def _house(writer: Writer, slug: str, rooms: Iterable[GridRoom]) -> House:
    venue = writer.timetable.venue.get(slug)
    return House(
        name=writer.told(venue.name) if venue else Told(text=_("Place not known yet"), lang=None),
        address=venue.address if venue else None,
        rooms=tuple(rooms),
    )


def _room(writer: Writer, slug: str, lanes: int, cells: Iterable[Cell]) -> GridRoom:
    room = writer.timetable.room.get(slug)
    return GridRoom(
        name=writer.told(room.name) if room else Told(text="", lang=None),
        url=writer.to.room(slug) if room else "",
        seats=seats_in_words(room.seats, room.standing) if room else "",
        lanes=lanes,
        cells=tuple(
            GridCell(
                row=writer.row(cell.slot),
                width=cell.width,
                lane=cell.lane,
                span=writer.span(cell.slot),
            )
            for cell in cells
        ),
    )
