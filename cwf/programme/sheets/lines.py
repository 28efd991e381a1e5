"""One row of a sheet, read cell by cell, with all that is wrong gathered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cwf.programme.incoming import Remark, Where
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell, Failed, Formula, Row, Sheet
from cwf.programme.sheets.texts import as_text, short
from cwf.programme.sheets.wrong import Wrong

Value = TypeVar("Value")
# A cell that says only this leaves what stands: where a text is too long for a workbook.
AS_IT_IS = ("…", "...")


@dataclass
class Lines:
    """One thing of a sheet: a row, or the rows of a session that is placed several times."""

    sheet: Sheet
    rows: Sequence[Row]
    columns: dict[str, int]
    remarks: list[Remark] = field(default_factory=list)

    @property
    def row(self) -> Row:
        """The first row."""
        return self.rows[0]

    def has(self, code: str) -> bool:
        """Whether the sheet has such a column."""
        return code in self.columns

    def heading(self, code: str) -> str | None:
        """The heading of a column."""
        place = self.columns.get(code)
        return None if place is None else self.sheet.table.headings[place]

    def where(self, code: str | None = None, row: Row | None = None) -> Where:
        """The cell of this column, or the row."""
        heading = self.heading(code) if code else None
        return self.sheet.table.where((row or self.row).number, heading)

    def cell(self, code: str, row: Row) -> Cell:
        """A cell; None where it is empty or there is no such column."""
        place = self.columns.get(code)
        return None if place is None else row.cells[place]

    def read(
        self, code: str, reader: Callable[[Cell], Value], default: Value, row: Row | None = None
    ) -> Value:
        """A value; the default for an empty cell, and for one that is remarked on."""
        found, where = self._said(code) if row is None else (self.cell(code, row), row)
        if found is None:
            return default
        try:
            return reader(checked(found))
        except Wrong as wrong:
            self.wrong(wrong, code, where)
            return default

    def remark(
        self, code: Code, at: str | None = None, row: Row | None = None, **data: object
    ) -> None:
        """Say something of a cell or of the row."""
        self.wrong(Wrong(code, **data), at, row)

    def wrong(
        self, wrong: Wrong, at: str | None = None, row: Row | None = None, *, error: bool = True
    ) -> None:
        """Say what is wrong with a cell, or only note it."""
        where = self.where(at, row)
        self.remarks.append(Remark(code=wrong.code, where=where, data=wrong.data, error=error))

    def _said(self, code: str) -> tuple[Cell, Row]:
        """What the rows say together: all that say something have to say the same."""
        filled = [(row.cells[self.columns[code]], row) for row in self.rows]
        said = [(cell, row) for cell, row in filled if cell is not None]
        for cell, row in said[1:]:
            if as_text(cell) != as_text(said[0][0]):
                first = said[0]
                data = {"value": short(as_text(first[0])), "other": first[1].number}
                self.wrong(Wrong(Code.DIFFERS, **data), code, row)
        return said[0] if said else (None, self.row)


def checked(cell: Cell) -> Cell:
    """The cell, unless it is computed or failed; raises Wrong."""
    match cell:
        case Formula(shown=shown):
            raise Wrong(Code.FORMULA, value=short(shown))
        case Failed(shown=shown):
            raise Wrong(Code.FAILED, value=short(shown))
    return cell
