"""The form of a campaign: what it is called, its days, and at whom it is aimed."""

import re
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from cwf.attendance.forms.values import CONDITIONS, offered
from cwf.attendance.predicates import Where
from cwf.attendance.queries.campaigns import Campaign, segment_of
from cwf.attendance.queries.choices import Choices
from cwf.web.forms import DayField, Form, LineField, MultiCheckField, NewForm, TextsField
from cwf.web.templating import country

LONGEST = 366  # days


class CampaignForm(Form):
    """A campaign. Where nothing is ticked, it was aimed at everybody."""

    name = TextsField(_l("Name"), required=True, most=120)
    starts = DayField(_l("First day"), required=True)
    ends = DayField(_l("Last day"), required=True)
    channels = MultiCheckField(CONDITIONS["channels"])
    regions = MultiCheckField(CONDITIONS["regions"])
    countries = LineField(
        CONDITIONS["countries"],
        most=200,
        description=_l("Codes of countries of two letters, such as DK, SE. Empty: all."),
    )

    def validate_countries(self, field: LineField) -> None:
        """Codes that there are."""
        unknown = [one for one in _codes(field.data) if country(one) == one]
        if unknown:
            raise ValidationError(
                _("No country has this code: %(codes)s.", codes=", ".join(unknown))
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the days together."""
        if not super().validate(extra_validators):
            return False
        if self.last < self.first:
            self.fail("ends", _("Choose a day that is not before the first one."))
        elif (self.last - self.first).days >= LONGEST:
            self.fail("ends", _("Choose a day within a year of the first one."))
        return not self.errors

    @property
    def first(self) -> date:
        """The first day of a form that is valid."""
        return self.starts.data  # type: ignore[no-any-return]

    @property
    def last(self) -> date:
        """The last day of a form that is valid."""
        return self.ends.data  # type: ignore[no-any-return]

    @property
    def segment(self) -> Where:
        """At whom."""
        return Where(
            channels=frozenset(self.channels.data),
            regions=frozenset(self.regions.data),
            countries=frozenset(_codes(self.countries.data)),
        )


class NewCampaignForm(CampaignForm, NewForm):
    """A campaign that is not there yet."""


def campaign_form(
    row: Campaign | None, *, choices: Choices, languages: list[str]
) -> CampaignForm | NewCampaignForm:
    """The form of a campaign, or of one that is not there yet."""
    where = segment_of(row) if row else Where()
    ticked = {"channels": sorted(where.channels), "regions": sorted(where.regions)}
    data: dict[str, Any] = {**ticked, "countries": ", ".join(sorted(where.countries))}
    if row is not None:
        data |= {"name": row.name, "starts": row.starts, "ends": row.ends, "version": row.version}
    made = (CampaignForm if row else NewCampaignForm)(data=data, languages=languages)
    for name, chosen in ticked.items():
        known = offered(name, choices)
        gone = [(one, one) for one in chosen if one not in dict(known)]
        made[name].offer([*known, *gone])
    return made


def _codes(written: str | None) -> list[str]:
    return [one.upper() for one in re.split(r"[\s,;]+", written or "") if one]
