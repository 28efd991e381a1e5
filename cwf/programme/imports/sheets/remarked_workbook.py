"""Remarks put into workbooks: into the one that was sent, or into a plain copy of its cells."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from cwf.programme.imports.sheets.remarked import ByRow, written
from cwf.programme.sheets.columns import is_remarks
from cwf.programme.sheets.table import Cell, Failed, Formula, Table

FAULTY, HEAD = "FFF9D9CF", "FFB8390E"
WIDTH = 60
CELLS = 200_000  # beyond which the workbook itself would take too much memory to be opened
CELL_LETTERS = 32_767


def marked(body: bytes, tables: Sequence[Table], said: Mapping[str, ByRow], heading: str) -> bytes:
    """The workbook itself, its looks kept; a copy of its cells where it cannot be opened."""
    if sum(len(table.rows) * len(table.headings) for table in tables) > CELLS:
        return rebuilt(tables, said, heading)
    try:
        book = load_workbook(io.BytesIO(body))
        for table in tables:
            _mark(book[table.name], table, said[table.name], heading)
        return _saved(book)
    except Exception:  # noqa: BLE001 - openpyxl fails in many ways where others read on
        return rebuilt(tables, said, heading)


def rebuilt(tables: Sequence[Table], said: Mapping[str, ByRow], heading: str) -> bytes:
    """The cells of the sheets in a workbook of our own, at their old places."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables, start=1):
        page: Any = book.create_sheet(_title(table.name, number))
        for place, name in zip(table.columns, table.headings, strict=True):
            _put(page, table.heading_row, place, name)
        for row in table.rows:
            for place, cell in zip(table.columns, row.cells, strict=True):
                _put(page, row.number, place, cell)
        _mark(page, table, said[table.name], heading)
    return _saved(book)


def _mark(page: Any, table: Table, said: ByRow, heading: str) -> None:
    place = dict(zip(table.headings, table.columns, strict=True))
    old = next((column for name, column in place.items() if is_remarks(name)), None)
    column = old or max(page.max_column, *table.columns) + 1
    for line in table.rows if old else ():
        page.cell(row=line.number, column=column).value = None
    _put(page, table.heading_row, column, heading)
    page.cell(row=table.heading_row, column=column).font = Font(bold=True, color=HEAD)
    page.column_dimensions[get_column_letter(column)].width = WIDTH
    fill = PatternFill("solid", fgColor=FAULTY)
    for row, remarks in said.items():
        told = [heading] if row == table.heading_row else []
        _put(page, row, column, "\n".join([*told, written(remarks)])[:CELL_LETTERS])
        page.cell(row=row, column=column).alignment = Alignment(wrap_text=True, vertical="top")
        for name, _text in remarks:
            if name in place and row != table.heading_row:
                page.cell(row=row, column=place[name]).fill = fill


def _put(page: Any, row: int, column: int, value: Cell) -> None:
    """A cell; text is text, whatever it begins with, and a formula is what it showed."""
    if isinstance(value, Formula | Failed):
        value = value.shown or None
    cell = page.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LETTERS]
        cell.data_type = "s"
    elif value is not None:
        cell.value = value


def _saved(book: Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _title(name: str, number: int) -> str:
    """A name that a sheet of Excel may have."""
    kept = "".join(letter for letter in name if letter not in "[]:*?/\\'")
    return kept[:31] or f"Sheet {number}"
