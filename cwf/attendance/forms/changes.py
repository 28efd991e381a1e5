"""How a target changed, in words: field by field, what stood there and what stands."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.forms.values import definition
from cwf.attendance.forms.words import UNITS
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import read
from cwf.attendance.queries.choices import Choices
from cwf.attendance.queries.targets import TargetChange
from cwf.web.templating import day, number, own_text

FIELDS = {
    "name": _l("Name"),
    "definition": _l("Definition"),
    "unit": _l("Unit"),
    "predicate": _l("What is counted"),
    "low": _l("Goal"),
    "high": _l("Up to"),
    "least": _l("At least"),
    "stretch": _l("Stretch"),
    "by": _l("By when"),
    "owner": _l("Who answers for it"),
    "why": _l("Why this number"),
    "path": _l("Planned path"),
    "sources": _l("Sources"),
    "retired": _l("Given up"),
}


def change_in_words(change: TargetChange, choices: Choices) -> list[tuple[str, str, str]]:
    """(field, before, after) of all that changed, in the order of the form; "" for nothing."""
    return [
        (
            str(label),
            _value(name, change.before.get(name), choices),
            _value(name, change.after.get(name), choices),
        )
        for name, label in FIELDS.items()
        if name in change.before or name in change.after
    ]


def _value(name: str, value: Any, choices: Choices) -> str:
    if value in (None, "", {}, []):
        return ""
    match name:
        case "name" | "definition" | "why":
            return own_text(value)
        case "unit":
            return str(UNITS[Unit(value)])
        case "predicate":
            told = definition(read(value), choices)
            return "; ".join(f"{label}: {words}" for label, words in told)
        case "low" | "high" | "least" | "stretch":
            return number(value)
        case "by":
            return day(_date(value))
        case "path":
            return "; ".join(f"{day(_date(on))}: {number(point)}" for on, point in value)
        case "sources":
            return "; ".join(one["title"] for one in value)
        case "retired":
            return _("yes")
    return str(value)


def _date(written: str) -> date:
    return date.fromisoformat(written)
