"""CSV as programs write it: any of the usual encodings, separators and ends of lines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from cwf.programme.imports.sheets.grid import Allowance, Grid
from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.incoming import Progress
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import LETTERS, Dialect

MARKS = (("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"))
DELIMITERS = ",;\t|"
ANNOUNCED = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
LOOKED_AT = 60
# Letters of Danish and of its neighbours; rare where one old encoding is taken for another.
DANISH = frozenset("æøåÆØÅ")
USUAL = frozenset("æøåÆØÅäöüÄÖÜßéÉèêëáàâãñçíìîïóòôõúùû–—’‘“”…€·°§ ")
OLD = ("cp1252", "mac_roman", "cp850")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
# An apostrophe that keeps a spreadsheet from taking a text for a formula.
GUARDED = re.compile(r"'(?='*[=+\-@\t\r])")


def grid_of(body: bytes, knows: Callable[[str], bool], progress: Progress) -> tuple[Grid, Dialect]:
    """The cells of a CSV file, all of them text, and how it is written."""
    text, encoding, bom = _decoded(body)
    announced = ANNOUNCED.match(text)
    if announced:
        text = text[announced.end() :]
    delimiter = announced[1] if announced else _delimiter(text, knows)
    newline = next((end for end in ("\r\n", "\n", "\r") if end in text), "\r\n")
    grid = Grid(name="", allowance=Allowance())
    for number, cells in enumerate(_records(text, delimiter), start=1):
        for column, cell in enumerate(cells, start=1):
            grid.put(number, column, GUARDED.sub("", cell.strip(), count=1))
        if number % 1000 == 0:
            progress(number, max(number, text.count(newline)))
    dialect = Dialect(encoding=encoding, bom=bom, delimiter=delimiter, newline=newline,
                      announced=bool(announced))  # fmt: skip
    return grid, dialect


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        raise refused(Code.CELL_TOO_LONG, limit=LETTERS) from None


def _decoded(body: bytes) -> tuple[str, str, bool]:
    """Text, encoding, and whether it began with a byte order mark."""
    for encoding, mark in MARKS:
        if body.startswith(mark):
            return _checked(body[len(mark) :], encoding), encoding, True
    if encoding := _bare_utf16(body):
        return _checked(body, encoding), encoding, False
    try:
        return _tidy(body.decode("utf-8")), "utf-8", False
    except UnicodeDecodeError:
        encoding = max(OLD, key=lambda one: (_usual(body, one), one == OLD[0]))
        return _tidy(body.decode(encoding, "replace")), encoding, False


def _bare_utf16(body: bytes) -> str:
    """UTF-16 without a mark shows by a zero in nearly every other place."""
    start = body[:2000]
    half = len(start) // 2
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if half and zeros.count(0) > half * 0.4 and start.count(0) < half * 1.2:
            return encoding
    return ""


def _checked(body: bytes, encoding: str) -> str:
    try:
        return _tidy(body.decode(encoding))
    except UnicodeDecodeError:
        raise refused(Code.DAMAGED) from None


def _tidy(text: str) -> str:
    """The text, unless it is none: pictures and programs are full of control characters."""
    if len(CONTROLS.findall(text[:100_000])) > len(text[:100_000]) / 500:
        raise refused(Code.FOREIGN)
    return text


def _usual(body: bytes, encoding: str) -> int:
    text = body[:200_000].decode(encoding, "replace")
    return sum(
        3 if one in DANISH else 1 if one in USUAL else -1 for one in text if not one.isascii()
    )


def _delimiter(text: str, knows: Callable[[str], bool]) -> str:
    """What parts the cells: headings that we know tell it, else the evenest rows."""
    start = text[:200_000]
    return max(DELIMITERS, key=lambda one: (*_parting(start, one, knows), -DELIMITERS.index(one)))


def _parting(start: str, delimiter: str, knows: Callable[[str], bool]) -> tuple[int, float]:
    try:
        records = [row for row in islice(_records(start, delimiter), LOOKED_AT) if row]
    except Exception:  # noqa: BLE001 - a sample cut off inside a cell tells nothing
        return 0, 0.0
    known = max((sum(map(knows, row)) for row in records if len(row) > 1), default=0)
    widths = Counter(len(row) for row in records if len(row) > 1)
    width, often = widths.most_common(1)[0] if widths else (1, 0)
    return known, often / max(1, len(records)) * min(width, 3)
