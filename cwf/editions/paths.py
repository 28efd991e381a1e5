"""Points as the paths of SVG (SVG 2 §9.3): straight, or smooth without a corner."""

from math import hypot

Point = tuple[float, float]


def ribbon(one: list[Point], other: list[Point]) -> str:
    """The area between two edges, both smooth."""
    back = other[::-1]
    return f"M{place(one[0])}{_smooth(one)}L{place(back[0])}{_smooth(back)}Z"


def _smooth(points: list[Point]) -> str:
    """Cubic curves through the points, without a corner."""
    tangents = [_tangent(points, at) for at in range(len(points))]
    drawn = []
    for at in range(1, len(points)):
        (x, y), (to_x, to_y) = points[at - 1], points[at]
        third = hypot(to_x - x, to_y - y) / 3
        (leaving_x, leaving_y), (coming_x, coming_y) = tangents[at - 1], tangents[at]
        first = (x + leaving_x * third, y + leaving_y * third)
        second = (to_x - coming_x * third, to_y - coming_y * third)
        drawn.append(f"C{place(first)} {place(second)} {place(points[at])}")
    return "".join(drawn)


def _tangent(points: list[Point], at: int) -> Point:
    """The direction at a knot, of length 1: that of the circle through it and its neighbours."""
    (x, y), before, after = points[at], points[max(at - 1, 0)], points[min(at + 1, len(points) - 1)]
    back, on = (x - before[0], y - before[1]), (after[0] - x, after[1] - y)
    # The nearer neighbour weighs more; at an end there is but one.
    weights = [1 / length**2 if (length := hypot(*way)) else 0.0 for way in (back, on)]
    along = (
        back[0] * weights[0] + on[0] * weights[1],
        back[1] * weights[0] + on[1] * weights[1],
    )
    length = hypot(*along)
    return along[0] / length, along[1] / length


def area(corners: list[Point]) -> str:
    """The area between straight edges."""
    return "M" + "L".join(map(place, corners)) + "Z"


def place(point: Point) -> str:
    """A point: x and y, parted where they must be."""
    x, y = (short(value) for value in point)
    return f"{x}{y}" if y.startswith("-") else f"{x} {y}"


def short(value: float) -> str:
    """A number with one decimal, as short as SVG takes it; never "-0"."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
