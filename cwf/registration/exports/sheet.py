"""Participants as a sheet: XLSX, or CSV in UTF-8. Text is text, whatever it begins with."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cwf.programme.exports.sheets.csv_text import told
from cwf.programme.sheets.table import Cell
from cwf.registration.listing import Line
from cwf.web.templating import country, language_name

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WIDTHS = (28, 32, 18, 18, 30, 12, 16, 18, 18, 18)

Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Codes in the reader's language."""

    categories: Mapping[str, str]
    standings: Mapping[str, str]


def rows(lines: Sequence[Line], words: Words, *, zone: str) -> list[Row]:
    """The heads, then a row for each participant; instants on the clock of `zone`."""
    wall = ZoneInfo(zone)
    heads = (
        _("Name"), _("E-mail address"), _("Category"), _("Country"), _("Affiliation"),
        _("Language"), _("State"), _("Asked"), _("Confirmed"), _("Cancelled"),
    )  # fmt: skip
    return [
        heads,
        *(
            (
                line.name,
                line.email,
                words.categories[line.category],
                country(line.country),
                line.affiliation,
                language_name(line.language),
                words.standings[line.standing],
                *(_on(at, wall) for at in (line.asked, line.confirmed, line.cancelled)),
            )
            for line in lines
        ),
    ]


def csv_of(made: Sequence[Row], *, language: str) -> bytes:
    """With a byte order mark, so that Excel sees UTF-8; `;` between cells where Danish is read."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "da" else ",")
    writer.writerows([told(cell) for cell in row] for row in made)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def xlsx_of(made: Sequence[Row]) -> bytes:
    """A workbook of one sheet, its heads in sight, to be sorted and filtered."""
    # Not at the top: openpyxl would cost every web process its start and 20 MB.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    from cwf.programme.exports.sheets.xlsx import put

    book = Workbook()
    page = book.worksheets[0]
    page.title = _("Participants")
    for row, cells in enumerate(made, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None and cell != "":
                put(page, row, column, cell)
    for column, width in enumerate(WIDTHS, start=1):
        page.cell(row=1, column=column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(WIDTHS))}{len(made)}"
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _on(at: datetime | None, wall: ZoneInfo) -> datetime | None:
    return at.astimezone(wall).replace(tzinfo=None, microsecond=0) if at else None
