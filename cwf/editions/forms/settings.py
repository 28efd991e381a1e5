"""What an edition is: the forms for making one and for changing it."""

import re
from functools import cache
from typing import Any

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, ValidationError

from cwf.editions.forms.look import LookForm
from cwf.editions.lifecycle import Certainty
from cwf.web.forms import (
    ChoiceField,
    DayField,
    LineField,
    NewForm,
    NumberField,
    TextsField,
    ZoneField,
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What CLDR names besides: unions, unknown ones, and what ISO 3166-1 only reserves.
NO_COUNTRY = {
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ",
}  # fmt: skip
LANGUAGES = [
    ("en,da", _l("English, then Danish")),
    ("da,en", _l("Danish, then English")),
    ("en", _l("English only")),
    ("da", _l("Danish only")),
]
CERTAINTIES = [
    (Certainty.CONFIRMED.value, _l("Confirmed")),
    (Certainty.UNCONFIRMED.value, _l("Unconfirmed")),
    (Certainty.DISPUTED.value, _l("Disputed: sources contradict each other")),
]
TEXTS = ("ordinal_note", "city", "venue", "theme", "lead", "welcome", "practical", "notice", "note")


class SettingsForm(LookForm):
    """An edition but for its dates. `values_of` says what it shows, `values` what it makes."""

    theme = TextsField(_l("Theme"), most=200)
    lead = TextsField(
        _l("Lead"), multiline=True, rows=3, most=600, description=_l("One or two sentences.")
    )
    year = NumberField(_l("Year"), least=2000, most=2100, required=True)
    ordinal = NumberField(
        _l("Number"), least=1, most=200, description=_l("The how-manyeth forum; empty: not known.")
    )
    ordinal_note = TextsField(_l("Note on the number"), most=400)
    certainty = ChoiceField(_l("How sure it is that it takes or took place"), choices=CERTAINTIES)
    host = ChoiceField(_l("Host region"))
    country = ChoiceField(_l("Country"))
    city = TextsField(_l("City"), most=120)
    venue = TextsField(_l("Main venue"), most=200)
    website = LineField(_l("Website"), most=300)
    welcome = TextsField(_l("Welcome"), multiline=True, rows=8)
    practical = TextsField(_l("Practical information"), multiline=True, rows=12)
    notice = TextsField(_l("Notice"), multiline=True, rows=2, most=600)
    note = TextsField(_l("Note on what is known"), multiline=True, rows=3, most=2000)
    languages = ChoiceField(_l("Languages"), choices=LANGUAGES)
    picture = FileField(
        _l("Picture"),
        description=_l("JPEG, PNG or WebP, 8 MB at most. Place and camera are taken out."),
    )
    alternative = TextsField(_l("What the picture shows"), most=200)
    no_picture = BooleanField(_l("Take the picture away"))
    illustrative = BooleanField(_l("The programme is illustrative: real times are not known"))
    invented = BooleanField(_l("The edition is invented"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.offer([("", _("Not known")), *countries()])

    def validate_website(self, field: LineField) -> None:
        """A whole address."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError(_("Write a whole address, such as https://example.org."))

    @staticmethod
    def values_of(edition: Any, alternative: dict[str, str]) -> dict[str, Any]:
        """What the form shows of an edition, and of what its picture shows."""
        same = ("version", "year", "ordinal", "country", "illustrative", "invented", *TEXTS)
        return {
            **{name: getattr(edition, name) for name in same},
            "certainty": edition.certainty,
            "host": edition.host_region.slug if edition.host_region else "",
            "website": edition.website or "",
            "languages": ",".join(edition.languages),
            **LookForm.shown_of(edition.look),
            "alternative": alternative,
        }

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, apart from host region and picture."""
        same = ("year", "ordinal", "certainty", "illustrative", "invented", *TEXTS)
        return {
            **{name: self[name].data for name in same},
            "country": self.country.data or None,
            "website": self.website.data or None,
            "languages": self.languages.data.split(","),
            **self.changed_look,
        }


class NewEditionForm(NewForm):
    """The little that a new edition needs; all else has its own page."""

    year = NumberField(_l("Year"), least=2000, most=2100, required=True)
    slug = LineField(
        _l("Address"),
        most=80,
        description=_l("Small letters, digits and hyphens. Empty: the year. It never changes."),
    )
    city = TextsField(_l("City"), most=120)
    host = ChoiceField(_l("Host region"))
    country = ChoiceField(_l("Country"))
    zone = ZoneField(_l("Time zone"))
    starts = DayField(_l("First day"))
    ends = DayField(_l("Last day"))
    languages = ChoiceField(_l("Languages"), choices=LANGUAGES, default="en,da")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.offer([("", _("Not known")), *countries()])

    def validate_slug(self, field: LineField) -> None:
        """What can stand in an address."""
        if field.data and not SLUG.fullmatch(field.data):
            raise ValidationError(_("Use small letters, digits and hyphens, such as aarhus-2027."))

    def validate_ends(self, field: DayField) -> None:
        """Not before the first day."""
        check_days(self.starts.data, field.data)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, apart from the address and the host region."""
        return {
            "year": self.year.data,
            "city": self.city.data,
            "country": self.country.data or None,
            "zone": self.zone.data,
            "starts": self.starts.data,
            "ends": self.ends.data or self.starts.data,
            "languages": self.languages.data.split(","),
        }


def check_days(starts: Any, ends: Any) -> None:
    """Raise ValidationError unless the days are in order."""
    if ends and not starts:
        raise ValidationError(_("Choose the first day, too."))
    if ends and ends < starts:
        raise ValidationError(_("The last day lies before the first."))


def countries() -> list[tuple[str, str]]:
    """Countries by their ISO code, in order of their names in the reader's language."""
    return list(_countries(str(get_locale() or "en")))


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    named = Locale.parse(language).territories.items()
    real = [(code, name) for code, name in named if len(code) == 2 and code not in NO_COUNTRY]
    return tuple(sorted(real, key=lambda pair: pair[1]))
