"""A day as a grid, rooms down and time across: whole hours, lanes where a room is taken twice."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cwf.programme.timetable import Slot, Timetable, overlap

HOUR = timedelta(hours=1)
SHORT, TIGHT = 30, 50


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A slot in a row: minutes after the grid begins, minutes long, and its lane (0 the first)."""

    slot: Slot
    at: int
    minutes: int
    lane: int

    @property
    def width(self) -> str:
        """The class by which a narrow cell shows less."""
        return "short" if self.minutes < SHORT else "tight" if self.minutes < TIGHT else ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A room with what happens in it on the day; the empty slug is "place not known"."""

    slug: str
    venue: str
    cells: tuple[Cell, ...]

    @property
    def lanes(self) -> int:
        """How many lines it needs."""
        return max((cell.lane for cell in self.cells), default=0) + 1


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A day; `begins` is a whole hour in UTC terms of the edition's clock."""

    day: date
    begins: datetime
    hours: int
    rows: tuple[Row, ...]


def grids(timetable: Timetable) -> tuple[Grid, ...]:
    """One grid for each day on which something is placed."""
    return tuple(grid(timetable, day) for day in timetable.days)


def grid(timetable: Timetable, day: date) -> Grid:
    """The grid of a day; rooms without anything on that day are left out.

    Distances are real minutes (UTC), so the night of a clock change keeps its true length.
    """
    slots = [slot for slot in timetable.slots if timetable.day(slot) == day]
    first = min(slot.starts for slot in slots)
    begins = first - timedelta(minutes=timetable.local(first).minute)
    last = max(_end(slot) for slot in slots)
    hours = -(-(last - begins) // HOUR)
    order = {"": len(timetable.rooms)} | {
        room.slug: number for number, room in enumerate(timetable.rooms)
    }
    taken: dict[str, list[Slot]] = {}
    for slot in slots:
        for room in slot.rooms or ("",):
            taken.setdefault(room, []).append(slot)
    return Grid(
        day=day,
        begins=begins,
        hours=max(hours, 1),
        rows=tuple(
            Row(
                slug=slug,
                venue=timetable.room[slug].venue if slug else "",
                cells=_cells(taken[slug], begins),
            )
            for slug in sorted(taken, key=order.__getitem__)
        ),
    )


def _end(slot: Slot) -> datetime:
    return max(slot.reckoned_end, slot.starts + timedelta(minutes=15))


def _cells(slots: list[Slot], begins: datetime) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for slot in slots:
        used = {cell.lane for cell in cells if overlap(cell.slot, slot)}
        lane = next(number for number in range(len(cells) + 1) if number not in used)
        cells.append(
            Cell(
                slot=slot,
                at=(slot.starts - begins) // timedelta(minutes=1),
                minutes=(_end(slot) - slot.starts) // timedelta(minutes=1),
                lane=lane,
            )
        )
    return tuple(cells)
