"""A door list for a spreadsheet. Text is text, whatever it begins with."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime

from flask_babel import gettext as _

from cwf.agendas.door import DoorLine, DoorList
from cwf.agendas.picks import Hold
from cwf.programme.sheets.table import Cell
from cwf.web.templating import country

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (28, 18, 30, 18, 16, 10, 18, 12)

Row = tuple[Cell, ...]


def rows(door: DoorList, categories: Mapping[str, str]) -> Iterator[Row]:
    """The heads, then a row for each; instants on the edition's clock. `categories` are words."""
    yield (
        _("Name"), _("Category"), _("Affiliation"), _("Country"), _("State"), _("Number"),
        _("Offer until"), _("Came"),
    )  # fmt: skip
    states = {
        Hold.PLACE: _("Has a place"),
        Hold.OFFERED: _("Place offered"),
        Hold.WAITING: _("Waiting list"),
    }
    for line in door.lines:
        yield (
            line.sort_name,
            categories[line.category],
            line.affiliation,
            country(line.country),
            states[line.hold],
            line.position,
            _expires(line, door),
            "",
        )


def door_xlsx(door: DoorList, categories: Mapping[str, str]) -> bytes:
    """A workbook of one sheet, its heads in sight, to be sorted and filtered."""
    # Not at the top: openpyxl would cost every web process its start and 20 MB.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from cwf.programme.exports.sheets.xlsx import put

    book = Workbook()
    page = book.worksheets[0]
    page.title = _("Door list")
    made = list(rows(door, categories))
    for number, cells in enumerate(made, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None and cell != "":
                put(page, number, column, cell)
    for column, width in enumerate(WIDTHS, start=1):
        page.cell(row=1, column=column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{len(made)}"
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _expires(line: DoorLine, door: DoorList) -> datetime | None:
    """The end of an offer, on the clock of the wall."""
    if line.expires is None:
        return None
    return line.expires.astimezone(door.timetable.zone).replace(tzinfo=None, microsecond=0)
