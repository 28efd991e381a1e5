"""Cells as a day keeps them: JSON lists, short, with the days of the forum as ISO 8601.

`[standing, category, country, region, role, channel, international, [day, …], number]`; whoever
adds a condition that targets may ask adds it before the number, and reads rows without it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cwf.attendance.figures import Cell

Alike = tuple[str, str, str | None, str, str, str, bool | None, tuple[date, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class BadCellsError(ValueError):
    """What is kept is no list of cells; `at` is the first row that is none."""

    at: int


def packed(cells: Iterable[Cell]) -> list[list[Any]]:
    """Cells as JSON, those that are alike added up, in one order whatever order they came in."""
    found: Counter[Alike] = Counter()
    for cell in cells:
        found[_alike(cell)] += cell.number
    return [
        [*alike[:-1], [day.isoformat() for day in alike[-1]], number]
        for alike, number in sorted(found.items(), key=lambda one: _order(one[0]))
        if number
    ]


def unpacked(rows: Iterable[list[Any]]) -> tuple[Cell, ...]:
    """Cells of JSON; raises BadCellsError where a row is none."""
    return tuple(_cell(row, number) for number, row in enumerate(rows))


def _alike(cell: Cell) -> Alike:
    return (
        cell.standing,
        cell.category,
        cell.country,
        cell.region,
        cell.role,
        cell.channel,
        cell.international,
        cell.days,
    )


def _order(alike: Alike) -> tuple[Any, ...]:
    standing, category, country, region, role, channel, international, days = alike
    abroad = "" if international is None else str(international)
    return standing, category, country or "", region, role, channel, abroad, str(days)


def _cell(row: list[Any], at: int) -> Cell:
    try:
        standing, category, country, region, role, channel, international, days, number = row
        return Cell(
            standing=standing,
            category=category,
            country=country,
            region=region,
            role=role,
            channel=channel,
            international=international,
            days=tuple(date.fromisoformat(day) for day in days),
            number=int(number),
        )
    except (TypeError, ValueError) as error:
        raise BadCellsError(at=at) from error
