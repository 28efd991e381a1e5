"""Workbooks of Excel."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from cwf.programme.imports.sheets import read_tables
from cwf.programme.imports.sheets.number_formats import Shape, shape_of, value_of
from cwf.programme.sheets.table import Cell, Failed, Format, Formula
from tests.programme.imports.sheets.workbooks import SHEET, changed, saved, xlsx


def cells(*row: Any) -> tuple[Cell, ...]:
    """How a row of these is read."""
    (table,) = read_tables(xlsx([[f"Title {n}" for n in range(len(row))], row]))
    return table.rows[0].cells


@pytest.mark.parametrize(
    ("put", "found"),
    [
        ("  Text\nin lines ", "Text\nin lines"),
        ("_x0041_ & <b>", "A & <b>"),
        (3, 3),
        (3.5, 3.5),
        (True, True),
        (date(2031, 11, 5), date(2031, 11, 5)),
        (time(9, 30), time(9, 30)),
        (time(0, 0), time(0, 0)),
        (datetime(2031, 11, 5, 9, 30), datetime(2031, 11, 5, 9, 30)),
        (timedelta(hours=26), timedelta(hours=26)),
        ("=1+1", Formula(shown="")),
        ("#N/A", Failed(shown="#N/A")),
        (CellRichText("One ", TextBlock(InlineFont(b=True), "two")), "One two"),
        (None, None),
    ],
)
def test_cells_are_what_the_sheet_shows(put: Any, found: Cell) -> None:
    assert cells("x", put)[1:] == ((found,) if found is not None else (None,))


def test_a_formula_keeps_what_it_showed() -> None:
    sheet = xlsx([["Title", "Room"], ["x", "=A1"]])
    body = changed(sheet, SHEET, lambda part: re.sub(rb"<v ?/>|<v></v>", b"<v>41</v>", part))
    assert read_tables(body)[0].rows[0].cells == ("x", Formula(shown="41"))


def test_rows_and_columns_are_numbered_as_excel_does() -> None:
    book = Workbook()
    page: Any = book.active
    page["B2"] = "Programme of 2031"
    page.merge_cells("B2:D2")
    page["B4"], page["D4"], page["E4"] = "Title", "Room", "Title"
    page["B6"], page["C6"], page["D6"] = "One", "aside", "Hall"
    page["B9"] = "Two"
    (table,) = read_tables(saved(book))
    assert (table.format, table.name, table.heading_row) == (Format.XLSX, "Sheet", 4)
    assert table.headings == ("Title", "C", "Room", "Title (E)")
    assert table.columns == (2, 3, 4, 5)
    assert [(row.number, row.cells) for row in table.rows] == [
        (6, ("One", "aside", "Hall", None)),
        (9, ("Two", None, None, None)),
    ]


def test_a_cell_merged_over_rows_stands_for_each_of_them() -> None:
    book = Workbook()
    page: Any = book.active
    for row in (["Day", "Title"], ["2031-11-05", "One"], [None, "Two"], [None, "Three"]):
        page.append(row)
    page.merge_cells("A2:A3")
    (table,) = read_tables(saved(book))
    assert [row.cells[0] for row in table.rows] == ["2031-11-05", "2031-11-05", None]


def test_sheets_that_are_shown_and_have_rows_are_read_in_order() -> None:
    book = Workbook()
    first: Any = book.active
    for name, page in [("One", first), *((n, book.create_sheet(n)) for n in ("Two", "Three"))]:
        page.title = name
        page.append(["Title"])
        if name != "Two":
            page.append(["x"])
    hidden = book.create_sheet("Hidden")
    hidden.append(["Title"])
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    assert [table.name for table in read_tables(saved(book))] == ["One", "Three"]


def test_days_may_be_counted_from_1904() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    page: Any = book.active
    page.append(["Title", "Day"])
    page.append(["x", date(2031, 11, 5)])
    assert read_tables(saved(book))[0].rows[0].cells[1] == date(2031, 11, 5)


@pytest.mark.parametrize(
    ("number", "code", "shape"),
    [
        (0, None, Shape.NUMBER),
        (14, None, Shape.DATE),
        (20, None, Shape.TIME),
        (22, None, Shape.DATETIME),
        (46, None, Shape.DURATION),
        (164, "General", Shape.NUMBER),
        (164, '0.00 "days"', Shape.NUMBER),
        (164, "[$-406]d. mmmm yyyy;@", Shape.DATE),
        (164, "hh:mm", Shape.TIME),
        (164, "[h]:mm", Shape.DURATION),
        (164, "dd-mm-yyyy hh:mm", Shape.DATETIME),
        (164, "mmm", Shape.DATE),
        (164, "[Red]0.0%", Shape.NUMBER),
    ],
)
def test_formats_say_which_numbers_are_moments(number: int, code: str | None, shape: Shape) -> None:
    assert shape_of(number, code) is shape


@pytest.mark.parametrize(
    ("serial", "shape", "value"),
    [
        (46_331.0, Shape.DATE, date(2026, 11, 5)),
        (46_331.5, Shape.DATE, datetime(2026, 11, 5, 12)),
        (0.999999999, Shape.TIME, time()),
        (0.0, Shape.DATETIME, time()),
        (1.5, Shape.DURATION, timedelta(days=1.5)),
        (-1.0, Shape.DATE, -1),
        (3e6, Shape.DATE, 3_000_000),
        (1e300, Shape.NUMBER, 1e300),
    ],
)
def test_numbers_become_moments_within_reason(serial: float, shape: Shape, value: Cell) -> None:
    assert value_of(serial, shape) == value
