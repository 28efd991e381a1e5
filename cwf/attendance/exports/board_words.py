"""What a card of the dashboard says in words: the verdict, the figures, the method."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.attendance.board import Card, Verdict
from cwf.attendance.exports.judged_words import judged
from cwf.attendance.exports.numbers import amount, at_the_head, figure_said
from cwf.attendance.exports.numbers import number as number  # noqa: PLC0414 - templates call it here
from cwf.attendance.exports.numbers import numbered as numbered  # noqa: PLC0414 - the same
from cwf.attendance.exports.numbers import percent as percent  # noqa: PLC0414 - the same
from cwf.attendance.exports.numbers import rounded as rounded  # noqa: PLC0414 - the same
from cwf.attendance.exports.numbers import short as short  # noqa: PLC0414 - the same
from cwf.attendance.forecast import Method as Way
from cwf.attendance.measures import Method
from cwf.web.templating import day_range, own_text


def verdict(card: Card) -> str:
    """The sentence above a card."""
    if not card.is_known and card.expected is None:
        goal = amount(card.line.low, card.line.unit)
        if card.is_over:
            return _("No count is known. The goal was %(goal)s.", goal=goal)
        return _("Not known yet, of a goal of %(goal)s.", goal=goal)
    return judged(card, card.judgement) if card.judgement else _stands(card)


def _stands(card: Card) -> str:
    now, goal, unit = card.figure.total, card.line.low, card.line.unit
    now_said = at_the_head(figure_said(card.figure, unit))
    middle = card.expected.middle if card.expected else now
    said = {"goal": amount(goal, unit), "about": amount(rounded(middle), unit)}
    gap = number(rounded(max(0, goal - middle)))
    beside = number(abs(now - (card.planned or 0)))
    match card.verdict:
        case Verdict.REACHED:
            return _("%(now)s: the goal of %(goal)s is reached.", now=now_said, goal=said["goal"])
        case Verdict.MISSED:
            return _(
                "%(now)s in the end. That is %(gap)s short of the goal.",
                now=now_said, gap=number(goal - now),
            )  # fmt: skip
        case Verdict.LIKELY:
            return _("About %(about)s are likely. %(goal)s is within reach.", **said)
        case Verdict.SHORT:
            return _(
                "About %(about)s are likely. That is %(gap)s short of the goal.", **said, gap=gap
            )
        case Verdict.OUT_OF_REACH:
            return _("About %(about)s are likely. %(goal)s is out of reach.", **said)
        case Verdict.AHEAD:
            return _(
                "%(now)s now: the planned path says %(planned)s by today.",
                now=now_said, planned=amount(card.planned or 0, unit),
            )  # fmt: skip
        case Verdict.BEHIND:
            return _("%(now)s now, %(gap)s behind the planned path.", now=now_said, gap=beside)
    return _("%(now)s now, of a goal of %(goal)s.", now=now_said, goal=said["goal"])


def goal(card: Card) -> str:
    """The goal with its day, and what the path says by today."""
    line = card.line
    told = amount(line.low, line.unit)
    if line.high is not None:
        told = f"{told}–{amount(line.high, line.unit)}"
    said = _("Goal: %(goal)s.", goal=told)
    if line.by:
        said = _("Goal: %(goal)s by %(day)s.", goal=told, day=day_range(line.by, None))
    if card.planned is None:
        return said
    path = _("The planned path says %(number)s by today.", number=number(card.planned))
    return f"{said} {path}"


def way(card: Card) -> str:
    """By what method its forecast was made, and of what data; where there is none, that."""
    forecast = card.forecast
    if forecast is None or not forecast.bands:
        return _no_forecast(card)
    days = ngettext("%(num)s day of its own", "%(num)s days of its own", forecast.days_used)
    names = {
        Way.ADDITIVE: _("Forecast by additive pick-up"),
        Way.MULTIPLICATIVE: _("Forecast by multiplicative pick-up"),
        Way.COMBINED: _("Forecast by additive and multiplicative pick-up, joined by past errors"),
        Way.GROWTH: _("Forecast by a growth curve"),
    }
    name = names.get(forecast.method, _("Forecast"))
    if forecast.method is Way.FINAL:
        return _("Final.")
    data = ", ".join([days, *map(own_text, card.earlier)])
    return _("%(method)s, of %(data)s.", method=name, data=data)


def _no_forecast(card: Card) -> str:
    """Nothing of what is over, reached or not known yet: nobody asks what to expect of it."""
    if card.is_over or card.verdict is Verdict.REACHED or not card.is_known:
        return ""
    if card.line.path:
        return _("Planned path only: there is too little data for a forecast.")
    return _("There is too little data for a forecast.")


def sources(card: Card, words: Mapping[Method, Any]) -> str:
    """How the figure of now came about, and which part of it is estimated."""
    methods = ", ".join(str(words[one]) for one in card.figure.methods)
    if not card.figure.estimated:
        return _("Counted by %(methods)s.", methods=methods) if methods else ""
    return _(
        "%(counted)s counted, and beside them about %(estimated)s estimated (%(low)s to %(high)s), "
        "by %(methods)s.",
        counted=number(card.figure.counted),
        estimated=number(card.figure.estimated),
        low=number(card.figure.low),
        high=number(card.figure.high),
        methods=methods,
    )


def legend(card: Card, marks: Sequence[str] = ()) -> str:
    """What the lines of its chart are, and the campaigns marked on it, with their numbers."""
    said = [_("Thick line: what was there at the end of each day.")]
    if card.line.path:
        said.append(_("Dashed: the planned path."))
    if card.forecast:
        said.append(
            _("Dotted: what is expected; one in two lies in the darker band, nine in ten in the "
              "paler one.")
        )  # fmt: skip
    said.append(_("Circle: the goal."))
    if marks:
        said.append(_("Bars along the axis: campaigns, %(named)s.", named="; ".join(marks)))
    return " ".join(said)
