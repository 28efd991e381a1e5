"""A table of the report, the same for a page, for paper and for a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

NARROW = 4  # columns that a phone shows side by side
Cells = Sequence[str | int | float | date | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Heads and rows; `widths` of the columns in letters. None is what is not known.

    `written` are the columns, from 0, whose numbers are text: per cent, about so many.
    """

    title: str
    heads: tuple[str, ...]
    rows: Sequence[Cells]
    widths: tuple[int, ...]
    written: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Of each column, whether it holds numbers and None alone."""
        return tuple(
            place in self.written
            or all(row[place] is None or isinstance(row[place], int | float) for row in self.rows)
            for place in range(len(self.heads))
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it is a few numbers behind a name: it needs no more room than a phone has."""
        return all(self.numbers[1:]) and len(self.heads) <= NARROW
