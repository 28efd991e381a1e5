"""What organisers say of an edition's places."""

import re
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField

from cwf.editions.forms.settings import countries
from cwf.registration.forms.instants import InstantsForm
from cwf.registration.international import Basis
from cwf.web.forms import ChoiceField, ClockField, DayField, Form, LineField, NumberField

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)  # places that were never held back
HELD, BOUND = "held", "bound"


class TotalForm(Form):
    """How many may take part in all; before it drops below what is taken, it asks."""

    capacity = NumberField(
        _l("Places in all"), most=1_000_000, description=_l("Empty: without bound.")
    )
    sure = BooleanField(_l("Set it all the same"))


class AcrossForm(Form):
    """How many of a category may take part, from wherever they come."""

    capacity = NumberField(
        lazy_pgettext("seats", "Places"),
        most=1_000_000,
        description=_l("Empty: no number of their own."),
    )
    sure = BooleanField(_l("Set it all the same"))

    until: datetime | None = None


class GroupForm(InstantsForm):
    """How many of a group may take part, and whether they are held back. `until` is in UTC."""

    capacity = NumberField(
        lazy_pgettext("seats", "Places"),
        most=1_000_000,
        description=_l("Empty: no number of their own."),
    )
    keeps = ChoiceField(
        _l("What nobody has taken yet"),
        choices=[
            (HELD, _l("is held back for them")),
            (BOUND, _l("may be taken by others: the number is a bound only")),
        ],
    )
    until_day = DayField(
        _l("Held back until"),
        description=_l("Then it is for everybody. Empty: it is held back for good."),
    )
    until_hour = ClockField(_l("at"))
    sure = BooleanField(_l("Set it all the same"))

    until: datetime | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the instant that they make."""
        if not super().validate(extra_validators):
            return False
        self.until = self.instant("until")
        if self.keeps.data == BOUND:
            if self.until:
                self.fail("until_day", _("A bound holds nothing back. Leave the day empty."))
            self.until = BEFORE_ALL
        return not self.errors


class InternationalForm(Form):
    """Who counts as international. Once validated, `countries` are the codes of home."""

    basis = ChoiceField(
        _l("International is"),
        choices=[
            (Basis.RESIDENCE, _l("who resides in another country than at home")),
            (Basis.REGION, _l("who comes with another region's delegation; else, who resides so")),
        ],
    )
    home = LineField(
        _l("Home countries"),
        most=200,
        description=_l("Codes of two letters: DK, SE. Empty: the country of the forum."),
    )

    codes: list[str]

    def validate(self, extra_validators: Any = None) -> bool:
        """Codes of countries that there are."""
        if not super().validate(extra_validators):
            return False
        written = [one for one in re.split(r"[\s,;]+", (self.home.data or "").upper()) if one]
        self.codes = sorted(set(written))
        unknown = [one for one in self.codes if one not in dict(countries())]
        if unknown:
            text = _("No country has this code: %(codes)s.", codes=", ".join(unknown))
            self.fail("home", text)
        return not self.errors
