"""Cells as they are found in a file, sparse, within bounds; then a table of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.incoming import Where
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import COLUMNS, LETTERS, ROWS, Cell, Formula

CELLS = 1_000_000
ALL_LETTERS = 20_000_000


@dataclass(kw_only=True)
class Allowance:
    """How much a whole file may still hold: cells, and letters in them."""

    cells: int = CELLS
    letters: int = ALL_LETTERS

    def spend_letters(self, count: int) -> None:
        """Count letters; raises Unreadable where they are too many."""
        self.letters -= count
        if self.letters < 0:
            raise refused(Code.UNPACKS_TOO_LARGE)


@dataclass(kw_only=True)
class Grid:
    """One sheet: cells by number of row and of column, both from 1."""

    name: str
    allowance: Allowance
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Keep a cell; raises Unreadable where there are too many or it is too long."""
        if isinstance(cell, str):
            cell = cell.strip() or None
            if cell and len(cell) > LETTERS:
                where = Where(row=row, column=letter(column), path=self.name or None)
                raise refused(Code.CELL_TOO_LONG, where, limit=LETTERS)
        if cell is None:
            return
        cells = self.rows.get(row)
        if cells is None:
            cells = self.rows[row] = {}
        cells[column] = cell
        self.allowance.cells -= 1
        if len(self.rows) > ROWS + 1 or self.allowance.cells < 0:
            raise refused(Code.TOO_MANY_ROWS, limit=ROWS)
        if column not in self.columns:
            self.columns.add(column)
            if len(self.columns) > COLUMNS:
                raise refused(Code.TOO_MANY_COLUMNS, limit=COLUMNS)

    def merge(self, column: int, first: int, last: int) -> None:
        """Note that a cell reaches down over rows; only so many are minded."""
        if last > first and len(self.merged) < ROWS:
            self.merged.append((column, first, last))

    def fill_merged(self) -> None:
        """Give each row what a merged cell says of it: a day that stands for all below it."""
        for column, first, last in self.merged:
            value = self.rows.get(first, {}).get(column)
            for row in self._filled_between(first + 1, last) if value is not None else ():
                if column not in self.rows[row]:
                    self.put(row, column, value)

    def _filled_between(self, first: int, last: int) -> Iterator[int]:
        if last - first > len(self.rows):
            return iter([row for row in self.rows if first <= row <= last])
        return (row for row in range(first, last + 1) if row in self.rows)


def is_empty(cell: Cell) -> bool:
    """Whether a cell shows nothing; a formula may."""
    return cell is None or (isinstance(cell, Formula) and not cell.shown)


@lru_cache(maxsize=1_000)
def letter(column: int) -> str:
    """A column's name in a spreadsheet, from its number: 1 is A, 27 is AA.

    >>> letter(1), letter(27), letter(702)
    ('A', 'AA', 'ZZ')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
