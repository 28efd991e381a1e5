"""How to read a curve: its number on any day, also between two days that are known.

Days count backwards (forecast.py): 0 is the eve of the forum, -1 its first day.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

Curve = tuple[tuple[int, int], ...]  # (days before, number), the earliest day first
Marks = Sequence[tuple[str, int]]  # (kind, days before) of what is known to move numbers


def number_on(curve: Curve, day: float) -> float | None:
    """The number at the end of a day, on the line between the days around it that are known.

    None before the first day, unless that begins with nothing; after the last day what it was.
    """
    if not curve or day > curve[0][0]:
        return 0.0 if curve and curve[0][1] == 0 else None
    place = bisect_left(curve, -day, key=lambda point: -point[0])
    if place == len(curve):
        return float(curve[-1][1])
    later, number = curve[place]
    if later == day:
        return float(number)
    earlier, before = curve[place - 1]
    return before + (number - before) * (earlier - day) / (earlier - later)


def ever_falls(curve: Curve) -> bool:
    """Whether a number was ever lower than before: people cancel, entries at a door stay."""
    return any(later[1] < earlier[1] for earlier, later in pairwise(curve))


def laid_over(day: float, here: Marks, there: Marks) -> float:
    """The day of an earlier edition that matches a day of this one.

    Its n-th deadline matches our n-th (from the forum backwards), so too prices and releases;
    between two such days time is stretched evenly. In the last days before the forum, and long
    before the first such day, both run alike.
    """
    pairs = sorted(_pairs(here, there))
    if not pairs or day <= 0:
        return day
    near = min(pairs[0]) / 2
    known: list[tuple[float, float]] = [(0, 0), (near, near)]
    for ours, theirs in pairs:
        if ours > known[-1][0] and theirs > known[-1][1]:  # order differs: leave that one out
            known.append((ours, theirs))
    known.append((2 * max(known[-1]),) * 2)
    for (first, there_first), (far, there_far) in pairwise(known):
        if day <= far:
            return there_first + (day - first) * (there_far - there_first) / (far - first)
    return day


def _pairs(here: Marks, there: Marks) -> list[tuple[int, int]]:
    found = []
    for kind in sorted({kind for kind, _ in here} - {"campaign"}):
        ours = sorted(day for one, day in here if one == kind)
        theirs = sorted(day for one, day in there if one == kind)
        found += list(zip(ours, theirs, strict=False))
    return found
