"""The forms of occasions: what, when and where, as the host says it."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from cwf.programme.wall_clock import instants
from cwf.web.forms import ChoiceField, ClockField, DayField, NewForm, NumberField, TextsField
from cwf.web.forms.fields import said_clock


class OccasionForm(NewForm):
    """An occasion; hours are on the edition's clock.

    Once validated, `values` are what the actions take. Where the clocks go back the first of the
    two hours is meant, where they go forward another is asked for.
    """

    title = TextsField(_l("What"), required=True)
    delegation = ChoiceField(_l("For whom"))
    day = DayField(_l("Day"), required=True)
    starts_at = ClockField(_l("From"), required=True)
    ends_day = DayField(_l("Ends on"), description=_l("Only where that is another day."))
    ends_at = ClockField(_l("To"))
    place = TextsField(_l("Where"))
    answer_day = DayField(_l("Answers until"), description=_l("Until the end of that day."))
    places = NumberField(
        lazy_pgettext("seats", "Places"), least=0, most=100_000, description=_l("Empty: no bound.")
    )
    note = TextsField(_l("What else one should know"), multiline=True, rows=4, most=2000)

    def __init__(
        self, *args: Any, zone: str, delegations: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        self.wall = ZoneInfo(zone)
        super().__init__(*args, **kwargs)
        self.delegation.offer([("", _("All delegations")), *delegations])

    @staticmethod
    def values_of(row: Any, zone: str) -> dict[str, Any]:
        """What the form shows of an occasion."""
        wall = ZoneInfo(zone)
        starts = row.starts.astimezone(wall)
        ends = row.ends.astimezone(wall) if row.ends else None
        answer = row.answer_by.astimezone(wall) if row.answer_by else None
        return {
            "version": row.version,
            "title": row.title,
            "place": row.place,
            "note": row.note,
            "delegation": row.delegation_id,
            "day": starts.date(),
            "starts_at": starts.time(),
            "ends_day": ends.date() if ends and ends.date() != starts.date() else None,
            "ends_at": ends.time() if ends else None,
            "answer_day": answer.date() if answer else None,
            "places": row.places,
        }

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {
            "title": self.title.data,
            "place": self.place.data,
            "note": self.note.data,
            "delegation_id": int(self.delegation.data) if self.delegation.data else None,
            "starts": self.begins,
            "ends": self.finishes,
            "answer_by": self.until,
            "places": self.places.data,
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the span that they make."""
        if not super().validate(extra_validators):
            return False
        self.begins = self._instant("starts_at", self.day.data, self.starts_at.data)
        last = self.ends_day.data or self.day.data
        self.finishes = self._instant("ends_at", last, self.ends_at.data)
        day = self.answer_day.data
        self.until = self._instant("answer_day", day, time(23, 59)) if day else None
        if self.ends_day.data and self.ends_at.data is None:
            self.fail("ends_at", _("Write the hour, too."))
        if self.begins and self.finishes and self.finishes <= self.begins:
            self.fail("ends_at", _("It ends before it begins."))
        if self.begins and day and day > self.day.data:
            self.fail("answer_day", _("It has begun by then."))
        return not self.errors

    def _instant(self, name: str, day: Any, at: time | None) -> datetime | None:
        if at is None or day is None:
            return None
        found = instants(datetime.combine(day, at), self.wall)
        if not found:
            sentence = _("The clocks go forward over %(at)s that night. Choose another time.",
                         at=said_clock(at))  # fmt: skip
            self.fail(name, sentence)
            return None
        return found[0]
