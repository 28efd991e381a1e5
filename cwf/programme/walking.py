"""How long it takes to walk from one house to another."""

from math import asin, ceil, cos, radians, sin, sqrt

from cwf.programme.timetable import Venue

EARTH = 6_371_000  # metres, the mean radius
DETOUR = 1.3  # streets are longer than the line
PACE = 80  # metres a minute, about 4.8 km/h


def walk_minutes(one: Venue, other: Venue) -> int | None:
    """Whole minutes on foot, rounded up; None where a position is not known."""
    metres = distance(one, other)
    return None if metres is None else ceil(metres * DETOUR / PACE)


def distance(one: Venue, other: Venue) -> float | None:
    """Metres along the great circle (haversine); None where a position is not known."""
    if one.slug == other.slug:
        return 0.0
    if (
        one.latitude is None
        or one.longitude is None
        or other.latitude is None
        or other.longitude is None
    ):
        return None
    here, there = radians(one.latitude), radians(other.latitude)
    across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    part = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * across
    return 2 * EARTH * asin(sqrt(min(1.0, part)))
