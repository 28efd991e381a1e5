"""The forms of a delegation: what the host says of it, and what its heads may."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.delegations.forms.words import STANDINGS
from cwf.delegations.home_zones import home_language, home_zone
from cwf.delegations.stages import Standing
from cwf.editions.forms.settings import countries
from cwf.i18n import LANGUAGES, language
from cwf.programme.collation import order
from cwf.programme.wall_clock import instants
from cwf.web.forms import (
    ChoiceField,
    ClockField,
    DayField,
    Form,
    LineField,
    NewForm,
    ProseField,
    TextsField,
    ZoneField,
)
from cwf.web.forms.fields import said_clock

DATES = ("deadline", "substitutes_until", "places_held_until")
LAST_MINUTE = time(23, 59)


class DatesForm(Form):
    """Until when names, substitutes and held places; the clock is the host's.

    Once validated, `dates` has the instants in UTC by the names of `DATES`; None: none is set. An
    hour that comes twice means its second time: nobody is late by the change of clocks.
    """

    deadline_day = DayField(_l("Names until"))
    deadline_at = ClockField(_l("Time"))
    substitutes_until_day = DayField(_l("Substitutes until"))
    substitutes_until_at = ClockField(_l("Time"))
    places_held_until_day = DayField(_l("Places held until"))
    places_held_until_at = ClockField(_l("Time"))

    def __init__(self, *args: Any, wall: str, **kwargs: Any) -> None:
        self.wall = ZoneInfo(wall)
        self.dates: dict[str, datetime | None] = {}
        super().__init__(*args, **kwargs)

    @staticmethod
    def dates_of(row: Any, wall: str) -> dict[str, Any]:
        """What the form shows of a delegation's dates."""
        values: dict[str, Any] = {}
        for name in DATES:
            if at := getattr(row, name):
                local = at.astimezone(ZoneInfo(wall))
                values |= {f"{name}_day": local.date(), f"{name}_at": local.time()}
        return values

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the order of the dates."""
        valid = super().validate(extra_validators)
        self.dates = {name: self._instant(name) for name in DATES}
        named, late = self.dates["deadline"], self.dates["substitutes_until"]
        if named and late and late < named:
            self.fail("substitutes_until_day", _("This is before names are due."))
        return valid and not self.errors

    def _instant(self, name: str) -> datetime | None:
        day: date | None = self[f"{name}_day"].data
        at: time | None = self[f"{name}_at"].data
        if day is None:
            if at is not None:
                self.fail(f"{name}_day", _("Choose the day, too."))
            return None
        found = instants(datetime.combine(day, at or LAST_MINUTE), self.wall)
        if not found:
            hour = said_clock(at or LAST_MINUTE)
            sentence = _("The clocks go forward over %(at)s that night. Choose another time.",
                         at=hour)  # fmt: skip
            self.fail(f"{name}_at", sentence)
            return None
        return found[-1]


class DelegationForm(DatesForm):
    """What the host says of a delegation."""

    name = TextsField(_l("Name of the region"), required=True)
    country = ChoiceField(_l("Country"))
    standing = ChoiceField(_l("Comes as"), choices=list(STANDINGS.items()))
    lead = LineField(_l("Led by (optional)"), description=_l("The body that leads it."))
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))
    zone = ZoneField(_l("Clock at home"))
    note = ProseField(
        _l("A word to the delegation (optional)"),
        most=4000,
        description=_l("It stands on the invitation and on the delegation's page."),
        render_kw={"rows": 4},
    )

    PLAIN = ("country", "standing", "lead", "language", "zone", "note")

    def __init__(self, *args: Any, own_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = order(language())
        lands = sorted(countries(), key=lambda pair: key(pair[1]))
        self.country.offer([("", _("Choose")), *lands])
        if not own_name:
            del self["name"]

    def validate(self, extra_validators: Any = None) -> bool:
        """A country has to be chosen; the rest as ever."""
        valid = super().validate(extra_validators)
        if not self.country.data:
            self.fail("country", _("Choose a country."))
        if "name" in self and self.standing.data == Standing.MEMBER:
            self.fail("standing", _("This is no region of the network: a guest, or an applicant."))
        return valid and not self.errors

    @staticmethod
    def values_of(row: Any, wall: str) -> dict[str, Any]:
        """What the form shows of a delegation."""
        plain = {name: getattr(row, name) for name in DelegationForm.PLAIN}
        dates = DatesForm.dates_of(row, wall)
        return {"version": row.version, "name": row.name, **plain, **dates}

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        found = {name: self[name].data or "" for name in self.PLAIN}
        return {**found, **self.dates, **({"name": self["name"].data} if "name" in self else {})}


class NewDelegationForm(DelegationForm, NewForm):
    """A delegation of one of the network's regions, or of one that is none of them."""

    region = ChoiceField(_l("Region"))

    def __init__(self, *args: Any, regions: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, own_name=True, **kwargs)
        self.known = {region.slug: region for region in regions}
        named = [(slug, _name(region)) for slug, region in self.known.items()]
        key = order(language())
        self.region.offer(
            [("", _("None of the network's")), *sorted(named, key=lambda p: key(p[1]))]
        )
        if self.is_submitted() and self.region.data in self.known:
            self._fill(self.known[self.region.data])

    def _fill(self, region: Any) -> None:
        """A region of ours brings its name and country along, and probably its clock."""
        del self["name"]
        self.country.data = self.country.data or region.country
        if self.zone.data in ("", "UTC", None):
            self.zone.data = home_zone(region.country, region.slug)


class OwnDetailsForm(Form):
    """What heads say of their delegation themselves."""

    lead = LineField(_l("Led by (optional)"), description=_l("The body that leads it."))
    language = ChoiceField(_l("Language of mails"), choices=list(LANGUAGES.items()))
    zone = ZoneField(_l("Clock at home"))

    PLAIN = ("lead", "language", "zone")

    @property
    def values(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self[name].data or "" for name in self.PLAIN}


def beginning(region: Any) -> dict[str, str]:
    """What is said of the delegation of one of our regions before anybody has said more."""
    return {
        "country": region.country,
        "language": home_language(region.country),
        "zone": home_zone(region.country, region.slug),
    }


def _name(region: Any) -> str:
    return region.name.get(language()) or region.name.get("en") or region.slug
