"""Files that are huge, hostile or something else: a clear word, and bounded memory."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cwf.programme.imports.sheets import BYTES, read_tables
from cwf.programme.incoming import Unreadable
from tests.programme.imports.sheets.workbooks import SHEET, changed, packed, parts, xlsx

ROOT = Path(__file__).resolve().parents[4]
MEGABYTE = 1024 * 1024
MOST = 300 * MEGABYTE  # what a reader may take, the interpreter and its libraries included
PLAIN = xlsx([["Title", "Room"], ["x", "Hall"]])


def cell(reference: str, value: bytes = b"1") -> bytes:
    """A cell of a sheet."""
    return b'<c r="%s"><v>%s</v></c>' % (reference.encode(), value)


def sheet(rows: bytes) -> bytes:
    """A workbook whose sheet has these rows."""
    whole = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    return changed(PLAIN, SHEET, lambda _part: whole)


def lying(size: int) -> bytes:
    """A workbook whose archive says that its sheet is small, though it is not."""
    body = bytearray(sheet(b"<row>" + b" " * size + b"</row>"))
    at = body.index(b"PK\x01\x02", 0)
    while SHEET.encode() not in body[at : at + 46 + len(SHEET)]:
        at = body.index(b"PK\x01\x02", at + 4)
    body[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(body)


def laughing() -> bytes:
    """A workbook with entities within entities."""
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    bomb = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]>"
    return changed(PLAIN, SHEET, lambda part: bomb + part.replace(b"Room", b"&a11;"))


def doubled() -> bytes:
    """An archive with two parts of one name."""
    whole = io.BytesIO(PLAIN)
    with zipfile.ZipFile(whole, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    return whole.getvalue()


MANY = b"".join(b'<row r="%d">%s</row>' % (n, cell(f"A{n}")) for n in range(1, 30_001))
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "over 20 MB": (lambda: b"x" * (BYTES + 1), "sheet_too_large"),
    "unpacks to 300 MB": (lambda: sheet(b"<row>" + b" " * (300 * MEGABYTE) + b"</row>"),
                          "sheet_unpacks_too_large"),
    "one tag of 50 MB": (lambda: sheet(b"<row x='" + b"y" * (50 * MEGABYTE) + b"'/>"),
                         "sheet_damaged"),
    "one cell of 60 MB": (lambda: sheet(b"<row>" + cell("A1", b"1" * (60 * MEGABYTE)) + b"</row>"),
                          "sheet_cell_too_long"),
    "lies of its sizes": (lambda: lying(50 * MEGABYTE), "sheet_damaged"),
    "entities": (laughing, "sheet_damaged"),
    "two parts of a name": (doubled, "sheet_damaged"),
    "30,000 rows": (lambda: sheet(MANY), "sheet_too_many_rows"),
    "a million rows": (lambda: b"Title,Room\n" + b"x,y\n" * 1_000_000, "sheet_too_many_rows"),
    "300 columns": (lambda: sheet(b"<row>" + b"<c><v>1</v></c>" * 300 + b"</row>"),
                    "sheet_too_many_columns"),
    "a cell out of all sheets": (lambda: sheet(b"<row>" + cell("ZZZ9999999") + b"</row>"),
                                 "sheet_damaged"),
    "half of it": (lambda: PLAIN[: len(PLAIN) // 2], "sheet_damaged"),
    "no sheet in it": (lambda: packed({name: body for name, body in parts(PLAIN).items()
                                       if name != SHEET}), "sheet_damaged"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "sheet_old_excel"),
    "locked Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
                     + "EncryptedPackage".encode("utf-16-le"), "sheet_encrypted"),
    "binary Excel": (lambda: packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"}),
                     "sheet_foreign"),
    "a letter": (lambda: packed({"word/document.xml": b"<x/>"}), "sheet_foreign"),
    "a PDF": (lambda: b"%PDF-1.7\n" + bytes(2000), "sheet_foreign"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), "sheet_foreign"),
    "XML": (lambda: b"<?xml version='1.0'?><schedule/>", "sheet_foreign"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_read_is_said(name: str) -> None:
    make, code = FILES[name]
    with pytest.raises(Unreadable) as unreadable:
        read_tables(make(), name)
    assert unreadable.value.remark.code == code


def test_two_cells_at_the_ends_of_a_sheet_take_no_room_between() -> None:
    (table,) = read_tables(
        sheet(b"<row>" + cell("A1") + b"</row><row>" + cell("XFD1048576") + b"</row>")
    )
    assert [(row.number, row.cells) for row in table.rows] == [(1_048_576, (None, 1))]


MEASURED = """
import re, sys
from cwf.programme.imports.sheets import read_tables
from cwf.programme.incoming import Unreadable
body = sys.stdin.buffer.read()
try:
    read_tables(body)
except Unreadable as error:
    print(error.remark.code)
else:
    print("read")
peak = re.search("VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1]
print(int(peak) * 1024 - len(body))
"""


def widest() -> bytes:
    """About the largest sheet that is allowed: 20,000 rows of 48 cells with texts of their own."""
    row = "".join(f"<c t='inlineStr'><is><t>{{n}} cell {c}</t></is></c>" for c in range(48))
    return sheet("".join(f"<row>{row.format(n=n)}</row>" for n in range(20_000)).encode())


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (FILES["unpacks to 300 MB"][0], "sheet_unpacks_too_large"),
        (FILES["one tag of 50 MB"][0], "sheet_damaged"),
        (FILES["a million rows"][0], "sheet_too_many_rows"),
        (widest, "read"),
    ],
)
def test_memory_is_bounded(make: Callable[[], bytes], outcome: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED], input=make(), cwd=ROOT, capture_output=True, check=True
    )
    said, most = ran.stdout.split()
    assert said.decode() == outcome
    assert int(most) < MOST, f"{int(most) // MEGABYTE} MB"
