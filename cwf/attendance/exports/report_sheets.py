"""The attendance report as a workbook: a sheet for each table; numbers are numbers, no formulas."""

from datetime import datetime

from flask_babel import gettext as _

from cwf.attendance.exports.report_told import Told
from cwf.programme.exports.sheets.plain import MEDIA_TYPES, PlainSheet, xlsx_of
from cwf.web.templating import instant

MEDIA_TYPE = MEDIA_TYPES["xlsx"]


def report_xlsx(told: Told, *, zone: str, at: datetime) -> bytes:
    """The whole report; `at` is when it stood so, on the clock of the forum's `zone`."""
    stood = _("As it stood on %(at)s.", at=instant(at, zone))
    about = [(told.title,), (told.forum,), (told.heading,), (told.lead,), (stood,)]
    sheets = [
        PlainSheet(name=one.title, rows=[one.heads, *one.rows], widths=one.widths)
        for one in told.sheets
    ]
    return xlsx_of(*sheets, PlainSheet(name=_("About this report"), rows=about, widths=(100,)))
