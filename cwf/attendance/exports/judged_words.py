"""Whether a goal was reached by its day, in words: a sentence, and in short."""

from flask_babel import gettext as _

from cwf.attendance.board import Card
from cwf.attendance.exports.numbers import amount, at_the_head, figure_said, number
from cwf.attendance.judging import TOLD_LATER, Judgement, Outcome
from cwf.attendance.measures import Unit
from cwf.web.templating import day_range


def judged(card: Card, found: Judgement) -> str:
    """The sentence above a card whose day is over: what was known then, and what is known now."""
    unit = card.line.unit
    said = [_judged(card, found)]
    if found.figure is None or found.figure.total != card.figure.total:
        said.append(_("Known now: %(now)s.", now=figure_said(card.figure, unit)))
    if not found.is_of_the_day:
        said.append(_no_figure(found))
    if found.outcome is Outcome.LATE and card.line.predicate.of in TOLD_LATER:
        said.append(
            _("Counts may be entered after what they count: it may have been reached on the day.")
        )
    return " ".join(said)


def _judged(card: Card, found: Judgement) -> str:
    told = {
        "goal": amount(card.line.low, card.line.unit),
        "day": day_range(found.day, None),
        "since": day_range(found.since, None) if found.since else "",
    }
    if found.figure is None or found.at is None:
        return _without_a_figure(found, told)
    told["then"] = at_the_head(figure_said(found.figure, card.line.unit))
    told["at"] = day_range(found.at, None)
    match found.outcome:
        case Outcome.ON_TIME:
            return _("%(then)s on %(at)s: the goal of %(goal)s was reached on time.", **told)
        case Outcome.LATE if found.since:
            return _(
                "%(then)s on %(at)s: the goal of %(goal)s was reached late, on %(since)s.", **told
            )
        case Outcome.LATE:
            return _("%(then)s on %(at)s: the goal of %(goal)s was reached late.", **told)
        case Outcome.MISSED:
            gap = number(card.line.low - found.figure.total)
            return _(
                "%(then)s on %(at)s: the goal of %(goal)s was missed, by %(gap)s.", **told, gap=gap
            )
    return _(
        "%(then)s on %(at)s: the goal of %(goal)s is reached, not known whether by %(day)s.", **told
    )


def _without_a_figure(found: Judgement, told: dict[str, str]) -> str:
    match found.outcome:
        case Outcome.LATE if found.since:
            return _("The goal of %(goal)s was reached late, on %(since)s.", **told)
        case Outcome.LATE:
            return _("The goal of %(goal)s was reached late.", **told)
        case Outcome.MISSED:
            return _("The goal of %(goal)s was missed.", **told)
    return _("The goal of %(goal)s is reached, not known whether by %(day)s.", **told)


def _no_figure(found: Judgement) -> str:
    day = day_range(found.day, None)
    if found.outcome is Outcome.SOME_TIME:
        return _("No figure of %(day)s is kept.", day=day)
    if found.at is None:
        return _("No figure of %(day)s is kept, so it is judged by what is known since.", day=day)
    return _("No figure of %(day)s is kept, so the last before it tells.", day=day)


def outcome(found: Judgement) -> str:
    """In short: on time, late and since when, or missed."""
    match found.outcome:
        case Outcome.ON_TIME:
            return _("reached on time")
        case Outcome.LATE if found.since:
            return _("reached late, on %(day)s", day=day_range(found.since, None))
        case Outcome.LATE:
            return _("reached late")
        case Outcome.MISSED:
            return _("missed")
    return _("reached, not known whether by its day")


def by_its_day(found: Judgement, unit: Unit) -> str:
    """In short, with the figure that it is judged by."""
    said = outcome(found)
    if found.figure is None or found.at is None:
        return _("%(outcome)s; no figure of the day is kept", outcome=said)
    told = {"outcome": said, "then": figure_said(found.figure, unit)}
    at = day_range(found.at, None)
    if found.is_of_the_day:
        return _("%(outcome)s; %(then)s on %(at)s", **told, at=at)
    return _("%(outcome)s; %(then)s on %(at)s, the last day kept before", **told, at=at)
