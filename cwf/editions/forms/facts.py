"""Figures, deadlines and claims of an edition."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from cwf.web.forms import (
    ChoiceField,
    DayField,
    Form,
    LineField,
    NewForm,
    ProseField,
    TextsField,
    ungrouped,
)

KINDS = {
    "promise": _l("Promised"),
    "result": _l("Result"),
    "claim": _l("Claim, not settled"),
    "price": _l("Price"),
    "deadline": _l("Deadline"),
    "speaker": _l("Speaker named"),
    "note": _l("Note"),
}
QUALIFIERS = [("", _l("exactly")), ("about", _l("about")), ("more_than", _l("more than"))]
CONFIDENCE = [
    ("", _l("Not said")),
    ("A", _l("From those responsible")),
    ("B", _l("Reported at first hand")),
    ("C", _l("Inferred, or one weak source")),
    ("X", _l("Sources disagree")),
]
# What one of a figure is, so that it can be compared: the codes of attendance's units.
MEASURES = [
    ("", _l("Not compared with others")),
    ("participant", _l("Participants: registered, counted once")),
    ("delegate", _l("Delegates: named by a delegation")),
    ("guest", _l("Guests: whoever comes, registered or not, counted once")),
    ("visit", _l("Visits: one person on one day")),
    ("country", _l("Countries")),
    ("region", _l("Regions")),
    ("speaker", _l("Speakers")),
    ("session", _l("Sessions")),
    ("keynote", _l("Keynotes")),
    ("venue", _l("Venues")),
    ("exhibitor", _l("Exhibitors")),
    ("solution", _l("Solutions shown")),
    ("reporter", _l("Reporters")),
    ("student", _l("Students")),
    ("share", _l("Per cent, such as of those who are satisfied")),
]
FIGURE = re.compile(r"\d{1,12}([.,]\d{1,2})?", re.ASCII)


class FigureField(LineField):
    """A figure of at most two decimals, or None; thousands may be set apart (ungrouped)."""

    def process_data(self, value: float | None) -> None:
        """As people write it."""
        if value is None:
            self.data = ""
        else:
            self.data = str(int(value)) if float(value).is_integer() else f"{value:.2f}"

    @property
    def figure(self) -> float | None:
        """The number; raises ValidationError with the way out."""
        written = ungrouped(self.data or "")
        if not written:
            return None
        if not FIGURE.fullmatch(written):
            raise ValidationError(_("Write a figure, such as 3000 or 12.50."))
        return float(written.replace(",", "."))


class FactForm(Form):
    """One of them."""

    kind = ChoiceField(_l("Kind"), choices=list(KINDS.items()))
    label = TextsField(_l("What it is"), required=True, most=200)
    day = DayField(_l("Day"), description=_l("Of a deadline."))
    qualifier = ChoiceField(_l("How exact"), choices=QUALIFIERS)
    value = FigureField(_l("Figure"), most=20)
    value_high = FigureField(_l("Up to"), most=20, description=_l("If it is a range."))
    unit = TextsField(
        _l("Unit"), most=120, description=_l("What is counted, such as guests or delegates.")
    )
    measure = ChoiceField(
        _l("What one of it is"),
        choices=MEASURES,
        description=_l(
            "Figures are compared only where this is the same: delegates are no participants."
        ),
    )
    confidence = ChoiceField(_l("How sure it is"), choices=CONFIDENCE)
    sources = ProseField(
        _l("Sources"),
        most=3000,
        render_kw={"rows": 3},
        description=_l("One a line: what it is, then its address, if it has one."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """A deadline has its day."""
        sound = bool(super().validate(extra_validators))
        if self.kind.data == "deadline" and not self.day.data and not self.day.errors:
            self.fail("day", _("Choose the day of the deadline."))
            return False
        return sound

    def validate_value(self, field: FigureField) -> None:
        """A number."""
        field.figure  # noqa: B018 - reading it checks it

    def validate_value_high(self, field: FigureField) -> None:
        """A larger number."""
        if field.figure is not None and (self.value.figure or 0) >= field.figure:
            raise ValidationError(_("Write a figure above the first one."))

    @staticmethod
    def values_of(edition: Any, fact: Any) -> dict[str, Any]:
        """What the form shows; the version is that of the whole edition."""
        names = ("kind", "label", "day", "qualifier", "value", "value_high", "unit", "measure")
        return {
            **{name: getattr(fact, name) for name in (*names, "confidence")},
            "sources": written_sources(fact.sources),
            "version": edition.version,
        }

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {
            "kind": self.kind.data,
            "label": self.label.data,
            "day": self.day.data,
            "qualifier": self.qualifier.data or None,
            "value": self.value.figure,
            "value_high": self.value_high.figure,
            "unit": self.unit.data,
            "measure": self.measure.data or None,
            "confidence": self.confidence.data or None,
            "sources": read_sources(self.sources.data or ""),
        }


class NewFactForm(FactForm, NewForm):
    """A further one."""


def written_sources(sources: list[dict[str, str]]) -> str:
    """Sources as their field shows them."""
    return "\n".join(f"{one['title']} {one.get('url') or ''}".strip() for one in sources)


def read_sources(written: str) -> list[dict[str, str]]:
    """Sources from lines of a title and an address; a line without address is a title."""
    found = []
    for line in filter(None, map(str.strip, written.splitlines())):
        title, _space, last = line.rpartition(" ")
        if last.startswith(("https://", "http://")):
            found.append({"title": title.strip() or last.split("/")[2], "url": last})
        else:
            found.append({"title": line})
    return found
