"""Inviting all regions at once: a tick, a name and an address for each."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Length, Optional, Regexp

from cwf.delegations.forms.delegation import DatesForm
from cwf.registration.details import same_address
from cwf.registration.forms.registration import ADDRESS
from cwf.web.forms import LineField, NewForm
from cwf.web.forms.fields import clean_line


def _address(text: str | None) -> str:
    return same_address(clean_line(text))


class RegionsForm(DatesForm, NewForm):
    """Which regions to invite, and whom; a region without an address becomes a draft."""

    @classmethod
    def of(cls, regions: Iterable[Any], **kwargs: Any) -> "RegionsForm":
        """The form with a row for each region."""
        fields: dict[str, Any] = {}
        for region in regions:
            fields[f"take_{region.id}"] = BooleanField(_l("Invite"))
            fields[f"name_{region.id}"] = LineField(_l("Name of the head"))
            fields[f"email_{region.id}"] = StringField(
                _l("E-mail address"),
                [
                    Optional(),
                    Length(max=320),
                    Regexp(
                        ADDRESS, message=_l("Write an e-mail address, such as name@example.org.")
                    ),
                ],
                filters=[_address],
            )
        made = type("RegionsForm", (cls,), fields)(**kwargs)
        made.regions = list(regions)
        return made  # type: ignore[no-any-return]

    regions: list[Any]

    def rows(self) -> Iterator[tuple[Any, Any, Any, Any]]:
        """(region, its tick, its name, its address) of all regions, in order."""
        for one in self.regions:
            yield one, self[f"take_{one.id}"], self[f"name_{one.id}"], self[f"email_{one.id}"]

    def taken(self) -> Iterator[tuple[Any, str, str]]:
        """(region, name, address) of those that were ticked."""
        for region, take, name, email in self.rows():
            if take.data:
                yield region, name.data or "", email.data or ""

    def validate(self, extra_validators: Any = None) -> bool:
        """Who has an address has a name, too, and the other way round; one is ticked at least."""
        valid = super().validate(extra_validators)
        for region, name, email in self.taken():
            if email and not name:
                self.fail(f"name_{region.id}", _("Write the name, too."))
            if name and not email:
                self.fail(f"email_{region.id}", _("Write the address, too."))
        if not any(True for _one in self.taken()):
            self.form_errors.append(_("Tick one at least."))
            return False
        return valid and not self.errors
