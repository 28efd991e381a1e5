"""The values that conditions of targets name, as choices and in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.forms.words import OFS
from cwf.attendance.predicates import Predicate
from cwf.attendance.queries.choices import Choices
from cwf.delegations.forms.words import ROLES
from cwf.i18n import language
from cwf.programme.collation import order
from cwf.programme.exports.labels import KIND_WORDS
from cwf.registration.forms.words import CATEGORIES, CHANNELS
from cwf.web.templating import country, own_text
from cwf.web.templating import day as day_in_words

CONDITIONS = {
    "international": _l("From abroad"),
    "categories": _l("Registered as"),
    "countries": _l("Living in"),
    "regions": _l("Coming with the delegation of"),
    "roles": _l("In the role of"),
    "channels": _l("Registered"),
    "days": _l("On the days"),
    "kinds": _l("Kinds of sessions"),
}


def offered(name: str, choices: Choices) -> list[tuple[str, str]]:
    """(value, words) of a condition, or of an axis, in the order in which they are shown."""
    if name in ("regions", "region"):
        named = [(code, own_text(text)) for code, text in choices.regions.items()]
        by_name = order(language())
        return sorted(named, key=lambda pair: (by_name(pair[1]), pair[0]))
    if name in ("days", "day"):
        return [(one.isoformat(), day_in_words(one)) for one in choices.days]
    tables: dict[str, Mapping[Any, Any]] = {
        "categories": CATEGORIES,
        "roles": ROLES,
        "role": ROLES,
        "channels": CHANNELS,
        "channel": CHANNELS,
        "kinds": KIND_WORDS,
    }
    return [(str(code), str(word)) for code, word in tables[name].items()]


def value_in_words(name: str, value: str, choices: Choices) -> str:
    """One value of a condition or axis; as it is stored where it is not known any more."""
    if name == "countries":
        return country(value)
    if name in ("days", "day"):
        return day_in_words(date.fromisoformat(value))
    return dict(offered(name, choices)).get(value, value)


def definition(predicate: Predicate, choices: Choices) -> list[tuple[str, str]]:
    """(label, words) of what is counted, and of every condition that asks something."""
    where = predicate.where
    told = [(_("Counted"), str(OFS[predicate.of]))]
    if where.international is not None:
        abroad = _("yes") if where.international else _("no")
        told.append((str(CONDITIONS["international"]), abroad))
    for name, label in CONDITIONS.items():
        if name != "international" and (values := getattr(where, name)):
            words = [value_in_words(name, one, choices) for one in _written(values)]
            told.append((str(label), ", ".join(words)))
    return told


def _written(values: Iterable[date | str]) -> list[str]:
    return sorted(one.isoformat() if isinstance(one, date) else one for one in values)
