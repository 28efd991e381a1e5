"""What a curve alone says of where it ends: growth that rises, and then levels off.

Two families, both with an upper end: the logistic one (P.-F. Verhulst, 1838) and that of F. M. Bass
("A new product growth for model consumer durables", Management Science 15, 1969), in which some
come by themselves and others because others come. No single fit is taken: an early curve fits many
ends. Every fit on a grid counts by how well it fits, and the intervals are quantiles of them all.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from math import exp, log
from statistics import fmean, stdev

from cwf.attendance.curves import Curve, number_on

POINTS = 24  # of the curve so far; neighbouring days say nearly the same
LEAST_DAYS, LEAST_NUMBER = 21, 30  # with less no curve is drawn on
HALVES = (4, 7, 10, 14, 20, 28, 38, 50, 65, 80)  # half have come by then (days before)
SLOPES = (4, 6, 9, 14, 20, 28, 40)  # days in which a logistic curve rises by a factor e
RATES = (0.015, 0.025, 0.04, 0.06, 0.09)  # Bass: p + q a day
IMITATION = (2.0, 10.0, 50.0)  # Bass: q ÷ p
DISPERSION = 1000.0  # people come in groups and bursts: misfit counts so much less than by chance
WIDE, LEAST_WIDE = 0.5, 0.2  # how far (as a logarithm) the end may lie from what is assumed of it
BACK = 28  # days whose pace is carried on, where no earlier edition says where such numbers end

Shape = Callable[[float], float]
Fit = tuple[float, float, Shape]  # logarithm of its weight, how many in the end, its shape


@cache
def _shapes() -> tuple[Shape, ...]:
    found: list[Shape] = [
        lambda day, half=half, slope=slope: _logistic((half - day) / slope)  # type: ignore[misc]
        for half, slope in product(HALVES, SLOPES)
    ]
    return tuple(found)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-max(-60.0, min(60.0, x))))


def _bass(opened: int) -> tuple[Shape, ...]:
    def shape(rate: float, ratio: float) -> Shape:
        def grown(day: float) -> float:
            gone = exp(-rate * max(0.0, opened + 1 - day))
            return (1 - gone) / (1 + ratio * gone)

        return grown

    return tuple(shape(rate, ratio) for rate, ratio in product(RATES, IMITATION))


def is_long_enough(curve: Curve) -> bool:
    """Whether so much has come, over so many days, that its shape says something."""
    return (
        len(curve) > 3
        and curve[0][0] - curve[-1][0] >= LEAST_DAYS
        and curve[-1][1] >= LEAST_NUMBER
        and curve[-1][1] > curve[0][1]
    )


def _end(curve: Curve, ends: Sequence[int]) -> tuple[float, float]:
    """Where it is assumed to end before it is looked at (as a logarithm), and how sure that is.

    Of what earlier editions came to, though no day of them is known; else at the pace of late.
    """
    told = [log(one) for one in ends if one > 0]
    if told:
        return fmean(told), max(LEAST_WIDE, stdev(told)) if len(told) > 2 else WIDE
    today, number = curve[-1]
    before = number_on(curve, min(curve[0][0], today + BACK)) or 0.0
    gone = min(curve[0][0], today + BACK) - today
    return log(max(1.0, number + max(0.0, number - before) / gone * today)), WIDE


def fits(curve: Curve, ends: Sequence[int] = ()) -> list[Fit]:
    """Every fit that matters, of a curve that is long enough; weights add up to 1.

    `ends` are what earlier editions came to of which no day is known.
    """
    middle, wide = _end(curve, ends)
    every = max(1, len(curve) // POINTS)
    points = (*curve[:-1:every], curve[-1])
    found = []
    for shape in (*_shapes(), *_bass(curve[0][0])):
        values = [shape(day) for day, _ in points]
        squares = sum(value * value for value in values)
        end = sum(v * number for v, (_, number) in zip(values, points, strict=True)) / squares
        missed = sum(
            (number - end * v) ** 2 / (end * v + 1)
            for v, (_, number) in zip(values, points, strict=True)
        )
        final = max(1.0, curve[-1][1] + end * (shape(0) - shape(curve[-1][0])))
        away = (log(final) - middle) / wide
        found.append((-missed / DISPERSION - away**2 / 2, end, shape))
    best = max(weight for weight, _, _ in found)
    kept = [(exp(weight - best), end, shape) for weight, end, shape in found if weight > best - 12]
    total = sum(weight for weight, _, _ in kept)
    return [(weight / total, end, shape) for weight, end, shape in kept]


def quantiles(
    fitted: Sequence[Fit], now: Sequence[float], day: int, chances: Sequence[float]
) -> list[float]:
    """What the number is at the end of a day with each of these chances, ascending.

    `now` is today's day and number: a fit says how much is added to that.
    """
    today, number = now
    values = sorted(
        (max(0.0, number + end * (shape(day) - shape(today))), weight)
        for weight, end, shape in fitted
    )
    found, below = [], 0.0
    places = iter(values)
    value, weight = next(places)
    for chance in chances:
        while below + weight < chance:
            below += weight
            following = next(places, None)
            if following is None:
                break
            value, weight = following
        found.append(value)
    return found
