"""The form of one who registers several: who buys, then a row for each who comes."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from cwf.editions.forms.settings import countries
from cwf.i18n import LANGUAGES, language
from cwf.programme.collation import order
from cwf.registration.categories import Category
from cwf.registration.details import Details
from cwf.registration.forms.registration import ADDRESS, email_field, typed_address
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.places import Wait
from cwf.web.forms import ChoiceField, LineField, NewForm, ProseField

FIRST, MORE, MOST = 5, 5, 50
ROW = ("name", "email", "country", "category")
WAITS = [
    (Wait.PARTS.value, _l("Those for whom there is a place come; the rest wait in line")),
    (Wait.WHOLE.value, _l("All come, or all wait together until there are places for all")),
]


class BookingForm(NewForm):
    """Who buys. The fields of rows are bound by `booking_form`."""

    buyer = LineField(_l("Your name"), required=True, render_kw={"autocomplete": "name"})
    email = email_field()
    organisation = LineField(
        _l("Organisation"), required=True, render_kw={"autocomplete": "organization"}
    )
    address = ProseField(_l("Address for the invoice"), most=500, render_kw={"rows": 3})
    tax_number = LineField(_l("Tax number (optional)"), most=40)
    reference = LineField(
        _l("Your reference (optional)"), most=100, description=_l("It stands on the invoice.")
    )
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))
    wait = ChoiceField(_l("If there are too few places"), choices=WAITS)
    consent = BooleanField(
        _l("Those whom I register know of it, and the organisers may keep these details."),
        validators=[DataRequired(_l("Without this we cannot register them."))],
    )

    number: int = 0
    offered: tuple[Category, ...] = ()

    @property
    def filled(self) -> list[int]:
        """The numbers of rows in which something was written."""
        return [
            at
            for at in range(self.number)
            if any(self[f"{name}{at}"].data for name in ("name", "email", "country"))
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then that each row is whole, and no address comes twice."""
        fine = super().validate(extra_validators)
        seen: dict[str, int] = {}
        for at in self.filled:
            missing = {
                "name": _("Write the name."),
                "email": _("Write the e-mail address; the personal link goes there."),
                "country": _("Choose a country."),
            }
            for name, sentence in missing.items():
                if not self[f"{name}{at}"].data and not self[f"{name}{at}"].errors:
                    self.fail(f"{name}{at}", sentence)
            email = self[f"email{at}"].data
            if email and seen.setdefault(email, at) != at:
                said = _("This address stands in row %(number)s, too.", number=seen[email] + 1)
                self.fail(f"email{at}", said)
        if not self.filled:
            self.fail("name0", _("Write one person at least."))
        return fine and not self.errors

    @property
    def people(self) -> list[tuple[str, Details]]:
        """(address, details) of all who were written."""
        return [
            (
                self[f"email{at}"].data,
                Details(
                    name=self[f"name{at}"].data,
                    country=self[f"country{at}"].data,
                    affiliation=self.organisation.data,
                    category=Category(self[f"category{at}"].data)
                    if len(self.offered) > 1
                    else self.offered[0],
                    language=self.language.data,
                ),
            )
            for at in self.filled
        ]


def booking_form(
    categories: Iterable[Category], *, sent: Mapping[str, Any], data: dict[str, Any]
) -> BookingForm:
    """The form, with as many rows as were sent, and some more where that was asked for."""
    offered = tuple(categories)
    number = FIRST
    while f"name{number}" in sent and number < MOST:
        number += 1
    if "more" in sent:
        number = min(MOST, number + MORE)
    key = order(language())
    lands = [("", _("Choose")), *sorted(countries(), key=lambda pair: key(pair[1]))]
    kinds = [(one, CATEGORIES[one]) for one in offered]
    fields: dict[str, Any] = {"number": number, "offered": offered}
    for at in range(number):
        fields[f"name{at}"] = LineField(_l("Name"))
        fields[f"email{at}"] = _optional_email()
        fields[f"country{at}"] = ChoiceField(_l("Country"), choices=lands, validators=[Optional()])
        if len(offered) > 1:
            fields[f"category{at}"] = ChoiceField(_l("Takes part as"), choices=kinds)
    form: BookingForm = type("Booking", (BookingForm,), fields)(data=data)
    return form


def _optional_email() -> EmailField:
    wrong = _l("Write an e-mail address, such as name@example.org.")
    return EmailField(
        _l("E-mail address"),
        [Optional(), Length(max=320), Regexp(ADDRESS, message=wrong)],
        filters=[typed_address],
    )
