"""How many came who were not counted one by one: estimates by named methods, with an interval.

Each gives a number and the bounds of 95 %, and refuses what it cannot be made of. An estimate is
kept with what it was made of, and is shown beside exact counts, never within them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, sqrt

NORMAL_95 = 1.959963984540054  # of a normal distribution, two-sided
LEAST_ANSWERS = 2  # of a survey: of one answer there is no spread


class Why(StrEnum):
    """Why there is no estimate.

    NOBODY: nobody was marked, or nobody met the second time. TOO_MANY_AGAIN: more were met again
    than were marked, or than were met. NONE_AGAIN: of no overlap no size can be told. NO_VISITS:
    there are no visits. FEW_ANSWERS: too few answered for a mean and its spread. FEW_VISITS: there
    are fewer visits than those who answered made among them.
    """

    NOBODY = "nobody"
    TOO_MANY_AGAIN = "too_many_again"
    NONE_AGAIN = "none_again"
    NO_VISITS = "no_visits"
    FEW_ANSWERS = "few_answers"
    FEW_VISITS = "few_visits"


class NoEstimateError(ValueError):
    """Of these numbers nothing can be estimated; `field` is the one that is wrong."""

    def __init__(self, why: Why, field: str) -> None:
        super().__init__(why)
        self.why, self.field = why, field


class Asked(StrEnum):
    """Whom a survey asked on how many days they came.

    AT_THE_DOOR: whoever came in, so that who comes on more days is asked more easily.
    AFTERWARDS: guests as they are, each as easily (a letter to all).
    """

    AT_THE_DOOR = "at_the_door"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A number and the bounds within which it lies with 95 %: `low <= number <= high`."""

    number: int
    low: int
    high: int


def capture_recapture(*, marked: int, met: int, again: int) -> Estimate:
    """How many there were: `marked` were marked, `met` met later, `again` of these marked.

    Lincoln and Petersen's estimate as Chapman corrected it (D. G. Chapman, Some properties of the
    hypergeometric distribution with applications to zoological sample censuses, 1951), with the
    variance of G. A. F. Seber (The effects of trap response on tag recapture estimates, 1970) and
    normal bounds; there are no fewer than were seen. It holds where both times anybody might have
    been met, as easily, and nobody came or left between. Raises NoEstimateError.

    >>> capture_recapture(marked=10, met=15, again=5)
    Estimate(number=28, low=20, high=40)
    """
    if marked < 1:
        raise NoEstimateError(Why.NOBODY, "marked")
    if met < 1:
        raise NoEstimateError(Why.NOBODY, "met")
    if again > min(marked, met):
        raise NoEstimateError(Why.TOO_MANY_AGAIN, "again")
    if again < 1:
        raise NoEstimateError(Why.NONE_AGAIN, "again")
    number = (marked + 1) * (met + 1) / (again + 1) - 1
    spread = (marked + 1) * (met + 1) * (marked - again) * (met - again)
    half = NORMAL_95 * sqrt(spread / ((again + 1) ** 2 * (again + 2)))
    return _bounded(number, number - half, number + half, least=marked + met - again)


def duplication(*, visits: int, days: Sequence[int], asked: Asked) -> Estimate:
    """How many guests made `visits`, by a survey: `days[n]` people came on n + 1 days.

    Asked afterwards, the factor is the mean of days, and there are visits ÷ factor guests. Asked
    at the door, who came on n days was n times as easily met, so each answer stands for 1/n of a
    guest, and the factor is the harmonic mean. Bounds are normal ones of the mean; there are no
    more guests than visits, and no fewer than if all came every day. Raises NoEstimateError.

    >>> duplication(visits=3000, days=[50, 50], asked=Asked.AFTERWARDS)
    Estimate(number=2000, low=1876, high=2141)
    """
    answers = sum(days)
    if visits < 1:
        raise NoEstimateError(Why.NO_VISITS, "visits")
    if answers < LEAST_ANSWERS:
        raise NoEstimateError(Why.FEW_ANSWERS, "days")
    if asked is Asked.AFTERWARDS and visits < _visits_of(days):
        raise NoEstimateError(Why.FEW_VISITS, "visits")
    worth = [1 / n if asked is Asked.AT_THE_DOOR else float(n) for n in range(1, len(days) + 1)]
    mean = sum(one * often for one, often in zip(worth, days, strict=True)) / answers
    square = sum((one - mean) ** 2 * often for one, often in zip(worth, days, strict=True))
    half = NORMAL_95 * sqrt(square / (answers - 1) / answers)
    low, high = max(mean - half, min(worth)), min(mean + half, max(worth))
    if asked is Asked.AT_THE_DOOR:
        return _bounded(visits * mean, visits * low, visits * high)
    return _bounded(visits / mean, visits / high, visits / low)


def _visits_of(days: Sequence[int]) -> int:
    return sum(number * often for number, often in enumerate(days, start=1))


def _bounded(number: float, low: float, high: float, *, least: int = 0) -> Estimate:
    """Whole people: bounds outwards, none below what was seen."""
    low, high = floor(low + 1e-9), ceil(high - 1e-9)
    return Estimate(number=max(round(number), least), low=max(low, least), high=max(high, least))
