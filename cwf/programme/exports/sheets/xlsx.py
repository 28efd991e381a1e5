"""A draft as a workbook of Excel."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cwf.programme.exports.sheets.filled import Column, Filled
from cwf.programme.sheets.table import Cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_LETTERS = 32_767  # what a cell of Excel can hold
SPARE_ROWS = 500  # rows below the last for which choices are offered, too
LIST_LETTERS = 250  # of choices that stand in the column itself; longer ones go to a hidden sheet
HIDDEN = "_lists"
INK, PAPER, QUIET = "FF1A1A1A", "FFF3F1EC", "FF6B6B6B"
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FORMATS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}
WIDTHS = {
    "id": 18, "title": 38, "subtitle": 30, "abstract": 60, "biography": 60, "people": 36,
    "name": 28, "note": 36, "affiliation": 28, "question": 36, "links": 36, "rooms": 24,
    "hosts": 24, "reason": 30, "staff_note": 36, "slot": 38, "address": 36, "day": 12,
    "kind": 14, "track": 22, "venue": 22, "status": 12, "region": 24, "sort_name": 24,
}  # fmt: skip
AS_IT_IS = "…"
IDS = ("id", "slot")
HEIGHT = 32  # points: two lines, however long the texts are


def xlsx_of(sheets: Sequence[Filled]) -> bytes:
    """The workbook: heads that stay in sight, times that are times, choices where there are few."""
    book = Workbook()
    lists: dict[tuple[str, ...], str] = {}
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _write(page, sheet)
        for number, column in enumerate(sheet.columns, start=1):
            if column.choices and len(sheet.rows) and column.target.field != "rooms":
                _offer(page, number, column, len(sheet.rows), _source(column, hidden, lists))
    book.remove(book.worksheets[0])
    book.move_sheet(hidden, len(sheets))
    book.active = 0
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _write(page: Worksheet, sheet: Filled) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        head: Any = page.cell(row=1, column=number, value=column.heading)
        head.font = Font(bold=True, color=INK)
        head.fill = PatternFill("solid", fgColor=PAPER)
        head.alignment = Alignment(wrap_text=True, vertical="center")
        width = WIDTHS.get(column.target.field, 14)
        page.column_dimensions[get_column_letter(number)].width = width
    ids = [number for number, one in enumerate(sheet.columns, 1) if one.target.field in IDS]
    for row, cells in enumerate(sheet.rows, start=2):
        for number, value in enumerate(cells, start=1):
            if value is not None:
                put(page, row, number, value)
        for number in ids:
            page.cell(row=row, column=number).font = Font(color=QUIET)
        page.row_dimensions[row].height = HEIGHT
    page.row_dimensions[1].height = HEIGHT
    _set_up(page)
    title = next((n for n, one in enumerate(sheet.columns, 1) if one.target.field != "id"), 1)
    page.freeze_panes = f"{get_column_letter(title + 1)}2"
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"


def _set_up(page: Worksheet) -> None:
    """On paper: across, as wide as the sheet, with the head on every page."""
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def put(page: Worksheet, row: int, column: int, value: Cell) -> None:
    """A cell; text is text, whatever it begins with."""
    cell: Any = page.cell(row=row, column=column)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if isinstance(value, str):
        text = ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.value = text if len(text) <= CELL_LETTERS else AS_IT_IS
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
        return
    cell.value = value
    for kind, code in FORMATS.items():
        if isinstance(value, kind):
            seconds = isinstance(value, datetime | time) and value.second
            cell.number_format = f"{code}:ss" if seconds else code
            return


def _source(column: Column, hidden: Worksheet, lists: dict[tuple[str, ...], str]) -> str:
    """Where the choices of a column are: in it, or in a column of the hidden sheet."""
    told = ",".join(column.choices)
    safe = len(told) <= LIST_LETTERS and not any(set(one) & set(',"') for one in column.choices)
    if safe:
        return f'"{told}"'
    if column.choices not in lists:
        number = len(lists) + 1
        for row, choice in enumerate(column.choices, start=1):
            put(hidden, row, number, choice)
        letter = get_column_letter(number)
        lists[column.choices] = f"{HIDDEN}!${letter}$1:${letter}${len(column.choices)}"
    return lists[column.choices]


def _offer(page: Worksheet, number: int, column: Column, rows: int, source: str) -> None:
    """Offer the choices; others may be written all the same, and are checked when it is read."""
    offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(number)
    offer.add(f"{letter}2:{letter}{rows + 1 + SPARE_ROWS}")
    page.add_data_validation(offer)
