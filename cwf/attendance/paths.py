"""What is planned to be reached by which day: points, and straight lines between them."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

Points = Sequence[tuple[date, float]]

# The usual way of forums: few early, half of all in the last quarter. It is an assumption to begin
# with, not a forecast; organisers put their own in its place.
USUAL = ((0.0, 0.0), (0.25, 0.10), (0.5, 0.25), (0.75, 0.50), (0.9, 0.80), (1.0, 1.0))


class Fault(StrEnum):
    """What is wrong with a point."""

    SAME_DAY = "same day"  # as the point before it
    FALLS = "falls"  # below the point before it
    LATE = "late"  # after the day by which the goal is to be reached


def usual(begins: date, by: date, goal: float) -> tuple[tuple[date, float], ...]:
    """The usual path to a goal, in whole numbers; on one day alone it is the goal.

    >>> [(str(day), number) for day, number in usual(date(2027, 1, 1), date(2027, 4, 11), 3000)][:3]
    [('2027-01-01', 0.0), ('2027-01-26', 300.0), ('2027-02-20', 750.0)]
    """
    if begins >= by:
        return ((by, goal),)
    long = (by - begins).days
    points: dict[date, float] = {}
    for time, share in USUAL:
        points[begins + timedelta(days=round(long * time))] = float(round(goal * share))
    return tuple(sorted({**points, by: goal}.items()))


def planned(points: Points, day: date) -> float | None:
    """What is planned to be reached by the end of a day; None before the first point.

    After the last point it stays. `points` are in the order of their days.
    """
    if not points or day < points[0][0]:
        return None
    before = points[0]
    for point in points:
        if point[0] > day:
            part = (day - before[0]).days / (point[0] - before[0]).days
            return before[1] + part * (point[1] - before[1])
        before = point
    return before[1]


def faults(points: Points, by: date | None) -> list[tuple[int, Fault]]:
    """What is wrong with points in the order of their days: the place of each, and why."""
    found = []
    for place, (day, number) in enumerate(points):
        if by and day > by:
            found.append((place, Fault.LATE))
        if place and day == points[place - 1][0]:
            found.append((place, Fault.SAME_DAY))
        elif place and number < points[place - 1][1]:
            found.append((place, Fault.FALLS))
    return found
