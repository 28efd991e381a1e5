"""What is told of earlier editions, in words."""

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.forms.words import percent
from cwf.attendance.history import Outcome, Said, Why
from cwf.editions.forms.facts import CONFIDENCE as CHOICES
from cwf.editions.forms.facts import KINDS as KINDS  # noqa: PLC0414 - views show them
from cwf.web.templating import own_text

CONFIDENCE = dict(CHOICES)
WHY = {
    Why.NOTHING_PROMISED: _l("Nothing was promised that is known."),
    Why.NO_UNIT: _l("Not compared: no unit that others share."),
    Why.OTHER_UNIT: _l("Not compared: nothing was promised in this unit."),
    Why.DISPUTED: _l("Not compared: this is not settled."),
    Why.SEVERAL: _l("Not compared: there are several figures of this unit."),
}


def part_in_words(outcome: Outcome) -> str:
    """How much of what was promised was reached, or why that is not said."""
    if outcome.why or outcome.low is None or outcome.high is None:
        return str(WHY[outcome.why]) if outcome.why else ""
    low, high = percent(outcome.low), percent(outcome.high)
    told = low if low == high else _("%(low)s to %(high)s", low=low, high=high)
    return _qualified(told, outcome.said.qualifier)


def said_in_words(said: Said) -> str:
    """A figure with its unit, as it was told: "more than 2,600 participants"."""
    number = format_decimal(said.low, format="#,##0.##")
    if said.high is not None:
        number = f"{number}–{format_decimal(said.high, format='#,##0.##')}"
    return _qualified(f"{number} {own_text(said.unit)}".strip(), said.qualifier)


def _qualified(told: str, qualifier: str | None) -> str:
    match qualifier:
        case "about":
            return _("about %(told)s", told=told)
        case "more_than":
            return _("more than %(told)s", told=told)
    return told
