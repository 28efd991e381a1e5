"""Check-ins as a sheet: XLSX, or CSV in UTF-8. Names and codes, no more."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cwf.attendance.checked import Line
from cwf.programme.exports.sheets import plain
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, PlainSheet, Row, csv_of

__all__ = ["MEDIA_TYPES", "csv_of", "rows", "xlsx_of"]

WIDTHS = (28, 12, 12, 36, 18, 24, 24, 18, 24, 36)


def rows(lines: Sequence[Line], places: Mapping[str, str], *, zone: str) -> list[Row]:
    """The heads, then a row each; instants on the clock of `zone`, places by slot in words."""
    wall = ZoneInfo(zone)
    heads = (
        _("Name"), _("Number"), _("Day"), _("Where"), _("Came in"), _("Station"),
        _("Entered by"), _("Taken back"), _("Taken back by"), _("Why"),
    )  # fmt: skip
    return [
        heads,
        *(
            (
                line.name,
                line.short,
                line.day,
                places.get(line.slot, line.slot),
                line.at.astimezone(wall).replace(tzinfo=None),
                line.station,
                line.by,
                line.undone and line.undone.astimezone(wall).replace(tzinfo=None),
                line.undone_by,
                line.undone_why,
            )
            for line in lines
        ),
    ]


def xlsx_of(made: Sequence[Row]) -> bytes:
    """A workbook of one sheet."""
    return plain.xlsx_of(PlainSheet(name=_("Check-ins"), rows=made, widths=WIDTHS))
