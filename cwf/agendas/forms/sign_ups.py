"""What organisers say of sign-ups: limits, places held back, duties, and an edition's rules."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField

from cwf.registration.forms.instants import InstantsForm
from cwf.web.forms import (
    ChoiceField,
    ClockField,
    DayField,
    Form,
    LineField,
    MultiCheckField,
    NewForm,
    NumberField,
)

REASON_GOES = _l("They get it by mail, and the log keeps it.")


class LimitForm(InstantsForm):
    """How many may sign up for a slot, and when. Once validated `begins` and `ends` are in UTC."""

    capacity = NumberField(lazy_pgettext("seats", "Places"), least=1, most=100_000, required=True)
    opens_day = DayField(_l("Sign-up opens"))
    opens_hour = ClockField(_l("at"))
    closes_day = DayField(_l("Sign-up closes"))
    closes_hour = ClockField(_l("at"))
    sure = BooleanField(_l("Set it all the same"))

    begins: datetime | None = None
    ends: datetime | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the interval they make."""
        if not super().validate(extra_validators):
            return False
        self.begins, self.ends = self.instant("opens"), self.instant("closes")
        if self.begins and self.ends and self.ends <= self.begins:
            self.fail("closes_day", _("Sign-up closes before it opens. Choose a later time."))
        return not self.errors


class HeldBackForm(InstantsForm):
    """Places kept for a category until an instant; none: nothing is kept for it."""

    group = ChoiceField(_l("For whom"))
    number = NumberField(lazy_pgettext("seats", "Places"), most=100_000, required=True)
    until_day = DayField(
        _l("Until"), description=_l("Then they are for everybody. Empty: they are kept for good.")
    )
    until_hour = ClockField(_l("at"))

    until: datetime | None = None
    most = 0

    def validate(self, extra_validators: Any = None) -> bool:
        """No more than there are."""
        if not super().validate(extra_validators):
            return False
        self.until = self.instant("until")
        if (self.number.data or 0) > self.most:
            self.fail("number", _("There are %(number)s places in all.", number=self.most))
        return not self.errors


class DutyForm(Form):
    """For whom a session is compulsory."""

    categories = MultiCheckField(_l("Compulsory for"))


class RulesForm(Form):
    """How an edition treats sign-ups."""

    refuse_overlaps = BooleanField(
        _l("Refuse two places at the same time"),
        description=_l("Else people are warned, and may keep both."),
    )
    offer_hours = NumberField(
        _l("How many hours an offer stays open"), least=1, most=24 * 14, required=True,
        description=_l("A place that becomes free is offered to the first who waits."),
    )  # fmt: skip


class PutInForm(NewForm):
    """Somebody who gets a place from the organisers."""

    email = LineField(_l("E-mail address of the participant"), required=True, most=320)
    reason = LineField(_l("Reason"), description=REASON_GOES, required=True, most=200)
    waits = BooleanField(_l("If no place is left, let them wait for one"))


class TakeOutForm(Form):
    """Why somebody loses a place."""

    reason = LineField(_l("Reason"), description=REASON_GOES, required=True, most=200)
