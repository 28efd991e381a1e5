"""From a grid of cells to a table: where its headings are, and what stands below them."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice

from cwf.programme.imports.sheets.grid import Grid, is_empty, letter
from cwf.programme.sheets.columns import familiar
from cwf.programme.sheets.table import Cell, Dialect, Failed, Format, Formula, Row, Table

LOOKED_AT = 30  # rows among which the headings are looked for
HEADING_LETTERS = 200


def table_of(
    grid: Grid,
    format: Format,
    dialect: Dialect | None = None,
    *,
    knows: Callable[[str], bool] = familiar,
) -> Table | None:
    """The table in a grid; None where nothing stands below its headings."""
    grid.fill_merged()
    numbers = sorted(grid.rows)
    head = _heading_row(grid, numbers, knows)
    filled = [
        (number, grid.rows[number])
        for number in numbers
        if number > head and not all(map(is_empty, grid.rows[number].values()))
    ]
    if not filled:
        return None
    headed = grid.rows[head]
    used = {column for _number, cells in filled for column in cells}
    columns = tuple(sorted(used | {column for column in headed if said(headed[column])}))
    return Table(
        name=grid.name,
        format=format,
        headings=_headings(headed, columns),
        columns=columns,
        heading_row=head,
        rows=tuple(
            Row(number=number, cells=tuple(map(cells.get, columns))) for number, cells in filled
        ),
        dialect=dialect,
    )


def _heading_row(grid: Grid, numbers: list[int], knows: Callable[[str], bool]) -> int:
    """The row with most headings that we know, else the first with two cells, else the first."""
    looked_at = list(islice(numbers, LOOKED_AT))
    known = {row: sum(knows(said(cell)) for cell in grid.rows[row].values())
             for row in looked_at}  # fmt: skip
    best = max(known.values(), default=0)
    if best > 0:
        return next(row for row in looked_at if known[row] == best)
    return next((row for row in looked_at if len(grid.rows[row]) > 1), min(numbers, default=1))


def _headings(cells: dict[int, Cell], columns: tuple[int, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for column in columns:
        heading = " ".join(said(cells.get(column)).split())[:HEADING_LETTERS] or letter(column)
        while heading in found:
            heading = f"{heading} ({letter(column)})"
        found.append(heading)
    return tuple(found)


def said(cell: Cell) -> str:
    """A cell as text, where it has to be one."""
    match cell:
        case None:
            return ""
        case Formula(shown=shown) | Failed(shown=shown):
            return shown
        case datetime() | date():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)
