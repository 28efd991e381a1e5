"""When an edition is: days, zone, and where one day ends and the next begins."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.editions.forms.settings import check_days
from cwf.programme.actions.dates import Days, Hours
from cwf.web.forms import ChoiceField, DayField, Form, NumberField, ZoneField

DAYS = [
    ("", _l("Choose")),
    (Days.MOVE.value, _l("They move along, by as many days, at the same hours")),
    (Days.STAY.value, _l("They stay on their days")),
]
HOURS = [
    ("", _l("Choose")),
    (Hours.CLOCK.value, _l("The clock stays: 10:00 remains 10:00, in the new zone")),
    (Hours.INSTANT.value, _l("The moment stays: the clock then shows another hour")),
]


class DatesForm(Form):
    """The dates, and what becomes of placings."""

    starts = DayField(_l("First day"))
    ends = DayField(_l("Last day"))
    zone = ZoneField(_l("Time zone"))
    day_change_hour = NumberField(
        _l("Hour at which a day ends"),
        least=0,
        most=12,
        required=True,
        description=_l("With 4, a party until 2:00 belongs to the evening before."),
    )
    days = ChoiceField(
        _l("If the first day changes: what is placed already"),
        choices=DAYS,
        description=_l("Sign-up for sessions opens and closes with them; registration stays."),
    )
    hours = ChoiceField(
        _l("If the zone changes: what is placed already"),
        choices=HOURS,
        description=_l("Registration and sign-up open and close alike."),
    )

    def __init__(self, *args: Any, placed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placed = placed
        if not placed:
            del self.days
            del self.hours

    def validate_ends(self, field: DayField) -> None:
        """Not before the first day."""
        check_days(self.starts.data, field.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask what becomes of placings where that matters."""
        sound = bool(super().validate(extra_validators))
        if self.placed and self._day_changes() and not self.days.data:
            self.fail("days", _("Choose: %(number)s placings depend on it.", number=self.placed))
            sound = False
        if self.placed and self.zone.data != self.zone.object_data and not self.hours.data:
            self.fail("hours", _("Choose: %(number)s placings depend on it.", number=self.placed))
            sound = False
        return sound

    def _day_changes(self) -> bool:
        before, after = self.starts.object_data, self.starts.data
        return isinstance(before, date) and after is not None and before != after

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        chosen = {}
        if self.placed:
            chosen = {
                "days": Days(self.days.data or Days.STAY),
                "hours": Hours(self.hours.data or Hours.CLOCK),
            }
        return {
            **chosen,
            "starts": self.starts.data,
            "ends": self.ends.data or self.starts.data,
            "zone": self.zone.data,
            "day_change_hour": self.day_change_hour.data,
        }
