"""A number taken apart: by region, country, channel, day; the largest first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cwf.attendance.board import LATELY, Day
from cwf.attendance.figures import Cell, Tally, matching
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Where

WEEKS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDay:
    """Visits of a day of the forum: who checked in, and guests who were counted or estimated."""

    day: date
    checked_in: int
    counted: int
    estimated: int

    @property
    def total(self) -> int:
        """All of them, the estimated, too."""
        return self.checked_in + self.counted + self.estimated


def by(cells: Iterable[Cell], part: str) -> list[tuple[str, int]]:
    """The confirmed by an attribute of Cell, the largest first, then by code; without "" and None.

    >>> cell = Cell(
    ...     standing="confirmed", category="full", country="DK", region="", role="", channel="own",
    ...     international=False, days=(), number=3,
    ... )
    >>> by([cell], "country"), by([cell], "region")
    ([('DK', 3)], [])
    """
    found: Counter[str] = Counter()
    for cell in matching(Where(), cells):
        if value := getattr(cell, part):
            found[value] += cell.number
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def on_days(cells: Iterable[Cell], tallies: Iterable[Tally]) -> list[OnDay]:
    """Visits by day of the forum, in order; counts and estimates are those of guests."""
    came, counted, estimated = Counter[date](), Counter[date](), Counter[date]()
    for cell in matching(Where(), cells):
        for day in cell.days:
            came[day] += cell.number
    for tally in tallies:
        if tally.day is not None and tally.unit is Unit.GUEST:
            (counted if tally.is_counted else estimated)[tally.day] += tally.number
    return [
        OnDay(day=day, checked_in=came[day], counted=counted[day], estimated=estimated[day])
        for day in sorted({*came, *counted, *estimated})
    ]


def per_week(days: Sequence[Day], today: date, now: int) -> list[tuple[date, int]]:
    """How many more in each of the last twelve weeks, by their last day; as far as is known."""
    known = [*days, (today, now)]
    ends = [today - timedelta(weeks=back) for back in range(WEEKS, -1, -1)]
    at = [_by(known, end) for end in ends]
    return [
        (end, after - before)
        for end, before, after in zip(ends[1:], at, at[1:], strict=False)
        if before is not None and after is not None
    ]


def shown_days(days: Sequence[date], today: date) -> list[date]:
    """All of the last four weeks, and of each week before the last that is there.

    `days` are in order. Weeks are counted back from today, so what came in each of them is the same
    as of all days.

    >>> march = [date(2027, 3, day) for day in range(1, 32)]
    >>> [day.day for day in shown_days(march, date(2027, 4, 12))][:4]
    [1, 8, 15, 16]
    """
    found: dict[tuple[int, int], date] = {}
    for day in days:
        back = (today - day).days
        found[(back // 7, 0) if back >= LATELY else (-1, back)] = day
    return list(found.values())


def _by(days: Sequence[Day], end: date) -> int | None:
    before = [number for day, number in days if day <= end]
    return before[-1] if before else None
