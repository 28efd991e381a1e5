"""A list for a spreadsheet: XLSX with its counts on a second sheet, or CSV."""

from flask_babel import gettext as _

from cwf.delegations.exports.told import Told, table
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, PlainSheet, csv_of, xlsx_of
from cwf.programme.sheets.table import Cell

__all__ = ["MEDIA_TYPES", "list_csv", "list_xlsx"]


def list_csv(told: Told, *, language: str) -> bytes:
    """The rows alone."""
    return csv_of(table(told), language=language)


def list_xlsx(told: Told) -> bytes:
    """The rows; what is counted; and for whom it is, and until when."""
    widths = ((14,) if told.marks else ()) + told.widths
    sheets = [PlainSheet(name=told.title, rows=table(told), widths=widths)]
    if told.grids:
        names = [name for name, _numbers in told.grids[0].rows]
        days = [day for grid in told.grids for day in grid.heads]
        numbers = [
            [one for grid in told.grids for one in grid.rows[at][1]] for at in range(len(names))
        ]
        rows: list[tuple[Cell, ...]] = [("", *days)]
        for name, some in zip(names, numbers, strict=True):
            rows.append((name, *some))
        sheets.append(PlainSheet(name=_("Counted"), rows=rows, widths=(28, *([12] * len(days)))))
    about = [(_("For whom"),), (told.whom,), (told.until,), *((one,) for one in told.counts)]
    return xlsx_of(*sheets, PlainSheet(name=_("About this list"), rows=about, widths=(80,)))
