"""What came while a campaign ran, against what would have come anyhow, as far as that is known.

No experiment: nobody knows what would have come without it. The same segment in the four weeks
before is what it is compared with, without the days on which another campaign ran there; and where
earlier editions tell how much came to rise by itself so many days before (`rising.py`), that rise
is in it. How far days scatter by themselves is taken from those weeks: registrations come in
groups, so their variance is larger than a Poisson process would have (P. McCullagh and J. A.
Nelder, Generalized Linear Models, 2nd ed. 1989, ch. 6, overdispersion).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from cwf.attendance.rising import Earlier, Rise, Spans, gains, rise

BEFORE = 28  # days that the pace is taken of: whole weeks, so that every weekday is in it
ENOUGH = 14  # of these there have to be
NINE_IN_TEN = 1.645  # of a normal distribution, on both sides
DAY = timedelta(days=1)
NO_RISE = Rise(factor=1.0, variance=0.0, of=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """What came in `days` days of a campaign, and how many would have come as usual.

    `before` days are what it is compared with, `earlier` the editions whose rise is in `usual`; of
    none, it is the pace before alone. `low` and `high` bound the difference at 90 %.
    """

    came: int
    usual: float
    days: int
    before: int
    low: float
    high: float
    earlier: tuple[str, ...] = ()

    @property
    def more(self) -> float:
        """How many more than usual; below nothing: fewer."""
        return self.came - self.usual

    @property
    def is_clear(self) -> bool:
        """Whether the difference is larger than chance makes it nine times in ten."""
        return self.low > 0 or self.high < 0


def effect(
    numbers: Mapping[date, int],
    *,
    starts: date,
    ends: date,
    others: Spans = (),
    forum: date | None = None,
    earlier: Sequence[Earlier] = (),
) -> Effect | None:
    """What a campaign from `starts` to `ends` did, of what was known at the end of each day.

    `others` are the spans of other campaigns, `forum` the first day, `earlier` the editions before.
    None where no day of it, or too few before, are known. Days between which one is missing are
    left out.
    """
    during = gains(numbers, _days(starts, ends))
    before = gains(numbers, _days(starts - BEFORE * DAY, starts - DAY), others)
    if not during or len(before) < ENOUGH:
        return None
    came, long, known = sum(gain for _day, gain in during), len(during), len(before)
    pace = sum(gain for _day, gain in before) / known
    scatter = _scatter([gain for _day, gain in before], pace)
    found = None
    if forum is not None:
        found = rise(earlier, forum=forum, before=_of(before), during=_of(during), scatter=scatter)
    risen = found or NO_RISE
    usual = pace * long * risen.factor
    spread = sqrt(scatter * max(came, usual, 1.0) + _doubt(pace, long, known, scatter, risen))
    more = came - usual
    return Effect(
        came=came,
        usual=usual,
        days=long,
        before=known,
        low=more - NINE_IN_TEN * spread,
        high=more + NINE_IN_TEN * spread,
        earlier=risen.of,
    )


def days_asked(starts: date, ends: date) -> tuple[date, date]:
    """The first and the last day whose numbers `effect` reads."""
    return starts - (BEFORE + 1) * DAY, ends


def _days(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def _of(found: list[tuple[date, int]]) -> list[date]:
    return [day for day, _gain in found]


def _doubt(pace: float, long: int, known: int, scatter: float, risen: Rise) -> float:
    """The variance of what is usual; nothing is ever surer than of a single person."""
    least = max(pace, 1 / known)
    usual = least * long * risen.factor
    return usual**2 * (scatter / (least * known) + risen.variance)


def _scatter(found: list[int], pace: float) -> float:
    """Variance over mean of what comes in a day; 1 where it is a Poisson process, never less."""
    if pace <= 0:
        return 1.0
    variance = sum((gain - pace) ** 2 for gain in found) / (len(found) - 1)
    return max(1.0, variance / pace)
