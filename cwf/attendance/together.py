"""How many people decide at once: a number that grows by delegations varies more than one by one.

If people come alone and by chance, the variance of what a day brings is its mean (Poisson); if
they come in groups, it is so many times as large (index of dispersion; of a compound Poisson
process the mean square of group sizes by their mean). It is taken from differences of following
days, which growth that rises or falls slowly hardly touches (J. von Neumann et al., "The mean
square successive difference", Annals of Mathematical Statistics 12, 1941, 153–162).
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from cwf.attendance.curves import Curve

MOST = 8.0  # more at once are bursts before deadlines, which other editions have, too


def together(curves: Iterable[Curve]) -> float:
    """How many come at once, from 1 (each alone) to 8, by the days of these curves.

    >>> alone = tuple((30 - day, 2 * day) for day in range(31))
    >>> groups = tuple((30 - day, 20 * (day // 10)) for day in range(31))
    >>> together([alone]), together([groups])
    (1.0, 8.0)
    """
    found = [_squares(curve) for curve in curves]
    squares, steps = sum(one for one, _ in found), sum(one for _, one in found)
    return min(MOST, max(1.0, squares / max(1.0, steps)))


@lru_cache(maxsize=4096)
def _squares(curve: Curve) -> tuple[float, float]:
    """Squared differences of what two following days brought, and what all days brought.

    Days that are not known are taken as even: a step of several days is divided among them.
    """
    steps = [
        ((number - before) / (earlier - later), earlier - later)
        for (earlier, before), (later, number) in pairwise(curve)
    ]
    squares = sum(
        (rate - before) ** 2 / (1 / long + 1 / longer)
        for (before, longer), (rate, long) in pairwise(steps)
    )
    return squares, sum(abs(rate) for rate, _ in steps)
