"""Which forecasts may be shown: those as which others held when they were tried.

The figures (tried_figures.py) are of the backtest on made-up editions (backtesting.py). A forecast
is as good as those tried with no more earlier editions, of numbers as large, on the tried days
around its own: all of them must have missed less than the same share as last time (by the median),
and their intervals must have held the truth often enough. What was not tried is not shown: numbers
that come to fewer than five, days further away than the first, other combinations.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from cwf.attendance.tried_figures import MADE_UP

# What was tried, by what numbers came to at earlier editions: from, to. Small parts are of regions,
# roles and ways to come (channels); large ones of regions.
WHOLE, LARGE, SMALL = "whole", "large_region", ("region", "role", "channel")
ARRIVALS = {"arrivals": (300.0, inf), "region_arrivals": (5.0, 300.0)}  # of those registered
SIZES = {
    WHOLE: (300.0, inf), LARGE: (100.0, 300.0), **dict.fromkeys(SMALL, (5.0, 100.0)), **ARRIVALS,
}  # fmt: skip
HOLDS_50, HOLDS_90 = 0.40, 0.85  # so often at least the truth lies in intervals of 50 and 90 %


@dataclass(frozen=True, slots=True)
class Score:
    """How a forecast did so many days before: over `number` of them, shares of one.

    `error` is the median of |foretold − true| ÷ true (÷ 1 where nobody came), `mape` its mean,
    `in50` and `in90` how often the truth lay in the interval. `naive` and `naive_mape` are of the
    same share as last time, of the same ones. `silent` counts those of which one of the two
    said nothing, so that there is nothing to compare.
    """

    days_before: int
    number: int
    error: float
    mape: float
    in50: float
    in90: float
    naive: float
    naive_mape: float
    silent: int = 0

    @property
    def is_better(self) -> bool:
        """Whether its median error lies below that of the same share as last time."""
        return self.number > 0 and self.error < self.naive

    @property
    def is_good(self) -> bool:
        """Whether it is better, and was not too sure."""
        return self.is_better and self.in50 >= HOLDS_50 and self.in90 >= HOLDS_90


@dataclass(frozen=True, slots=True)
class Run:
    """Scores of one history: of whom (`group`, of SIZES), by how many earlier `editions`, whether
    with their `curves`; with the totals alone, or with none, a growth curve."""

    group: str
    editions: int
    curves: bool
    scores: tuple[Score, ...]


def may_be_shown(
    *, editions: int, curves: bool, size: float, day: int, arrivals: bool = False
) -> bool:
    """Whether forecasts of so many earlier editions, with their curves or with totals alone, were
    any good for numbers of this size so many days before; below a week as a week before.

    `arrivals`: of those who come, of which more is open than of those who register.
    """
    runs = [
        run
        for run in _alike(editions=editions, curves=curves, size=size)
        if (run.group in ARRIVALS) is arrivals
    ]
    return bool(runs) and all(_is_good(run.scores, day) for run in runs)


def kept() -> tuple[Run, ...]:
    """What came out when it was worked out last; a test works it out anew."""
    return tuple(
        Run(group, editions, curves, tuple(Score(*one) for one in scores))  # type: ignore[arg-type]
        for group, editions, curves, scores in MADE_UP
    )


def _alike(*, editions: int, curves: bool, size: float) -> Iterator[Run]:
    """The runs that speak of such a forecast: of each group the longest history it has, too."""
    found: dict[str, Run] = {}
    for run in kept():
        low, high = SIZES[run.group]
        fits = low <= size <= high and run.curves is curves and run.editions <= editions
        if fits and (run.group not in found or run.editions > found[run.group].editions):
            found[run.group] = run
    yield from found.values()


def _is_good(scores: Iterable[Score], day: int) -> bool:
    """Whether it was on two tried days around this one; further away nothing was tried."""
    by_day = {0: None} | {one.days_before: one for one in scores}
    for later, earlier in pairwise(sorted(by_day)):
        ends = [one for one in (by_day[later], by_day[earlier]) if one]
        if later <= day <= earlier and all(one.is_good for one in ends):
            return True
    return False
