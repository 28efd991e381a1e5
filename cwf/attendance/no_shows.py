"""How many of those who are registered come, by what was so at earlier forums.

A segment's share leans on that of the whole, which counts as much as KIN people would (J. B. Copas,
"Regression, prediction and shrinkage", Journal of the Royal Statistical Society B 45, 1983, gives
the idea), so that a region of which two of three came is not said to lose a third each time. Three
things are open: what the share is, how far it differs from one forum to the next, and whether each
of those registered comes. All three are in the interval, which is of a Beta distribution.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from cwf.attendance.forecast import Band, Forecast
from cwf.attendance.quantiles import beta_quantile

KIN = 30.0
# Assumed until there are differences of our own, and weighed as TRUST of them: from one forum to
# the next a share differs as much as that of so many people who were drawn at random.
ALIKE, TRUST = 120.0, 3.0

Pair = tuple[int, int]  # of a forum: how many were registered in the end, how many of these came


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """The share that comes, of so many (`of`) of whom it is known.

    `doubt` is how unsure it is at another forum: its variance as a part of that of one person, who
    comes or does not.
    """

    middle: float
    doubt: float
    of: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """The share of a number of people that comes, with intervals of 50 and 90 %."""

    middle: float
    low50: float
    high50: float
    low90: float
    high90: float


def share(part: Sequence[Pair], whole: Sequence[Pair]) -> Share | None:
    """The share of a segment that comes, by each earlier forum; None where nobody was registered.

    More arrivals than registrations (a segment's own door) count as all of them.
    """
    asked, came = _sums(whole)
    if not asked:
        return None
    of_all = (came + 0.5) / (asked + 1)
    registered, arrived = _sums(part)
    people = registered + KIN
    middle = (arrived + KIN * of_all) / people
    apart = TRUST / ALIKE
    for one, there in part:
        if one:
            away = (min(one, there) / one - middle) ** 2 / (middle * (1 - middle))
            apart += max(0.0, away - 1 / one)  # what chance does in so many is no difference
    forums = sum(1 for one, _ in part if one)
    doubt = 1 / people + apart / (TRUST + max(0, forums - 1))
    return Share(middle=middle, doubt=doubt, of=registered)


def _sums(pairs: Sequence[Pair]) -> Pair:
    return sum(one for one, _ in pairs), sum(min(pair) for pair in pairs)


def rate(found: Share, number: float) -> Rate:
    """What comes of so many people: the fewer there are, the more chance has a hand in it."""
    size = max(1.0, 1 / (found.doubt + 1 / max(1.0, number)) - 1)
    a, b = size * found.middle, size * (1 - found.middle)
    low90, low50, high50, high90 = (beta_quantile(p, a, b) for p in (0.05, 0.25, 0.75, 0.95))
    middle = min(high50, max(low50, found.middle))
    return Rate(middle=middle, low50=low50, high50=high50, low90=low90, high90=high90)


def arriving(registered: Forecast, found: Share) -> Forecast:
    """How many come, of how many are expected to be registered, on each day as if that were it.

    The uncertainty of both is joined: widths are added as squares of logarithms, for the share that
    comes does not depend on how many there are.
    """
    of = rate(found, registered.final.middle) if registered.final else None
    return Forecast(
        method=registered.method,
        data=registered.data,
        days_used=registered.days_used,
        bands=tuple(_arriving(band, of) for band in registered.bands if of),
    )


def _arriving(band: Band, of: Rate) -> Band:
    middle = band.middle * of.middle

    def bound(expected: float, part: float) -> float:
        if middle <= 0:
            return max(0.0, expected * part)
        if expected <= 0:
            return 0.0
        away = sqrt(log(expected / band.middle) ** 2 + log(part / of.middle) ** 2)
        return middle * exp(away if expected >= band.middle and part >= of.middle else -away)

    return Band(
        day=band.day,
        middle=middle,
        low50=bound(band.low50, of.low50),
        high50=bound(band.high50, of.high50),
        low90=bound(band.low90, of.low90),
        high90=bound(band.high90, of.high90),
    )
