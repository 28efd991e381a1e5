"""Quantiles of Student's t and of Beta, for intervals from few errors.

Both rest on the regularised incomplete beta function, by its continued fraction (Lentz's method;
NIST Digital Library of Mathematical Functions, 8.17(v)).
"""

from collections.abc import Callable
from functools import cache
from math import exp, inf, lgamma, log, sqrt

TINY = 1e-300


def beta_below(x: float, a: float, b: float) -> float:
    """The chance that Beta(a, b) lies below x; a, b > 0."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 400):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / _off_zero(1 + term * d)
            c = _off_zero(1 + term / c)
            change = c * d
            value *= change
        if abs(change - 1) < 1e-12:
            break
    return value


def _off_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY


def beta_quantile(chance: float, a: float, b: float) -> float:
    """The number below which Beta(a, b) lies with this chance (0 to 1)."""
    return _halved(lambda x: beta_below(x, a, b), chance, 0.0, 1.0)


@cache
def t_quantile(chance: float, freedom: float) -> float:
    """The number below which Student's t lies with this chance, 0.5 to 1 (not 1 itself).

    >>> round(t_quantile(0.95, 1), 3), round(t_quantile(0.95, 30), 3), t_quantile(0.5, 4)
    (6.314, 1.697, 0.0)
    """
    if chance <= 0.5:
        return 0.0
    x = beta_quantile(2 * (1 - chance), freedom / 2, 0.5)
    return sqrt(freedom * (1 - x) / x) if x > 0 else inf


def _halved(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2
