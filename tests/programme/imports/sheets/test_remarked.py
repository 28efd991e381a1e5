"""The sheet that somebody sent, with a column that says what there is to mend."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from cwf.programme.imports.sheets import read_tables
from cwf.programme.imports.sheets.remarked import remarked
from cwf.programme.incoming import Remark
from cwf.programme.sheets.table import REMARKS
from tests.programme.imports.sheets.workbooks import changed, ods, row, saved, table, text
from tests.programme.sheets.drafts import standing_of
from tests.programme.sheets.reading import Told, read, tables_in, told
from tests.programme.strategies import sample_timetable

DRAFT = standing_of(sample_timetable())
TEXT = "Program;;\nTitel;Lokale;Dato\nNyt;Søen;x\nGodt;;\n\nOgså;=1;2031-11-05\n"
SAID: list[Told] = [
    (3, "Lokale", "unknown"),
    (3, "Dato", "not_date"),
    (6, "Lokale", "unknown"),
    (6, "Dato", "start_missing"),
]


def code(remark: Remark) -> str:
    """A remark in one word."""
    return remark.code.removeprefix("sheet_")


def sent_back(body: bytes, language: str = "en") -> bytes:
    """The file with its remarks; their errors are the same when it is sent again."""
    _incoming, remarks = read(body, DRAFT)
    made, _media_type, _ending = remarked(
        body, tables_in(body, DRAFT), remarks, code, language=language
    )
    _again, same = read(made, DRAFT)
    assert told(same) == told(remarks)
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_csv_stays_as_it_was_written(encoding: str) -> None:
    body = TEXT.encode(encoding)
    assert told(read(body, DRAFT)[1]) == SAID
    once = sent_back(body, "da")
    assert once.decode(encoding) == (
        "Program;;\n"
        "Titel;Lokale;Dato;Importens bemærkninger\n"
        'Nyt;Søen;x;"Lokale: unknown\nDato: not_date"\n'
        "Godt;;\n\n"
        'Også;=1;2031-11-05;"Lokale: unknown\nDato: start_missing"\n'
    )
    assert sent_back(once, "da") == once


def test_csv_with_a_separator_said_keeps_that_line() -> None:
    assert sent_back(b"sep=,\r\nTitle,Kind\r\nNew,worksop\r\n") == (
        b"sep=,\r\nTitle,Kind,Remarks of the import\r\nNew,worksop,Kind: unknown\r\n"
    )


def test_a_remark_that_would_be_a_formula_is_none() -> None:
    body = b"Title,=cmd()\nNew,x\n"
    remark = Remark(code="x", where=read_tables(body)[0].where(2, "=cmd()"))
    made, _media_type, _ending = remarked(body, tables_in(body, DRAFT), [remark], code)
    assert made.decode().splitlines()[1] == "New,x,'=cmd(): x"


def workbook() -> bytes:
    """A workbook with looks of its own, a formula, and a sheet that is not read."""
    book = Workbook()
    page: Any = book.active
    page.title = "Sessions"
    for cells in (["Title", "Kind", "Room"], ["New", "worksop", "=A1"], ["Fine", "talk", None]):
        page.append(cells)
    page["A1"].font = Font(italic=True)
    book.create_sheet("Mine")["A1"] = "=1+1"
    return saved(book)


def test_a_workbook_keeps_its_looks_and_marks_the_cells() -> None:
    body = sent_back(sent_back(workbook()))
    book = load_workbook(io.BytesIO(body))
    page: Any = book["Sessions"]
    assert book.sheetnames == ["Sessions", "Mine"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["Title", "Kind", "Room", "Remarks of the import"],
        ["New", "worksop", "=A1", "Kind: unknown\nRoom: formula"],
        ["Fine", "talk", None, None],
    ]
    assert (page["A1"].font.italic, book["Mine"]["A1"].value) == (True, "=1+1")
    marked = [cell.coordinate for row in page.iter_rows() for cell in row if cell.fill.fill_type]
    assert marked == ["B2", "C2"]


def test_a_remark_on_the_whole_sheet_stands_beside_its_headings() -> None:
    body = saved(_sheet(["Kind", "Day"], ["talk", "2031-11-05"]))
    page: Any = load_workbook(io.BytesIO(sent_back(body))).active
    assert page["C1"].value == "Remarks of the import\nno_name_column"


def test_what_a_library_must_not_unpack_is_built_anew() -> None:
    body = changed(workbook(), "docProps/core.xml",
                   lambda part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part)  # fmt: skip
    made, _media_type, _ending = remarked(body, tables_in(body, DRAFT), read(body, DRAFT)[1], code)
    book = load_workbook(io.BytesIO(made))
    page: Any = book["Sessions"]
    assert book.sheetnames == ["Sessions"]
    assert [cell.value for cell in page[2]] == [
        "New", "worksop", None, "Kind: unknown\nRoom: formula",
    ]  # fmt: skip


def test_open_document_comes_back_as_a_workbook_of_excel() -> None:
    body = ods(table(row(text("Title"), text("Kind")), row(text("=New"), text("worksop"))))
    sheets = tables_in(body, DRAFT)
    made, media_type, ending = remarked(body, sheets, read(body, DRAFT)[1], code)
    assert (media_type.rpartition(".")[2], ending) == ("sheet", ".xlsx")
    page: Any = load_workbook(io.BytesIO(made))["Sessions"]
    assert [[(cell.value, cell.data_type) for cell in row] for row in page.iter_rows()] == [
        [("Title", "s"), ("Kind", "s"), (REMARKS[0], "s")],
        [("=New", "s"), ("worksop", "s"), ("Kind: unknown", "s")],
    ]


def _sheet(*rows: list[str]) -> Workbook:
    book = Workbook()
    page: Any = book.active
    page.title = "Sessions"
    for cells in rows:
        page.append(cells)
    return book
