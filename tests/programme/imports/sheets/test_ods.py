"""Workbooks of OpenDocument."""

from datetime import date, datetime, time, timedelta

import pytest

from cwf.programme.imports.sheets import read_tables
from cwf.programme.incoming import Unreadable
from cwf.programme.sheets.table import Cell, Format, Formula
from tests.programme.imports.sheets.workbooks import ods, row, table, text

HEADINGS = row(text("Title"), text("Room"))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (text("Two<text:s text:c='2'/>words"), "Two  words"),
        ("<table:table-cell><text:p>One</text:p><text:p>Two</text:p></table:table-cell>",
         "One\nTwo"),
        ("<table:table-cell office:value-type='float' office:value='3'/>", 3),
        ("<table:table-cell office:value-type='float' office:value='3.5'/>", 3.5),
        ("<table:table-cell office:value-type='float' office:value='nan'/>", None),
        ("<table:table-cell office:value-type='boolean' office:boolean-value='true'/>", True),
        ("<table:table-cell office:value-type='date' office:date-value='2031-11-05'/>",
         date(2031, 11, 5)),
        ("<table:table-cell office:value-type='date' office:date-value='2031-11-05T09:30:00'/>",
         datetime(2031, 11, 5, 9, 30)),
        ("<table:table-cell office:value-type='time' office:time-value='PT09H30M00S'/>",
         time(9, 30)),
        ("<table:table-cell office:value-type='time' office:time-value='PT26H00M00S'/>",
         timedelta(hours=26)),
        (text("2", "table:formula='of:=1+1'"), Formula(shown="2")),
        ("<table:table-cell><office:annotation><text:p>aside</text:p></office:annotation>"
         "<text:p>Hall</text:p></table:table-cell>", "Hall"),
    ],
)  # fmt: skip
def test_cells_are_what_the_sheet_shows(cell: str, found: Cell) -> None:
    (made,) = read_tables(ods(table(HEADINGS, row(text("x"), cell, text("y")))))
    assert made.rows[0].cells == ("x", found, "y")


def test_what_is_repeated_is_counted() -> None:
    (made,) = read_tables(
        ods(
            table(
                row("<table:table-cell table:number-columns-repeated='16384'/>",
                    attributes="table:number-rows-repeated='3'"),
                HEADINGS,
                row(text("x", "table:number-columns-repeated='2'"),
                    attributes="table:number-rows-repeated='2'"),
                row("<table:table-cell table:number-columns-repeated='16384'/>",
                    attributes="table:number-rows-repeated='1048570'"),
            )
        )
    )  # fmt: skip
    assert (made.format, made.heading_row) == (Format.ODS, 4)
    assert [(one.number, one.cells) for one in made.rows] == [(5, ("x", "x")), (6, ("x", "x"))]


def test_a_cell_merged_over_rows_stands_for_each_of_them() -> None:
    (made,) = read_tables(
        ods(table(HEADINGS, row(text("x", "table:number-rows-spanned='2'"), text("a")),
                  row("<table:covered-table-cell/>", text("b"))))
    )  # fmt: skip
    assert [one.cells for one in made.rows] == [("x", "a"), ("x", "b")]


def test_hidden_sheets_are_left_out() -> None:
    styles = "<style:style style:name='off'><style:table-properties table:display='false'/>" \
             "</style:style>"  # fmt: skip
    sheet = table(HEADINGS, row(text("x"), text("y")))
    hidden = table(HEADINGS, row(text("x")), name="Off", attributes="table:style-name='off'")
    assert [one.name for one in read_tables(ods(hidden + sheet, styles))] == ["Sessions"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (ods(table(HEADINGS, row(text("x", "table:number-columns-repeated='999'")))),
         "sheet_too_many_columns"),
        (ods(table(HEADINGS, row(text("x"), attributes="table:number-rows-repeated='999999'"))),
         "sheet_too_many_rows"),
        (ods("<table:table>"), "sheet_damaged"),
        (ods("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "sheet_encrypted"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_tables(body)
    assert unreadable.value.remark.code == code
