"""A door list for a spreadsheet."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from flask_babel import gettext as _

from cwf.agendas.door import DoorLine, DoorList
from cwf.agendas.picks import Hold
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, PlainSheet, xlsx_of
from cwf.programme.sheets.table import Cell
from cwf.web.templating import country

MEDIA_TYPE = MEDIA_TYPES["xlsx"]
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
    made = list(rows(door, categories))
    return xlsx_of(PlainSheet(name=_("Door list"), rows=made, widths=WIDTHS))


def _expires(line: DoorLine, door: DoorList) -> datetime | None:
    """The end of an offer, on the clock of the wall."""
    if line.expires is None:
        return None
    return line.expires.astimezone(door.timetable.zone).replace(tzinfo=None, microsecond=0)
