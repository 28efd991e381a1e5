"""The forms of organisers: terms, one participant, cancelling one."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from cwf.programme.forms.placing import TWICE
from cwf.programme.wall_clock import instants
from cwf.registration.categories import OPEN_CATEGORIES
from cwf.registration.forms.registration import DetailsForm, email_field
from cwf.registration.forms.words import CATEGORIES
from cwf.web.forms import (
    ChoiceField,
    ClockField,
    DayField,
    Form,
    LineField,
    MultiCheckField,
    NewForm,
    TextsField,
)
from cwf.web.forms.fields import said_clock


class TermsForm(Form):
    """When and for whom registration is open; the clock is the edition's.

    Once validated, `begins` and `finishes` are the instants in UTC; None: no bound.
    """

    offered = BooleanField(_l("Registration is offered"))
    categories = MultiCheckField(
        _l("As what one may register"), choices=[(one, CATEGORIES[one]) for one in OPEN_CATEGORIES]
    )
    approve = MultiCheckField(
        _l("You approve each who registers as"),
        choices=[(one, CATEGORIES[one]) for one in OPEN_CATEGORIES],
    )
    opens_day = DayField(_l("Opens on"))
    opens_at = ClockField(_l("Opens at"))
    opens_twice = ChoiceField(_l("This hour comes twice. It opens"), choices=TWICE)
    closes_day = DayField(_l("Closes on"))
    closes_at = ClockField(_l("Closes at"))
    closes_twice = ChoiceField(_l("This hour comes twice. It closes"), choices=TWICE)
    welcome = TextsField(
        _l("What stands above the form"),
        multiline=True,
        rows=5,
        most=4000,
        description=_l("What it costs, what is included, whom to ask. Markdown is understood."),
    )

    begins: datetime | None = None
    finishes: datetime | None = None
    asked = frozenset[str]()

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        self.wall = ZoneInfo(zone)
        super().__init__(*args, **kwargs)

    @staticmethod
    def values_of(row: Any, zone: str) -> dict[str, Any]:
        """What the form shows of terms; of none: what one would begin with."""
        if row is None:
            return {"categories": [], "approve": [], "offered": False, "welcome": {}}
        values = {"version": row.version, "offered": True, "categories": row.categories}
        values["approve"] = row.approve
        for name, at in (("opens", row.opens), ("closes", row.closes)):
            if at is not None:
                local = at.astimezone(ZoneInfo(zone))
                values |= {f"{name}_day": local.date(), f"{name}_at": local.time()}
                values[f"{name}_twice"] = str(local.fold)
        return {**values, "welcome": row.welcome}

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the span that they make."""
        if not super().validate(extra_validators):
            return False
        if self.offered.data and not self.categories.data:
            self.fail("categories", _("Tick one at least."))
        self.begins = self._instant("opens", time(0))
        self.finishes = self._instant("closes", time(23, 59))
        if self.begins and self.finishes and self.finishes <= self.begins:
            self.fail("closes_day", _("It closes before it opens."))
        return not self.errors

    def _instant(self, name: str, default: time) -> datetime | None:
        day: date | None = self[f"{name}_day"].data
        at: time | None = self[f"{name}_at"].data
        if day is None:
            if at is not None:
                self.fail(f"{name}_day", _("Choose the day, too."))
            return None
        found = instants(datetime.combine(day, at or default), self.wall)
        if not found:
            sentence = _("The clocks go forward over %(at)s that night. Choose another time.",
                         at=said_clock(at or default))  # fmt: skip
            self.fail(f"{name}_at", sentence)
            return None
        chosen = self[f"{name}_twice"].data
        if len(found) == 2 and not chosen:
            self.asked |= {f"{name}_twice"}
            self.fail(f"{name}_twice", _("The clocks go back that night. Choose one."))
            return None
        return found[int(chosen)] if len(found) == 2 else found[0]


class NewParticipantForm(DetailsForm, NewForm):
    """Adding somebody by hand."""

    email = email_field()


class CancellationForm(Form):
    """Why a registration is cancelled; the participant reads it."""

    reason = LineField(_l("Reason"), most=300, description=_l("It stands in the mail and the log."))
