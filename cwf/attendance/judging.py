"""Whether a goal was reached by its day: judged by what was known at the end of that day.

A number goes on after the day by which it was aimed at, so the number of now says nothing of it.
Where the day itself was not kept, the last day before it that was stands for it, and whoever is
told so is told that; what cannot be known is not claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cwf.attendance.figures import Figure
from cwf.attendance.predicates import Of

OnDay = tuple[date, Figure]  # what was known at the end of the day

# Counts are entered after what they count: a number that was reached may be known only later.
TOLD_LATER = frozenset({Of.ARRIVED, Of.VISITS, Of.COUNTED, Of.EVERYBODY})


class Outcome(StrEnum):
    """How a goal came off. SOME_TIME: it is reached, and nobody knows whether by its day."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    SOME_TIME = "some_time"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """How a goal stood on the `day` by which it was to be reached, which is over.

    `figure` is what was known at the end of the day `at`: of the day itself, else of the last
    before it that was kept; both are None where none was. `since` is the first day kept after it on
    which the goal was reached, where that was late; None where only the number of now tells it.
    """

    outcome: Outcome
    day: date
    at: date | None
    figure: Figure | None
    since: date | None = None

    @property
    def is_of_the_day(self) -> bool:
        """Whether the day itself was kept."""
        return self.at == self.day


def judged(low: float, by: date, days: Sequence[OnDay], now: Figure) -> Judgement:
    """How a goal of `low` came off that was to be reached by the end of a day which is over.

    `days` are what was kept, the earliest first: the day itself, else the last before it; and all
    after it where `needs_days` says so.
    """
    at, figure = next((one for one in reversed(days) if one[0] <= by), (None, None))
    later = [one for one in days if one[0] > by]
    following = later[0][1] if later else now
    if figure and figure.total >= low:
        outcome = Outcome.ON_TIME
    elif now.total < low:
        outcome = Outcome.MISSED
    elif at == by or following.total < low:
        outcome = Outcome.LATE
    else:
        outcome = Outcome.SOME_TIME
    since = next((day for day, one in later if one.total >= low), None)
    return Judgement(
        outcome=outcome,
        day=by,
        at=at,
        figure=figure,
        since=since if outcome is Outcome.LATE else None,
    )


def needs_days(low: float, of_the_day: Figure | None, now: Figure) -> bool:
    """Whether other days have to be looked at, too: the day itself does not settle it.

    >>> from cwf.attendance.measures import Unit
    >>> few, many = (Figure(unit=Unit.GUEST, counted=number) for number in (9, 10))
    >>> [needs_days(10, *one) for one in ((many, few), (few, few), (few, many), (None, many))]
    [False, False, True, True]
    """
    return of_the_day is None or of_the_day.total < low <= now.total
