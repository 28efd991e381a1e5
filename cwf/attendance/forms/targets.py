"""The form of a target: what is counted of whom, how many by when, why, and who answers for it."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from cwf.attendance.fitting import Misfit, may_have_parts, misfits
from cwf.attendance.forms.goals import GoalForm, goal_values, with_points
from cwf.attendance.forms.values import CONDITIONS, offered
from cwf.attendance.forms.words import AXES, OFS, UNITS_EXPLAINED
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import AXES as CONDITION
from cwf.attendance.predicates import Of, Predicate, Where, read
from cwf.attendance.queries.choices import Choices
from cwf.attendance.queries.targets import Target
from cwf.web.forms import ChoiceField, LineField, MultiCheckField, NewForm
from cwf.web.templating import country

TICKED = ("categories", "regions", "roles", "channels", "days", "kinds")
MISFITS = {
    Misfit.UNIT: _l("This unit does not go with what is counted: choose another of the two."),
    Misfit.ASKED: _l("What is counted knows nothing of this: leave it empty."),
    Misfit.CATEGORY: _l("With this unit, only those who are registered as such: tick that alone."),
    Misfit.KEYNOTES: _l("Keynotes are one kind of session: tick that alone."),
}


class TargetForm(GoalForm):
    """What is counted, and its goal. Its lists are filled by `target_form`."""

    unit = ChoiceField(_l("Unit"), choices=list(UNITS_EXPLAINED.items()))
    of = ChoiceField(_l("What is counted"), choices=list(OFS.items()))
    international = ChoiceField(
        CONDITIONS["international"],
        choices=[("", _l("All")), ("yes", _l("From abroad only")), ("no", _l("From home only"))],
        description=_l("By the edition's definition of international."),
    )
    categories = MultiCheckField(CONDITIONS["categories"])
    countries = LineField(
        CONDITIONS["countries"],
        most=200,
        description=_l("Codes of countries of two letters, such as DK, SE. Empty: all."),
    )
    regions = MultiCheckField(CONDITIONS["regions"])
    roles = MultiCheckField(CONDITIONS["roles"])
    channels = MultiCheckField(CONDITIONS["channels"])
    days = MultiCheckField(CONDITIONS["days"])
    kinds = MultiCheckField(CONDITIONS["kinds"])

    parts: Mapping[str, frozenset[str]] = MappingProxyType({})

    def validate_countries(self, field: LineField) -> None:
        """Codes that there are."""
        unknown = [one for one in _codes(field.data) if country(one) == one]
        if unknown:
            raise ValidationError(
                _("No country has this code: %(codes)s.", codes=", ".join(unknown))
            )

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then unit and conditions together."""
        if not super().validate(extra_validators):
            return False
        for why, name in misfits(self.chosen_unit, self.predicate):
            self.fail(name, str(MISFITS[why]))
        for axis in sorted(self.parts):
            asked = self[CONDITION[axis]].data
            if asked and not self.parts[axis] <= set(asked):
                sentence = _("This leaves out one of which there is a part: give that up first.")
                self.fail(CONDITION[axis], sentence)
            if not may_have_parts(self.predicate, axis):
                sentence = _(
                    "This has parts by %(axis)s, and what is counted knows nothing of it: give "
                    "the parts up first.",
                    axis=str(AXES[axis]).lower(),
                )
                self.fail("of", sentence)
        return not self.errors

    @property
    def chosen_unit(self) -> Unit:
        """The unit."""
        return Unit(self.unit.data)

    @property
    def predicate(self) -> Predicate:
        """What is counted, of whom."""
        ticked = {name: frozenset(self[name].data) for name in TICKED}
        ticked["days"] = frozenset(date.fromisoformat(one) for one in ticked["days"])
        abroad = {"yes": True, "no": False}.get(self.international.data)
        where = Where(
            international=abroad, countries=frozenset(_codes(self.countries.data)), **ticked
        )
        return Predicate(of=Of(self.of.data), where=where)


class NewTargetForm(TargetForm, NewForm):
    """A target that is not there yet: nothing was changed, so no reason is asked."""

    reason = None  # type: ignore[assignment]


def target_form(
    row: Target | None,
    *,
    choices: Choices,
    parts: Mapping[str, frozenset[str]] = MappingProxyType({}),
    sent: Mapping[str, Any],
    languages: list[str],
    new: bool = False,
) -> TargetForm:
    """The form of a target, or of one that is not there yet.

    `parts` are the values of its parts by axis.
    """
    base = NewTargetForm if new else TargetForm
    data: dict[str, Any] = {"path_as": "usual"}
    if row is not None:
        data = {**goal_values(row), **_what(read(row.predicate)), "unit": row.unit}
    fields = with_points(data.get("path", ()), sent)
    made: TargetForm = type("Target", (base,), {**fields, "parts": parts})(
        data=data, languages=languages
    )
    for name in TICKED:
        known = offered(name, choices)
        gone = [(one, one) for one in data.get(name, ()) if one not in dict(known)]
        made[name].offer([*known, *gone])
    return made


def _what(predicate: Predicate) -> dict[str, Any]:
    where = predicate.where
    ticked: dict[str, Any] = {name: sorted(getattr(where, name)) for name in TICKED}
    ticked["days"] = [one.isoformat() for one in ticked["days"]]
    abroad = {True: "yes", False: "no", None: ""}[where.international]
    countries = ", ".join(sorted(where.countries))
    return {"of": predicate.of, "international": abroad, "countries": countries, **ticked}


def _codes(written: str | None) -> list[str]:
    return [one.upper() for one in re.split(r"[\s,;]+", written or "") if one]
