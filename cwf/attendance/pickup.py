"""How much is still to come, by what came in the same time before earlier editions (pick-up).

Hotels and airlines forecast arrivals from bookings on hand so: additive pick-up adds what earlier
arrivals still gained from this many days before on, multiplicative pick-up applies the ratio (L. R.
Weatherford and S. E. Kimes, "A comparison of forecasting methods for hotel revenue management",
International Journal of Forecasting 19, 2003, 401–415, find pick-up among the most robust). Both
are joined by their past errors, as J. M. Bates and C. W. J. Granger combine forecasts ("The
combination of forecasts", Operational Research Quarterly 20, 1969).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from cwf.attendance.quantiles import t_quantile

Pair = tuple[float, float]  # of an earlier edition: what it had this many days before, and then

HALF = 0.5  # added before taking logarithms, so that nothing yet is not minus infinity
DRAWN = 1.0  # how many past errors weigh as much as "both ways are equally good"
# Assumed until there are errors of our own, and weighed as TRUST of them: how far the growth that
# is left (as a logarithm) differs from one edition to the next, at least, and what they come to.
TRUST, VARIES, LEAST, TOTALS = 3.0, 0.16, 0.006, 0.22
ALONE = 8.0  # degrees of freedom where one earlier edition has no error to show yet


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """A number to come: its middle, the scale of its error as a logarithm, degrees of freedom.

    `missed` is the sum of the squares of past errors, 0 where there are none.
    """

    additive: float
    multiplicative: float
    weight: float
    scale: float
    freedom: float
    missed: float

    @property
    def middle(self) -> float:
        """Both ways joined: `weight` is that of the additive one."""
        return exp(_joined(self.additive, self.multiplicative, self.weight)) - HALF

    def bound(self, chance: float) -> float:
        """The number that is not passed with this chance (0 to 1); never below nothing."""
        side = 1 if chance >= 0.5 else -1
        away = side * self.scale * t_quantile(max(chance, 1 - chance), self.freedom)
        centre = _joined(self.additive, self.multiplicative, self.weight)
        return max(0.0, exp(min(centre + away, 50.0)) - HALF)


def additive(now: float, past: Sequence[Pair]) -> float:
    """Now, and what the earlier ones still gained on average; at least nothing."""
    return max(0.0, now + sum(then - had for had, then in past) / len(past))


def multiplicative(now: float, past: Sequence[Pair]) -> float:
    """Now, times how many times as many the earlier ones came to (geometric mean)."""
    ratios = [log((then + HALF) / (had + HALF)) for had, then in past]
    return (now + HALF) * exp(sum(ratios) / len(ratios)) - HALF


def outlook(now: float, past: Sequence[Pair], *, at_once: float = 1.0) -> Outlook:
    """What a number comes to, of at least one earlier edition; so many people come at once.

    With past errors e of m editions, each foretold by the others, the scale is the root of
    (TRUST·a² + Σe²·(m−1)/m) / (TRUST + m − 1), for each was foretold by one edition fewer. Here
    a² = (1 + 1/m) / (1/(VARIES·g + LEAST)² + 1/TOTALS²) + noise, and g is the mean logarithm of
    what was left to grow (two things are known: the pace, and what editions come to). Assumption
    and errors are pooled, so that two or three errors neither promise too much nor make the
    interval endless (an inverse-chi-square prior; quantiles are of t). It is never narrower than
    people who come one by one allow.
    """
    errors = [_errors(past, number) for number in range(len(past))] if len(past) > 1 else []
    weight = _weight(errors)
    joined = [_joined(one, other, weight) for one, other in errors]
    ways = log(additive(now, past) + HALF), log(multiplicative(now, past) + HALF)
    noise = _noise(now, exp(_joined(*ways, weight)), weight, len(past))
    missed = sum(one**2 for one in joined)
    told = missed * (len(past) - 1) / len(past)
    pooled = TRUST * (_assumed(past) + at_once * noise) + told
    return Outlook(
        additive=ways[0],
        multiplicative=ways[1],
        weight=weight,
        scale=sqrt(max(pooled / (TRUST + len(past) - 1), noise)),
        freedom=TRUST + len(joined) - 1 if joined else ALONE,
        missed=missed,
    )


def _assumed(past: Sequence[Pair]) -> float:
    """The square of how far editions differ, as a logarithm, before errors are looked at."""
    left = sum(abs(log((then + HALF) / (had + HALF))) for had, then in past) / len(past)
    spread = 1 / (1 / (VARIES * left + LEAST) ** 2 + 1 / TOTALS**2)
    return spread * (1 + 1 / len(past))


def _noise(now: float, final: float, weight: float, editions: int) -> float:
    """The square of what counting people who come one by one leaves open, as a logarithm.

    Who is still to come varies by chance here and varied so there; what has come by now does, too,
    as far as it is multiplied.
    """
    rest = abs(final - HALF - now)
    counted = rest / final**2 * (1 + 1 / editions)
    return counted + ((1 - weight) * rest / final) ** 2 / (now + HALF)


def _errors(past: Sequence[Pair], number: int) -> Pair:
    """By how much each way missed one earlier edition, foretold by the others (as logarithms)."""
    had, then = past[number]
    others = [one for place, one in enumerate(past) if place != number]
    truth = log(then + HALF)
    return (
        log(additive(had, others) + HALF) - truth,
        log(multiplicative(had, others) + HALF) - truth,
    )


def _weight(errors: Sequence[Pair]) -> float:
    """How much the additive way counts: by the inverse of squared errors, drawn towards a half."""
    if not errors:
        return 0.5
    base = sum(one**2 + other**2 for one, other in errors) / len(errors) / 2 + 1e-9
    first, second = (sum(pair[k] ** 2 for pair in errors) + DRAWN * base for k in (0, 1))
    return second / (first + second)


def _joined(one: float, other: float, weight: float) -> float:
    return weight * one + (1 - weight) * other
