"""A sheet of a spreadsheet as it was read: headings, and rows of cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from cwf.programme.incoming import Noun, Where

# Rows below which nothing is read, columns, letters of a cell.
ROWS = 20_000
COLUMNS = 200
LETTERS = 100_000
# The heading of our column of remarks, in English and Danish. In a file that comes back it is left
# out; somebody's own column of "Remarks" is not.
REMARKS = ("Remarks of the import", "Importens bemærkninger")


class Format(StrEnum):
    """What kind of file it was."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A cell that holds a formula; `shown` is what it showed when it was saved."""

    shown: str


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A cell that shows an error of the spreadsheet's, such as #N/A."""

    shown: str


# Text is as written, outer spaces apart; an empty cell is None. Dates and times are naive: what
# the sheet shows. A duration (a time beyond 24 hours, or so formatted) is a timedelta.
Cell = str | int | float | bool | datetime | date | time | timedelta | Formula | Failed | None


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a CSV file is written; `announced` where its first line says `sep=;`."""

    encoding: str
    bom: bool
    delimiter: str
    newline: str
    announced: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row. `number` is the row's as the reader's own program counts, from 1.

    `cells` has one for each heading.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A sheet: its name ("" for CSV), its headings, and its rows, empty ones left out.

    Headings differ from each other and are never empty: a nameless column is called by its
    letter, a second "Note" is "Note (F)". `columns` are the numbers of these columns in the
    file, from 1, and `heading_row` is the number of the row they stand in.
    """

    name: str
    format: Format
    headings: tuple[str, ...]
    columns: tuple[int, ...]
    heading_row: int
    rows: tuple[Row, ...]
    dialect: Dialect | None = None

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each heading in `cells`, from 0."""
        return {heading: place for place, heading in enumerate(self.headings)}

    def where(self, row: int, heading: str | None = None) -> Where:
        """A cell, or a row, of this sheet; the sheet's name stands as `path`."""
        return Where(row=row, column=heading, path=self.name or None)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table with what it means: what its rows are, and what each column holds.

    `mapping` gives each heading a target (`fields.targets`), such as "title:da"; a heading with
    none, or with "", is ignored.
    """

    table: Table
    noun: Noun
    mapping: Mapping[str, str]
