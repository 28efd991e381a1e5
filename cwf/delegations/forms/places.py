"""The forms of places: what the host grants, what a delegation asks for, what is answered."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext, ngettext

from cwf.delegations.forms.words import ROLES
from cwf.delegations.queries.quotas import ANY, Quotas
from cwf.delegations.roles import Role
from cwf.web.forms import ChoiceField, Form, LineField, NewForm, NumberField

MOST = 10_000


class RolesForm(Form):
    """How many places of each role; the fields are made for each."""


for _role, _label in ROLES.items():
    setattr(RolesForm, f"role_{_role}", NumberField(_label, most=MOST))


class GrantForm(RolesForm):
    """How many places a delegation has, in all and by role; empty: no number of its own."""

    total = NumberField(_l("Places in all"), most=MOST)

    @staticmethod
    def values_of(quotas: Quotas) -> dict[str, Any]:
        """What the form shows."""
        return {"total": quotas.total, **{f"role_{r}": quotas.granted(r) for r in Role}}

    @property
    def roles(self) -> dict[Role, int]:
        """The numbers by role, of those that have one."""
        found = {role: self[f"role_{role}"].data for role in Role}
        return {role: number for role, number in found.items() if number is not None}

    def validate(self, extra_validators: Any = None) -> bool:
        """By role there cannot be more than in all."""
        valid = super().validate(extra_validators)
        kept = sum(self.roles.values())
        if valid and self.roles and self.total.data is None:
            self.fail("total", _("Say how many in all, too: %(number)s at least.", number=kept))
        elif valid and self.total.data is not None and kept > self.total.data:
            self.fail("total", _("By role these are %(number)s, more than in all.", number=kept))
        return valid and not self.errors


class AskForm(NewForm):
    """A request: so many places from here to there. "" stands for the host."""

    number = NumberField(_l("How many"), least=1, most=500, required=True)
    source = ChoiceField(lazy_pgettext("role", "From"))
    target = ChoiceField(_l("To"))
    reason = LineField(_l("Why (optional)"), most=500)

    def __init__(self, *args: Any, quotas: Quotas, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quotas = quotas
        givers = [role for role in Role if quotas.granted(role)]
        shared = [(ANY, _("Places of any role"))] if quotas.shared else []
        offered = [(role, ROLES[role]) for role in givers]
        self.source.offer([("", _("The host: more places")), *shared, *offered])
        takers = [(role, ROLES[role]) for role in Role]
        back = [("", _("The host: given back"))] if quotas.total else []
        self.target.offer([(ANY, _("Places of any role")), *takers, *back])

    def validate(self, extra_validators: Any = None) -> bool:
        """From one to another, and not more than are free where they come from."""
        if not super().validate(extra_validators):
            return False
        if self.source.data == self.target.data:
            self.fail("target", _("Choose another than they come from."))
            return False
        free = self.quotas.free_of(self.source.data) if self.source.data else None
        if free is not None and (self.number.data or 0) > free:
            self.fail("number", ngettext("Only %(num)s is free.", "Only %(num)s are free.", free))
        return not self.errors


class AnswerForm(Form):
    """What the host answers to a request."""

    answer = LineField(_l("A word with it (optional)"), most=500)


def place_words() -> Mapping[str, str]:
    """From where to where places move, in words."""
    named = {str(role): str(word) for role, word in ROLES.items()}
    return {**named, ANY: _("places of any role"), "": ""}
