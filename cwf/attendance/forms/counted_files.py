"""Files of counts: sending one, saying what its columns hold, and what is wrong in words."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField

from cwf.attendance.counted_files import Fault, Holds, Table, Why, guessed
from cwf.attendance.lines import TargetLine
from cwf.programme.forms.imports import MOST_BYTES, FileForm
from cwf.programme.sheets.remarks import Code
from cwf.web.forms import ChoiceField, LineField
from cwf.web.templating import own_text

COLUMNS = {
    Holds.TIME: _l("Column of the time"),
    Holds.PLACE: _l("Column of the place"),
    Holds.DIRECTION: _l("Column of the direction"),
    Holds.NUMBER: _l("Column of the number"),
    Holds.DATE: _l("Column of the date"),
}
FAULTS = {
    Why.NOT_TIME: _l("This is no time: write it as 2027-05-19 08:30 or 19.05.2027 08.30."),
    Why.NOT_DATE: _l("This is no date: write it as 2027-05-19 or 19.05.2027."),
    Why.NOT_NUMBER: _l("This is no whole number."),
    Why.NOT_DIRECTION: _l("This is neither in nor out."),
    Why.GAP: _l("The clocks went forward over this time: it was never shown."),
    Why.OTHER_DAY: _l("This is not among the days that can be counted."),
    Why.LONG_PLACE: _l("The name of the place is too long."),
    Why.TWICE: _l("This date stands in the file twice."),
    Why.KEPT: _l("This day was counted here already; no file replaces it."),
}
UNREADABLE = {
    Code.TOO_MANY_ROWS: _l("There are more than 20,000 lines. Split the file."),
    Code.TOO_LARGE: _l("The file is too large. Split it."),
    Code.UNPACKS_TOO_LARGE: _l("The file is too large. Split it."),
    Code.NO_ROWS: _l("The file has no lines below its headings."),
}


class CountedFileForm(FileForm):
    """A CSV file, or one that went along with the page; columns once its headings are known."""

    file = FileField(
        _l("File"),
        description=_l("CSV with headings, 20,000 lines and 10 MB at most."),
        render_kw={"accept": ".csv,.tsv,.txt"},
    )
    kept = HiddenField()
    kept_name = HiddenField()
    wanted: tuple[Holds, ...] = ()
    needed: tuple[Holds, ...] = ()

    def validate_file(self, field: FileField) -> None:
        """There is one, unless one came along."""
        if not self.kept.data or field.data:
            super().validate_file(field)

    @property
    def came(self) -> bool:
        """Whether a file was sent now, rather than along with the page."""
        return bool(self.file.data)

    @property
    def said_name(self) -> str:
        """What the file is called."""
        return self.file_name if self.came else str(self.kept_name.data or "")[:200]

    def holds(self, table: Table) -> dict[Holds, int]:
        """Which column holds what: as it was said, of a new file as its headings tell.

        What is needed and missing is said beside the field.
        """
        guess = guessed(table.headings, self.wanted)
        found: dict[Holds, int] = {}
        for one in self.wanted:
            field = self[f"column_{one.value}"]
            field.offer([("", _("None")), *enumerate(table.headings)])
            if self.came:
                field.data = str(guess[one]) if one in guess else ""
            chosen = [n for n in range(len(table.headings)) if str(n) == field.data]
            if chosen:
                found[one] = chosen[0]
            if one in self.needed and one not in found:
                self.fail(field.name, _("Choose the column."))
        return found


def _column(holds: Holds) -> Any:
    return ChoiceField(COLUMNS[holds], validate_choice=False)


class TurnstileForm(CountedFileForm):
    """What turnstiles noted: a line for each passing, or for so many at a time."""

    column_time = _column(Holds.TIME)
    column_place = _column(Holds.PLACE)
    column_direction = _column(Holds.DIRECTION)
    column_number = _column(Holds.NUMBER)
    place = LineField(_l("Place of all lines"), description=_l("Where no column says it."))
    wanted = (Holds.TIME, Holds.PLACE, Holds.DIRECTION, Holds.NUMBER)
    needed = (Holds.TIME,)


class DaysForm(CountedFileForm):
    """Counts by date of one target of an earlier edition."""

    target = ChoiceField(_l("Target"))
    column_date = _column(Holds.DATE)
    column_number = _column(Holds.NUMBER)
    wanted = (Holds.DATE, Holds.NUMBER)
    needed = (Holds.DATE, Holds.NUMBER)

    def offer(self, targets: Sequence[TargetLine]) -> None:
        """The targets that the numbers can be of."""
        self.target.offer([(str(one.uuid), own_text(one.name) or one.value) for one in targets])


def fault_words(fault: Fault) -> str:
    """What is wrong with a line."""
    return str(FAULTS[fault.why])


def unreadable_words(code: Code) -> str:
    """Why a file cannot be used at all."""
    told = UNREADABLE.get(code) or _(
        "This cannot be read as CSV. Save it as CSV, in UTF-8, and send it again."
    )
    return str(told)


__all__ = ["MOST_BYTES", "DaysForm", "TurnstileForm", "fault_words", "unreadable_words"]
