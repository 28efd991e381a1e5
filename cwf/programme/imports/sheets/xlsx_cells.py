"""The cells of one sheet of a workbook of Excel, and the texts that its sheets share."""

import re
from functools import lru_cache

from cwf.programme.imports.sheets.archive import Handler
from cwf.programme.imports.sheets.grid import Allowance, Grid, letter
from cwf.programme.imports.sheets.moments import moment_of
from cwf.programme.imports.sheets.number_formats import Shape, finite, value_of
from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import LETTERS, Cell, Failed, Formula

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
VALUES = frozenset(("v", "t"))


class Gathered(Handler):
    """Text that is gathered piece by piece, never more than a cell may hold."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.pieces: list[str] = []
        self.letters = 0

    def gather(self, piece: str) -> None:
        """Keep a piece of text."""
        self.letters += len(piece)
        if self.letters > LETTERS:
            raise refused(Code.CELL_TOO_LONG, limit=LETTERS)
        self.pieces.append(piece)

    def gathered(self) -> str:
        """The whole, and begin anew."""
        self.allowance.spend_letters(self.letters)
        whole = "".join(self.pieces)
        self.pieces, self.letters = [], 0
        return whole


class Strings(Gathered):
    """The shared texts in their order; readings of Chinese letters (`rPh`) are left out."""

    swift = True

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(allowance)
        self.found: list[str] = []
        self.inside, self.aside = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Text begins, or a reading."""
        name = self.local[name]
        self.inside = name == "t"
        self.aside = self.aside or name == "rPh"

    def end(self, name: str) -> None:
        """A text is whole."""
        name = self.local[name]
        self.inside = False
        if name == "rPh":
            self.aside = False
        elif name == "si":
            self.found.append(_unescaped(self.gathered()))

    def text(self, piece: str) -> None:
        """Text counts inside `t` only."""
        if self.inside and not self.aside:
            self.gather(piece)


class Cells(Gathered):
    """Puts the cells of a sheet into a grid; what it asks for has no namespace."""

    swift = True

    def __init__(
        self, grid: Grid, strings: list[str], shapes: list[Shape], since_1904: bool
    ) -> None:
        super().__init__(grid.allowance)
        self.grid, self.strings, self.shapes, self.since_1904 = grid, strings, shapes, since_1904
        self.row, self.column = 0, 0
        self.kind, self.style = "n", ""
        self.formula, self.inside, self.aside = False, False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what stands in it."""
        name = self.local[name]
        if name == "c":
            self._begin(attributes)
            return
        self.inside = name in VALUES
        if name == "row":
            self.row = _bounded(attributes.get("r"), self.row + 1, LAST_ROW)
            self.column = 0
        elif name == "f":
            self.formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "rPh":
            self.aside = True

    def end(self, name: str) -> None:
        """A cell is whole."""
        name = self.local[name]
        self.inside = False
        if name == "c":
            value = self._value(self.gathered()) if self.pieces else None
            if self.formula:
                value = Formula(shown="" if value is None else str(value))
            if value is not None:
                self.grid.put(self.row, self.column, value)
        elif name == "rPh":
            self.aside = False

    def text(self, piece: str) -> None:
        """Text counts inside a value only; a formula's own text is nobody's."""
        if self.inside and not self.aside:
            self.gather(piece)

    def _begin(self, attributes: dict[str, str]) -> None:
        told = attributes.get
        self.inside = self.formula = False
        self.column += 1
        place = told("r", "")
        # Most cells stand right of the one before them.
        if place != f"{letter(self.column)}{self.row}":
            self.row, self.column = _place(place, self.row, self.column)
        self.kind, self.style = told("t", "n"), told("s", "")

    def _value(self, shown: str) -> Cell:
        match self.kind:
            case "s":
                known = shown.isascii() and shown.strip().isdigit() and len(shown) < 10
                found = int(shown) if known else len(self.strings)
                return self.strings[found] if found < len(self.strings) else None
            case "str" | "inlineStr":
                return _unescaped(shown)
            case "b":
                return shown.strip() in ("1", "true")
            case "e":
                return Failed(shown=shown)
            case "d":
                return moment_of(shown)
        return self._number(shown)

    def _number(self, shown: str) -> Cell:
        number, style = finite(shown), self.style
        if number is None:
            return shown
        at = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0
        shape = self.shapes[at] if at < len(self.shapes) else Shape.NUMBER
        return value_of(number, shape, since_1904=self.since_1904)

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        top, column = _place(first, 0, 0)
        bottom, _column = _place(last, 0, 0)
        if top and bottom:
            self.grid.merge(column, top, bottom)


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    """Row and column of "B7"; the given ones where it says none that there could be."""
    found = PLACE.fullmatch(reference)
    if not found:
        return row, column
    at, number = int(found[2]), _column(found[1])
    if number > LAST_COLUMN or not 0 < at <= LAST_ROW:
        raise refused(Code.DAMAGED)
    return at, number


@lru_cache(maxsize=1_000)
def _column(letters: str) -> int:
    """27 of "AA"."""
    number = 0
    for one in letters.upper():
        number = number * 26 + ord(one) - 64
    return number


def _bounded(written: str | None, default: int, most: int) -> int:
    if not written or not written.isascii() or not written.isdigit() or len(written) > 8:
        return default
    return min(int(written), most)


def _unescaped(text: str) -> str:
    """Signs that XML cannot have are written as `_x0007_`, and `_x005F_` stands for `_`."""
    return ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    """What `_x000D_` stands for; halves of pairs stay as they are written."""
    number = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= number < 0xE000 else chr(number)
