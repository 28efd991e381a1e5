"""What forecasts that were tried are called, and their errors as bars."""

from collections.abc import Iterable, Sequence

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from cwf.attendance.tried import LARGE, SIZES, WHOLE, Run, Score
from cwf.web.bars import Bar


def group(name: str) -> str:
    """Of what forecasts were tried, as a heading."""
    if name == WHOLE:
        return _("All of an edition")
    if name == "arrivals":
        return _("Who came of all who were registered")
    low, high = (round(one) for one in SIZES[name])
    said = {
        "region": _("Regions that came to %(low)s to %(high)s people", low=low, high=high),
        "role": _("Roles that came to %(low)s to %(high)s people", low=low, high=high),
        "channel": _("Channels that came to %(low)s to %(high)s people", low=low, high=high),
        "region_arrivals": _("Who came of regions with %(low)s to %(high)s", low=low, high=high),
        LARGE: _("Regions that came to %(low)s to %(high)s people", low=low, high=high),
    }
    return said[name]


def history(run: Run) -> str:
    """Of what each was foretold."""
    if not run.editions:
        return _("Own curve alone")
    if run.curves:
        return ngettext(
            "%(num)s earlier edition with its curve",
            "%(num)s earlier editions with their curves",
            run.editions,
        )
    return ngettext(
        "What %(num)s earlier edition came to, no curve",
        "What %(num)s earlier editions came to, no curves",
        run.editions,
    )


def when(score: Score) -> str:
    """How long before a forum each was foretold."""
    if not score.days_before:
        return _("on the eve")
    return ngettext("%(num)s day before", "%(num)s days before", score.days_before)


def percent(part: float) -> str:
    """A share in per cent, to one decimal."""
    return str(format_decimal(part * 100, format="0.0"))


def bars(scores: Iterable[Score]) -> list[Bar]:
    """The median error of the forecast, and below it that of the share of last time."""
    found = []
    for one in scores:
        days = when(one)
        ours, naive = _("the forecast"), _("the share of last time")
        found += [_bar("reported", days, ours, one.error), _bar("promised", days, naive, one.naive)]
    return found


def _bar(kind: str, label: str, small: str, error: float) -> Bar:
    return Bar(kind=kind, label=label, small=small, low=error * 100, said=percent(error))


def summary(told: Sequence[Bar]) -> str:
    """What a chart says, for those who hear it."""
    return "; ".join(f"{one.label}, {one.small}: {one.said}" for one in told)
