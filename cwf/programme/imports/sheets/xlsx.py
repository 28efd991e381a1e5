"""Workbooks of Excel (Office Open XML), walked once, without being built in memory."""

import posixpath
from collections.abc import Iterator

from cwf.programme.imports.sheets.archive import Archive, Handler
from cwf.programme.imports.sheets.grid import Allowance, Grid
from cwf.programme.imports.sheets.number_formats import Shape, shape_of
from cwf.programme.imports.sheets.xlsx_cells import Cells, Strings

MAIN = "xl/workbook.xml"
SHEETS = 200


def grids(archive: Archive) -> Iterator[Grid]:
    """The sheets that are shown, in order."""
    main = _main(archive)
    parts = _parts(archive, main)
    book = Book()
    archive.walk(main, book)
    allowance = Allowance()
    strings, styles = Strings(allowance), Styles()
    for part, kind in parts.values():
        if kind in ("sharedStrings", "styles"):
            archive.walk(part, strings if kind == "sharedStrings" else styles)
    for name, key in book.sheets[:SHEETS]:
        part, kind = parts.get(key, ("", ""))
        if kind == "worksheet":
            grid = Grid(name=name, allowance=allowance)
            archive.walk(part, Cells(grid, strings.found, styles.shapes, book.since_1904))
            yield grid


def _main(archive: Archive) -> str:
    """The part that lists the sheets."""
    if "_rels/.rels" in archive.names:
        parts = _relations(archive, "_rels/.rels", "")
        return next((part for part, kind in parts.values() if kind == "officeDocument"), MAIN)
    return MAIN


def _parts(archive: Archive, main: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(main)
    return _relations(archive, posixpath.join(folder, "_rels", f"{name}.rels"), folder)


def _relations(archive: Archive, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """Parts and what they are, by their keys."""
    found = Relations()
    archive.walk(name, found)
    return {
        key: (posixpath.normpath(posixpath.join("/", folder, target))[1:], kind)
        for key, target, kind in found.parts
    }


class Relations(Handler):
    """Which part stands behind which key."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep key, target, and the last word of the type."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.parts.append((attributes.get("Id", ""), attributes.get("Target", ""), kind))


class Book(Handler):
    """The sheets that are shown, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep the name of a sheet and the key of its part."""
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))


class Styles(Handler):
    """What numbers are, by the number of a cell's style."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.codes: dict[int, str] = {}
        self.of_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Codes of formats come first, then the styles that use them."""
        if name == "numFmt":
            self.codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:500]
        elif name == "cellXfs":
            self.of_cells = True
        elif name == "xf" and self.of_cells:
            number = _whole(attributes.get("numFmtId"))
            self.shapes.append(shape_of(number, self.codes.get(number)))

    def end(self, name: str) -> None:
        """The styles of cells are over."""
        if name == "cellXfs":
            self.of_cells = False


def _whole(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 0
