"""CSV as programs write it."""

import codecs

import pytest

from cwf.programme.imports.sheets import read_tables
from cwf.programme.incoming import Unreadable
from cwf.programme.sheets.table import Dialect, Format

TEXT = 'Titel;Lokale;Noter\nÆbler, pærer;Søen;\n\n;;\n"Flere\nlinjer";"Et ""citat""";x\n'
ROWS = [(2, ("Æbler, pærer", "Søen", None)), (5, ("Flere\nlinjer", 'Et "citat"', "x"))]


@pytest.mark.parametrize(
    ("body", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", True),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("utf-16-le"), "utf-16-le", False),
        (TEXT.encode("cp1252"), "cp1252", False),
        (TEXT.encode("mac_roman"), "mac_roman", False),
        (TEXT.encode("cp850"), "cp850", False),
    ],
)
def test_any_usual_encoding(body: bytes, encoding: str, bom: bool) -> None:
    (table,) = read_tables(body)
    assert table.dialect == Dialect(encoding=encoding, bom=bom, delimiter=";", newline="\n")
    assert (table.format, table.name, table.heading_row) == (Format.CSV, "", 1)
    assert table.headings == ("Titel", "Lokale", "Noter")
    assert [(row.number, row.cells) for row in table.rows] == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_separator_and_end_of_line(delimiter: str, newline: str) -> None:
    rows = [["Title", "Abstract", "Room"], ["One", "a, b; c", "Hall"], ["Two", "", "Barn"]]
    quoted = [[f'"{cell}"' if "," in cell else cell for cell in row] for row in rows]
    text = newline.join(delimiter.join(row) for row in quoted) + newline
    (table,) = read_tables(text.encode())
    assert table.dialect is not None
    assert (table.dialect.delimiter, table.dialect.newline) == (delimiter, newline)
    assert [[cell or "" for cell in row.cells] for row in table.rows] == rows[1:]


def test_a_first_line_may_say_the_separator() -> None:
    (table,) = read_tables(b"sep=|\r\nTitle|Room\r\na;b;c|Hall\r\n")
    assert table.dialect is not None
    assert (table.dialect.delimiter, table.dialect.announced, table.heading_row) == ("|", True, 1)
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("a;b;c", "Hall"))]


def test_one_column_is_a_table_too() -> None:
    (table,) = read_tables(b"Title\nOne\nTwo, three\n")
    assert table.headings[0] == "Title"
    assert [row.cells[0] for row in table.rows] == ["One", "Two"]


@pytest.mark.parametrize(
    ("written", "cell"),
    [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'-x", "-x"), ("'til", "'til"), ("=1+1", "=1+1")],
)
def test_an_apostrophe_before_what_would_be_a_formula_is_taken_off(written: str, cell: str) -> None:
    (table,) = read_tables(f"Title,Room\n{written},Hall\n".encode())
    assert table.rows[0].cells == (cell, "Hall")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "sheet_empty"),
        (b" \n\n", "sheet_empty"),
        (b"Title,Room\n", "sheet_no_rows"),
        (bytes(range(256)) * 40, "sheet_foreign"),
        (b"Title\n" + b"x" * 100_001, "sheet_cell_too_long"),
        (b'Title\n"' + b"x\n" * 90_000, "sheet_cell_too_long"),
        (b"T,R\n" + b"a,b\n" * 20_001, "sheet_too_many_rows"),
        (b",".join(b"H" for _ in range(201)) + b"\n" + b"x," * 201, "sheet_too_many_columns"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00\xd8", "sheet_damaged"),
    ],
)
def test_what_cannot_be_read_is_said(body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_tables(body)
    assert unreadable.value.remark.code == code
