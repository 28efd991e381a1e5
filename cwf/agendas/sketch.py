"""A drawn sketch of places: where they lie to each other, and the way of a day between them.

North is up and distances are true to one scale, but for places so near that their circles would
cover each other: these are moved apart. There are no streets; it is a sketch, and says so.
Lengths are in units of the drawing, which is `Box.width` wide; y grows downwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, hypot, radians

from cwf.programme.timetable import Venue

ROUNDS = 60  # of moving apart
WIDTH_OF_LETTER = 0.58  # of its size, for the sans that pages and papers are set in


Legs = tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Box:
    """The paper: its size, the radius of a place's circle, and the size of letters."""

    width: float = 640
    height: float = 400
    radius: float = 18
    letter: float = 22


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name beside its circle: the left end of its base line, and what it covers."""

    text: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Place:
    """A house on the sketch. `number` counts from 1; `visited`: the way leads through it.

    `label` is None where no room was left for it: then its number tells it.
    """

    number: int
    venue: str
    x: float
    y: float
    visited: bool
    label: Label | None


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """All that is drawn: places in the order given, and the way as legs from point to point."""

    box: Box
    places: tuple[Place, ...]
    legs: Legs


def sketch(
    venues: Sequence[Venue], way: Sequence[str], names: Mapping[str, str], box: Box | None = None
) -> Sketch | None:
    """The sketch of those houses whose position is known; None where there is none.

    `way` are slugs in the order of the visits, `names` by slug.
    """
    box = box or Box()
    known = [
        venue for venue in venues if venue.latitude is not None and venue.longitude is not None
    ]
    if not known:
        return None
    points = _apart(_fitted(known, box), box)
    places = tuple(
        Place(number=number, venue=venue.slug, x=x, y=y, visited=venue.slug in way, label=None)
        for number, (venue, (x, y)) in enumerate(zip(known, points, strict=True), 1)
    )
    at = {place.venue: (place.x, place.y) for place in places}
    walked = [at[slug] for slug in way if slug in at]
    legs = tuple((*one, *other) for one, other in pairwise(walked) if one != other)
    return Sketch(box=box, places=_labelled(places, names, legs, box), legs=legs)


def _fitted(venues: Sequence[Venue], box: Box) -> list[tuple[float, float]]:
    """On the plane that touches the earth in their middle, and as large as the box allows."""
    latitudes = [venue.latitude or 0.0 for venue in venues]
    longitudes = [_near(venue.longitude or 0.0, venues[0].longitude or 0.0) for venue in venues]
    shrink = cos(radians((min(latitudes) + max(latitudes)) / 2))
    xs, ys = [one * shrink for one in longitudes], [-one for one in latitudes]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room_x, room_y = box.width - 4 * box.radius, box.height - 6 * box.radius
    scale = min(
        room_x / across if across else float("inf"), room_y / down if down else float("inf")
    )
    scale = 0.0 if scale == float("inf") else scale
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [
        (box.width / 2 + (x - middle_x) * scale, box.height / 2 + (y - middle_y) * scale)
        for x, y in zip(xs, ys, strict=True)
    ]


def _near(longitude: float, other: float) -> float:
    """The same meridian, told so that it lies within half a turn of another one."""
    return other + (longitude - other + 180) % 360 - 180


def _apart(points: list[tuple[float, float]], box: Box) -> list[tuple[float, float]]:
    """Points moved until circles round them do not touch, and kept within the box."""
    found, least = list(points), 2.25 * box.radius
    for _round in range(ROUNDS):
        moved = False
        for one in range(len(found)):
            for other in range(one):
                (x, y), (u, v) = found[one], found[other]
                far = hypot(x - u, y - v)
                if far >= least:
                    continue
                # of two in one spot the later one goes right, always by the same rule
                along = ((x - u) / far, (y - v) / far) if far else (1.0, 0.2 * (one % 5 - 2))
                push, moved = (least - far) / 2 + 0.5, True
                found[one] = _within(x + along[0] * push, y + along[1] * push, box)
                found[other] = _within(u - along[0] * push, v - along[1] * push, box)
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in found]


def _within(x: float, y: float, box: Box) -> tuple[float, float]:
    edge = 1.2 * box.radius
    return min(max(x, edge), box.width - edge), min(max(y, edge), box.height - edge)


def _labelled(
    places: tuple[Place, ...], names: Mapping[str, str], legs: Legs, box: Box
) -> tuple[Place, ...]:
    """Names on whichever side is free, the visited places first; what fits nowhere is left out.

    Sides over which the way leads come last.
    """
    taken = [
        (place.x - box.radius, place.y - box.radius, place.x + box.radius, place.y + box.radius)
        for place in places
    ]
    found: dict[int, Label] = {}
    for place in sorted(places, key=lambda one: not one.visited):
        sides = _sides(place, names.get(place.venue, ""), box)
        for label in sorted(sides, key=lambda one: _on_the_way(one, legs)):
            area = (label.left, label.top, label.right, label.bottom)
            inside = area[0] >= 0 and area[1] >= 0 and area[2] <= box.width
            if inside and area[3] <= box.height and not any(_covers(area, one) for one in taken):
                taken.append(area)
                found[place.number] = label
                break
    return tuple(replace(place, label=found.get(place.number)) for place in places)


def _sides(place: Place, text: str, box: Box) -> list[Label]:
    """Right, left, below, above; the last two drawn in where the paper ends."""
    if not text:
        return []
    wide, high = len(text) * box.letter * WIDTH_OF_LETTER, box.letter * 1.2
    away = box.radius + box.letter / 4
    beside = max(0.0, min(place.x - wide / 2, box.width - wide))
    corners = (
        (place.x + away, place.y - high / 2),
        (place.x - away - wide, place.y - high / 2),
        (beside, place.y + away - high / 8),
        (beside, place.y - away - high * 7 / 8),
    )
    return [
        Label(
            text=text,
            x=round(left, 1),
            y=round(top + box.letter * 0.95, 1),
            left=left,
            top=top,
            right=left + wide,
            bottom=top + high,
        )
        for left, top in corners
    ]


def _on_the_way(label: Label, legs: Legs) -> bool:
    """Whether a leg passes through the label: by points on it, at most 8 apart."""
    for x, y, u, v in legs:
        steps = max(1, int(hypot(u - x, v - y) / 4))
        for step in range(steps + 1):
            at_x, at_y = x + (u - x) * step / steps, y + (v - y) * step / steps
            if label.left <= at_x <= label.right and label.top <= at_y <= label.bottom:
                return True
    return False


def _covers(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
