"""Rows as they are, as a workbook or as CSV: the one place where lists become files.

Text is text, whatever it begins with.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cwf.programme.exports.sheets.csv_text import told
from cwf.programme.sheets.table import Cell

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What the name of a sheet cannot hold in Excel, and how many letters it has.
NO_NAME = re.compile(r"[\[\]:*?/\\]+")
NAME_LETTERS = 31

Row = Sequence[Cell]


@dataclass(frozen=True, kw_only=True)
class PlainSheet:
    """A sheet: its name, its heads, its rows, and how wide its columns are, in letters."""

    name: str
    rows: Sequence[Row]
    widths: Sequence[int]


def csv_of(rows: Sequence[Row], *, language: str) -> bytes:
    """With a byte order mark, so that Excel sees UTF-8; `;` between cells where Danish is read."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "da" else ",")
    writer.writerows([told(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def xlsx_of(*sheets: PlainSheet) -> bytes:
    """A workbook, the heads of each sheet in sight, to be sorted and filtered."""
    # Not at the top: openpyxl would cost every web process its start and 20 MB.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(NO_NAME.sub("", sheet.name)[:NAME_LETTERS].rstrip(" ,")), sheet)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _write(page: object, sheet: PlainSheet) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    from cwf.programme.exports.sheets.xlsx import put

    assert isinstance(page, Worksheet)
    for number, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None and cell != "":
                put(page, number, column, cell)
    for column, width in enumerate(sheet.widths, start=1):
        page.cell(row=1, column=column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.widths))}{len(sheet.rows)}"
