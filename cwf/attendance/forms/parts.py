"""The form by which a target is divided: a number for each region, role, day or channel."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.actions.targets import Part
from cwf.attendance.forms.goals import NumeralField
from cwf.web.forms import Form, ProseField


class PartsForm(Form):
    """A number for each value of an axis. The fields of values are bound by `parts_form`."""

    reason = ProseField(
        _l("Why so"),
        most=1000,
        render_kw={"rows": 2},
        description=_l("Kept with each part that changes, for whoever asks later."),
    )

    values: Sequence[tuple[str, str]] = ()
    kept: Mapping[str, float] = MappingProxyType({})

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves; giving a part up, or another number, needs a reason."""
        if not super().validate(extra_validators):
            return False
        wanted = dict(self._numbers())
        if not self.reason.data and set(self.kept) - set(wanted):
            self.fail("reason", _("Say why a part is given up."))
        elif not self.reason.data and any(wanted[one] != low for one, low in self.kept.items()):
            self.fail("reason", _("Say why a number is changed."))
        return not self.errors

    @property
    def rows(self) -> list[Any]:
        """The fields, in the order of the values."""
        return [self[f"part{place}"] for place in range(len(self.values))]

    def parts(self, names: Mapping[str, dict[str, str]]) -> list[Part]:
        """The parts that are wanted; `names` are what each is called, by language."""
        return [Part(value=value, name=names[value], low=low) for value, low in self._numbers()]

    def _numbers(self) -> list[tuple[str, float]]:
        found = []
        for (value, _word), row in zip(self.values, self.rows, strict=True):
            if row.figure is not None:
                found.append((value, row.figure))
        return found


def parts_form(
    values: Sequence[tuple[str, str]], there: Mapping[str, float], *, version: int
) -> PartsForm:
    """The form for these (value, words); `there` are the numbers of the parts that stand."""
    fields: dict[str, Any] = {"values": values, "kept": there}
    data: dict[str, Any] = {"version": version}
    for place, (value, word) in enumerate(values):
        fields[f"part{place}"] = NumeralField(word, most=20)
        data[f"part{place}"] = there.get(value)
    made: PartsForm = type("Parts", (PartsForm,), fields)(data=data)
    return made


class RetiringForm(Form):
    """Give a target up, or take it up again."""

    reason = ProseField(
        _l("Why"),
        required=True,
        most=1000,
        render_kw={"rows": 3},
        description=_l("Kept with the target, for whoever asks later."),
    )
