"""Forms of counts without names: a number with its unit, its period and place, and its grounds."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.forms.words import METHODS, UNITS_EXPLAINED
from cwf.attendance.measures import Method, Unit
from cwf.attendance.queries.choices import Choices
from cwf.programme.wall_clock import instants
from cwf.registration.forms.words import CHANNELS
from cwf.web.forms import (
    ChoiceField,
    ClockField,
    DayField,
    LineField,
    NewForm,
    NumberField,
    ProseField,
)
from cwf.web.templating import own_text

MOST = 10_000_000
CONFIDENCES = {
    "A": _l("A: counted ourselves, and checked"),
    "B": _l("B: a report of somebody who was there"),
    "C": _l("C: inferred, or one weak source"),
}
REPORTED = (Method.REPORT, Method.CLICKER, Method.TURNSTILE)


class CountForm(NewForm):
    """What a number is of; `values` are what the action takes, once validated."""

    unit = ChoiceField(
        _l("Unit"),
        choices=[(unit, word) for unit, word in UNITS_EXPLAINED.items()],
        default=Unit.GUEST,
        description=_l("A target counts only numbers of its own unit."),
    )
    day = DayField(_l("Day"), description=_l("Empty: of the forum as a whole."))
    starts_at = ClockField(_l("From"), description=_l("Hours and minutes, such as 9:30."))
    ends_at = ClockField(_l("To"), description=_l("An hour before “from” is of the next day."))
    place = LineField(
        _l("Place"),
        description=_l(
            "Empty: everywhere. Always spell a place alike: a later number of it corrects."
        ),
    )
    region = ChoiceField(_l("Region"))
    channel = ChoiceField(_l("Channel"), choices=[("", _l("All")), *CHANNELS.items()])
    confidence = ChoiceField(_l("Confidence"), choices=list(CONFIDENCES.items()), default="B")
    evidence = ProseField(
        _l("What it rests on"),
        required=True,
        most=2000,
        render_kw={"rows": 3},
        description=_l("Who counted how, or the report and its page."),
    )

    def __init__(self, *args: Any, zone: str, choices: Choices, **kwargs: Any) -> None:
        self.wall = ZoneInfo(zone)
        self.starts: datetime | None = None
        self.ends: datetime | None = None
        super().__init__(*args, **kwargs)
        named = [(code, own_text(name)) for code, name in choices.regions.items()]
        self.region.offer([("", _("All")), *sorted(named, key=lambda one: one[1].casefold())])

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the period that they make."""
        if not super().validate(extra_validators):
            return False
        since, until, day = self.starts_at.data, self.ends_at.data, self.day.data
        if (since or until) and day is None:
            self.fail("day", _("Choose the day, too."))
        elif (since is None) != (until is None):
            self.fail("ends_at" if since else "starts_at", _("Write both hours, or none."))
        elif day and since and until:
            self.starts = self._instant("starts_at", day, since)
            later = day + timedelta(days=1) if until <= since else day
            self.ends = self._instant("ends_at", later, until)
        return not self.errors

    def _instant(self, name: str, day: date, at: time) -> datetime | None:
        found = instants(datetime.combine(day, at), self.wall)
        if not found:
            self.fail(name, _("The clocks go forward over that time. Choose another."))
        return found[0] if found else None

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        same = ("unit", "place", "region", "channel", "confidence", "evidence")
        return {
            **{name: self[name].data for name in same},
            "day": self.day.data,
            "starts": self.starts,
            "ends": self.ends,
        }


class ReportForm(CountForm):
    """A number that was counted or reported."""

    number = NumberField(_l("How many"), most=MOST, required=True)
    method = ChoiceField(
        _l("How it came about"), choices=[(one, METHODS[one]) for one in REPORTED],
        default=Method.REPORT,
    )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves; what devices count are visits, and there are 100 per cent."""
        if not super().validate(extra_validators):
            return False
        if self.method.data in (Method.CLICKER, Method.TURNSTILE) and self.unit.data != Unit.VISIT:
            self.fail("unit", _("Clickers and turnstiles count visits; estimate guests of them."))
        if self.unit.data == Unit.SHARE and (self.number.data or 0) > 100:
            self.fail("number", _("Write a number up to 100."))
        return not self.errors

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**super().values, "number": self.number.data, "method": self.method.data}


class WithdrawForm(NewForm):
    """Why a number is wrong."""

    why = LineField(_l("Why it is withdrawn"), required=True, most=300)
