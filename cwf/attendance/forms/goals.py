"""The goal of a target or part: how many, by when, why, who answers for it, and the way there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.paths import Fault, faults, usual
from cwf.attendance.queries.targets import Target
from cwf.editions.forms.facts import FigureField, read_sources, written_sources
from cwf.web.forms import DayField, Form, LineField, PickField, ProseField, TextsField

ROOM = 3  # more points than there are
MOST_POINTS = 40
FAULTS = {
    Fault.SAME_DAY: _l("There is a point on this day already."),
    Fault.FALLS: _l("Write at least as many as at the point before."),
    Fault.LATE: _l("This is after the day by which the goal is to be reached."),
}


class NumeralField(FigureField):
    """A figure that says by itself when it is none."""

    def pre_validate(self, form: Any) -> None:
        """A number."""
        self.figure  # noqa: B018 - reading it checks it


class GoalForm(Form):
    """How many by when. The fields of points are bound by `with_points`."""

    name = TextsField(_l("Name"), required=True, most=120)
    definition = TextsField(
        _l("Definition"),
        multiline=True,
        rows=3,
        most=1000,
        description=_l("Who counts and who does not, so that two people come to one number."),
    )
    low = NumeralField(
        _l("Goal"), required=True, most=20, description=_l("How many there are to be.")
    )
    high = NumeralField(_l("Up to"), most=20, description=_l("If it is a range."))
    least = NumeralField(_l("At least"), most=20, description=_l("What must be reached."))
    stretch = NumeralField(_l("Stretch"), most=20, description=_l("What would be splendid."))
    by = DayField(_l("By when"))
    owner = LineField(_l("Who answers for it"), most=200)
    why = TextsField(_l("Why this number"), multiline=True, rows=3, most=1000)
    sources = ProseField(
        _l("Sources"),
        most=3000,
        render_kw={"rows": 2},
        description=_l("One a line: what it is, then its address, if it has one."),
    )
    path_as = PickField(
        _l("Planned path"),
        choices=[
            ("usual", _l("The usual one: few early, half of all in the last quarter")),
            ("own", _l("These points")),
            ("none", _l("None")),
        ],
    )
    reason = ProseField(
        _l("Why it is changed"),
        required=True,
        most=1000,
        render_kw={"rows": 2},
        description=_l("Kept with the change, for whoever asks later."),
    )

    number: int = 0

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the numbers and the points together."""
        if not super().validate(extra_validators):
            return False
        low, high = self.low.figure or 0.0, self.high.figure
        if high is not None and high <= low:
            self.fail("high", _("Write a figure above the first one."))
        if (self.least.figure or 0.0) > low:
            self.fail("least", _("Write a figure that is not above the goal."))
        if self.stretch.figure is not None and self.stretch.figure < (high or low):
            self.fail("stretch", _("Write a figure that is not below the goal."))
        self._check_path()
        return not self.errors

    def _check_path(self) -> None:
        if self.path_as.data == "usual" and not self.by.data:
            self.fail("by", _("Choose a day: the usual path leads to it."))
        if self.path_as.data != "own":
            return
        for place in range(self.number):
            day, number = self[f"point{place}_day"], self[f"point{place}_number"]
            if (day.data is None) != (number.figure is None):
                self.fail(day.name, _("A point needs a day and a number."))
        if not self.errors and not self._points():
            self.fail("path_as", _("Write a point, or choose another path."))
        for place, fault in faults(self._path(), self.by.data):
            self.fail(self._points()[place][2], str(FAULTS[fault]))

    def _points(self) -> list[tuple[date, float, str]]:
        """Points that are whole, by their days, each with the name of the field of its number."""
        found = []
        for place in range(self.number):
            day, number = self[f"point{place}_day"].data, self[f"point{place}_number"].figure
            if day is not None and number is not None:
                found.append((day, number, f"point{place}_number"))
        return sorted(found, key=lambda point: point[0])

    def _path(self) -> list[tuple[date, float]]:
        return [(day, number) for day, number, _name in self._points()]

    def path(self, today: date) -> tuple[tuple[date, float], ...]:
        """The planned path; the usual one begins today, or where an earlier one began."""
        if self.path_as.data == "own":
            return tuple(self._path())
        if self.path_as.data == "usual" and self.by.data:
            begins = min([today, *(day for day, _number in self._path())])
            return usual(begins, self.by.data, self.low.figure or 0.0)
        return ()

    @property
    def goal(self) -> dict[str, Any]:
        """What the actions take, without unit, predicate, path and reason."""
        return {
            **{name: self[name].figure for name in ("low", "high", "least", "stretch")},
            **{name: self[name].data for name in ("name", "definition", "why", "by")},
            "owner": self.owner.data or "",
            "sources": read_sources(self.sources.data or ""),
        }


def with_points(path: Sequence[Any], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the points that there are, or were sent, and of some more."""
    number = len(path) + ROOM
    while f"point{number}_day" in sent and number < MOST_POINTS:
        number += 1
    fields: dict[str, Any] = {"number": number}
    for place in range(number):
        fields[f"point{place}_day"] = DayField(_l("Day"))
        fields[f"point{place}_number"] = NumeralField(_l("Planned"), most=20)
    return fields


def goal_form(row: Target, *, sent: Mapping[str, Any], languages: list[str]) -> GoalForm:
    """The form of a part: what it counts, its whole says."""
    data = goal_values(row)
    made: GoalForm = type("Goal", (GoalForm,), with_points(data["path"], sent))(
        data=data, languages=languages
    )
    return made


def goal_values(row: Target) -> dict[str, Any]:
    """What the form shows of a target."""
    names = ("version", "name", "definition", "why", "by", "owner", "low", "high", "least")
    values: dict[str, Any] = {name: getattr(row, name) for name in (*names, "stretch", "path")}
    for place, (day, number) in enumerate(row.path):
        values[f"point{place}_day"] = date.fromisoformat(day)
        values[f"point{place}_number"] = number
    values["path_as"] = "own" if row.path else "none"
    values["sources"] = written_sources(row.sources)
    return values
