"""Forms of estimates: what they are made of, refused where nothing can be told of it."""

from typing import Any

from flask_babel import lazy_gettext as _l

from cwf.attendance.estimates import (
    Asked,
    Estimate,
    NoEstimateError,
    Why,
    capture_recapture,
    duplication,
)
from cwf.attendance.forms.counts import MOST, CountForm
from cwf.attendance.forms.words import UNITS_EXPLAINED
from cwf.attendance.measures import Method, Unit
from cwf.web.forms import ChoiceField, NumberField

MOST_DAYS = 5
# Of whom an estimate can be: of somebody; countries and shares wear no sticker.
PEOPLE = (Unit.GUEST, Unit.PARTICIPANT, Unit.DELEGATE, Unit.STUDENT, Unit.REPORTER)
NO_ESTIMATES = {
    Why.NOBODY: _l("Nothing can be told where there is nobody."),
    Why.TOO_MANY_AGAIN: _l("No more can be met again than were marked, or were met."),
    Why.NONE_AGAIN: _l("Nobody was met again: so the number cannot be told. Ask more people."),
    Why.NO_VISITS: _l("Of no visits there are no guests."),
    Why.FEW_ANSWERS: _l("At least two answers are needed for an interval."),
    Why.FEW_VISITS: _l("Those who answered have made more visits than that."),
}


def _unit(*units: Unit) -> ChoiceField:
    return ChoiceField(
        _l("Unit"), choices=[(one, UNITS_EXPLAINED[one]) for one in units], default=Unit.GUEST
    )


class EstimateForm(CountForm):
    """A number that is estimated: refused where nothing can be told of what was entered."""

    made: Estimate | None = None
    method = Method.REPORT

    def estimate(self) -> Estimate:
        """What comes of it; raises NoEstimateError."""
        raise NotImplementedError

    @property
    def inputs(self) -> dict[str, Any]:
        """What it is made of, as it is kept."""
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields, then whether anything can be estimated of them."""
        if not super().validate(extra_validators):
            return False
        try:
            self.made = self.estimate()
        except NoEstimateError as error:
            self.fail(error.field, str(NO_ESTIMATES[error.why]))
        return not self.errors

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        assert self.made is not None
        bounds = {"number": self.made.number, "low": self.made.low, "high": self.made.high}
        return {**super().values, **bounds, "method": self.method, "inputs": self.inputs}


class RecaptureForm(EstimateForm):
    """Capture and recapture in an open area; who is there on one day is a visit."""

    unit = _unit(*PEOPLE, Unit.VISIT)
    marked = NumberField(
        _l("Marked the first time"), most=MOST, required=True,
        description=_l("To how many you gave a sticker, or who answered the first survey."),
    )  # fmt: skip
    met = NumberField(_l("Met the second time"), most=MOST, required=True)
    again = NumberField(_l("Of these, marked already"), most=MOST, required=True)
    method = Method.LINCOLN_PETERSEN

    def estimate(self) -> Estimate:
        """By Lincoln and Petersen, corrected by Chapman."""
        return capture_recapture(**self.inputs)

    @property
    def inputs(self) -> dict[str, Any]:
        """The three numbers."""
        return {name: self[name].data for name in ("marked", "met", "again")}


def _answers(label: Any) -> NumberField:
    return NumberField(label, most=MOST)


class DuplicationForm(EstimateForm):
    """Guests of visits, by a survey of how many days people come."""

    unit = _unit(*PEOPLE)
    visits = NumberField(
        _l("Visits"), most=MOST, required=True,
        description=_l("Counted by clickers and turnstiles: one person on one day each."),
    )  # fmt: skip
    asked = ChoiceField(
        _l("Whom the survey asked"),
        choices=[
            (Asked.AT_THE_DOOR, _l("Who came in, at the door")),
            (Asked.AFTERWARDS, _l("Guests afterwards, such as by a letter to all")),
        ],
        default=Asked.AT_THE_DOOR,
        description=_l(
            "Who comes on more days is met at the door more easily; that is allowed for."
        ),
    )
    days_1 = _answers(_l("Answered: one day"))
    days_2 = _answers(_l("Two days"))
    days_3 = _answers(_l("Three days"))
    days_4 = _answers(_l("Four days"))
    days_5 = _answers(_l("Five days"))
    method = Method.DUPLICATION

    def estimate(self) -> Estimate:
        """By the mean of days."""
        told = self.inputs
        try:
            return duplication(visits=told["visits"], days=told["days"], asked=Asked(told["asked"]))
        except NoEstimateError as error:
            field = "days_1" if error.field == "days" else error.field
            raise NoEstimateError(error.why, field) from error

    @property
    def inputs(self) -> dict[str, Any]:
        """Visits, whom one asked, and how many answered one day, two days and so on."""
        days = [self[f"days_{number}"].data or 0 for number in range(1, MOST_DAYS + 1)]
        while len(days) > 1 and not days[-1]:
            days.pop()
        return {"visits": self.visits.data, "asked": self.asked.data, "days": days}
