"""How much registrations rose by themselves at earlier editions, so many days before their forum.

Registrations grow as a forum comes near, campaign or not. Where an earlier edition was kept day by
day, the pace of its own days tells how much: those that lie as long before its forum as the days
of a campaign and the weeks before it lie before ours. Days on which it ran a campaign itself are
left out, as ours are. Several editions are one ratio of sums, which is surer the more came, and
never surer than they are alike (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, ch. 6).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ENOUGH = 14  # days of an earlier edition before those of the campaign
ENOUGH_PEOPLE = 10  # who came on them
DAY = timedelta(days=1)
Spans = Collection[tuple[date, date]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """An earlier edition: its slug, first day, number at the end of days, and campaigns."""

    name: str
    starts: date
    numbers: Mapping[date, int]
    campaigns: Spans = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rise:
    """By what a pace is to be multiplied, its relative variance, and the editions that say so."""

    factor: float
    variance: float
    of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What came at an edition on its days, and what its own pace before would have brought."""

    name: str
    came: int
    usual: float
    people: int


def rise(
    earlier: Sequence[Earlier],
    *,
    forum: date,
    before: Sequence[date],
    during: Sequence[date],
    scatter: float,
) -> Rise | None:
    """The rise from the days `before` to those `during`, which are days before the first `forum`.

    `scatter` is the variance over the mean of what comes in a day. None where no earlier edition
    tells it.
    """
    told = [one for each in earlier if (one := _told(each, forum, before, during))]
    if not told:
        return None
    came, usual = sum(one.came for one in told), sum(one.usual for one in told)
    factor = came / usual
    variance = scatter * (1 / max(came, 1) + 1 / sum(one.people for one in told))
    if len(told) > 1:
        apart = sum((one.came - factor * one.usual) ** 2 for one in told)
        number = len(told)
        variance = max(variance, number / (number - 1) * apart / max(came, 1) ** 2)
    return Rise(factor=factor, variance=variance, of=tuple(one.name for one in told))


def gains(
    numbers: Mapping[date, int], days: Collection[date], apart: Spans = ()
) -> list[tuple[date, int]]:
    """How many more at the end of each day than of the day before it, where both are known.

    Days in one of the spans `apart` are left out.
    """
    return [
        (day, numbers[day] - numbers[day - DAY])
        for day in days
        if day in numbers
        and day - DAY in numbers
        and not any(first <= day <= last for first, last in apart)
    ]


def _told(
    one: Earlier, forum: date, before: Sequence[date], during: Sequence[date]
) -> _Told | None:
    moved = one.starts - forum
    first = gains(one.numbers, [day + moved for day in before], one.campaigns)
    then = gains(one.numbers, [day + moved for day in during], one.campaigns)
    people = sum(gain for _day, gain in first)
    if len(first) < ENOUGH or people < ENOUGH_PEOPLE or 2 * len(then) < len(during):
        return None
    came = max(0, sum(gain for _day, gain in then))
    return _Told(name=one.name, came=came, usual=people / len(first) * len(then), people=people)
