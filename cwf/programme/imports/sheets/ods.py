"""Workbooks of OpenDocument (LibreOffice), walked once."""

from cwf.programme.imports.sheets.archive import Archive, Handler
from cwf.programme.imports.sheets.grid import Allowance, Grid
from cwf.programme.imports.sheets.moments import duration_of, moment_of
from cwf.programme.imports.sheets.number_formats import finite, plain_number
from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.imports.sheets.xlsx_cells import Gathered
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import COLUMNS, ROWS, Cell, Formula

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
CELLS = ("table-cell", "covered-table-cell")
ASIDE = ("annotation", "tracked-changes", "shapes", "forms", "label-ranges")


def grids(archive: Archive) -> list[Grid]:
    """The sheets that are shown, in order."""
    if MANIFEST in archive.names:
        archive.walk(MANIFEST, Manifest())
    document = Document(Allowance())
    archive.walk(CONTENT, document)
    return document.grids


class Manifest(Handler):
    """Whether the parts are locked by a password."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Raises Unreadable where one is."""
        if name == "encryption-data":
            raise refused(Code.ENCRYPTED)


class Document(Gathered):
    """Puts the cells of each sheet into its grid."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(allowance)
        self.grids: list[Grid] = []
        self.hidden: set[str] = set()
        self.style = ""
        self.grid: Grid | None = None
        self.row, self.column, self.rows, self.repeated = 0, 0, 0, 0
        self.cell: dict[str, str] = {}
        self.depth, self.aside, self.paragraphs = 0, 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A style, a sheet, a row, a cell, or text in it."""
        if self.aside or name in ASIDE:
            self.aside += 1
        elif name == "style":
            self.style = attributes.get("name", "")
        elif name == "table-properties":
            if attributes.get("display") == "false":
                self.hidden.add(self.style)
        elif name == "table":
            self._begin_table(attributes)
        elif self.grid is None:
            pass
        elif name == "table-row":
            self.row += self.rows
            self.rows, self.column, self.repeated = _count(attributes, "rows"), 1, 0
        elif name in CELLS:
            self.column += self.repeated
            self.repeated = _count(attributes, "columns")
            self.cell, self.paragraphs = attributes, 0
        else:
            self._begin_text(name, attributes)

    def end(self, name: str) -> None:
        """A cell or a sheet is whole."""
        if self.aside:
            self.aside -= 1
        elif name == "table":
            self.depth -= 1
            self.grid = None if self.depth == 0 else self.grid
        elif name in CELLS and self.grid is not None:
            self._put(self.grid, self.gathered())

    def text(self, piece: str) -> None:
        """Text counts inside paragraphs only."""
        if self.paragraphs and not self.aside and self.grid is not None:
            self.gather(piece)

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > 1:
            return
        self.row, self.rows = 1, 0
        self.grid = Grid(name=attributes.get("name", ""), allowance=self.allowance)
        if attributes.get("style-name", "") not in self.hidden:
            self.grids.append(self.grid)

    def _begin_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self.paragraphs += 1
            if self.paragraphs > 1:
                self.gather("\n")
        elif name == "line-break":
            self.gather("\n")
        elif name == "tab":
            self.gather("\t")
        elif name == "s":
            self.gather(" " * min(_whole(attributes.get("c"), 1), 1000))

    def _put(self, grid: Grid, shown: str) -> None:
        """Keep the cell, as often as it is repeated."""
        value = _value(self.cell, shown.strip())
        if "formula" in self.cell:
            value = Formula(shown="" if value is None else str(value))
        if value is None:
            return
        if self.repeated > COLUMNS:
            raise refused(Code.TOO_MANY_COLUMNS, limit=COLUMNS)
        if self.rows > ROWS:
            raise refused(Code.TOO_MANY_ROWS, limit=ROWS)
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.repeated):
                grid.put(row, column, value)
        if spanned := _whole(self.cell.get("number-rows-spanned"), 1) - 1:
            grid.merge(self.column, self.row, self.row + spanned)


def _value(cell: dict[str, str], shown: str) -> Cell:
    match cell.get("value-type", "string"):
        case "float" | "percentage" | "currency":
            number = finite(cell.get("value", ""))
            return (shown or None) if number is None else plain_number(number)
        case "date":
            return moment_of(cell.get("date-value", shown)) or None
        case "time":
            return duration_of(cell.get("time-value", shown)) or None
        case "boolean":
            return cell.get("boolean-value") == "true"
    return shown or cell.get("string-value") or None


def _count(attributes: dict[str, str], what: str) -> int:
    return _whole(attributes.get(f"number-{what}-repeated"), 1)


def _whole(written: str | None, default: int) -> int:
    """A number from 1 to ten million."""
    digits = written if written and written.isascii() and written.isdigit() else ""
    return max(1, min(int(digits[:8]), 10_000_000)) if digits else default
