"""The drawing on an edition's cover: as many lines as its ordinal, in one of four motifs.

A pure function of ordinal, motif and frame, without colours: a line names the place of its colour
in the edition's palette, so that light, dark and paper each fill in their own. Where the ordinal
is not known there are nine lines, and they are hollow. Nothing is drawn above the frame's
`top`, for words stand there.

*Bend* is the flow of water round a disc: far from the sun each line lies at a height p, and near
it follows y·(1 − R²/r²) = p. As r·sin θ = y, a point of it is known by its angle at once:
r = (q + √(q² + 4R²)) / 2 with q = p / sin θ.
"""

from dataclasses import dataclass, replace
from math import cos, pi, radians, sin, sqrt

from cwf.editions.paths import Point, area, place, ribbon, short

MOTIFS = ("bend", "fan", "steps", "rings")
NOT_KNOWN = 9  # lines where the ordinal is not known
SHARE = 0.53  # of what a line has to itself it fills this much; the rest is ground
HOLLOW = 0.74  # the same for outlines: two of a line stand nearer than two of neighbours
# Places in the palette, outward from the first line: 0 ink, 1 to 3 the tracks' colours.
ORDER = (1, 1, 0, 1, 2, 1, 1, 3, 1, 2, 1, 1, 0)
# Where a line near the sun has its knots, and one further off: in radii from the sun.
NEAR = (14.0, 7.0, 4.4, 3.0, 2.1, 1.6, 1.3, 1.1, 0.95, 0.75, 0.5, 0.25, 0.0)
FAR = (14.0, 7.0, 4.2, 2.6, 1.7, 1.0, 0.45, 0.0)
CLOSE = 0.2  # radii that part near from far


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where to draw, in any unit, y downwards; the sun's centre and radius.

    No line has more room than the share `widest` of that radius.
    """

    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    radius: float
    widest: float = 0.2

    def times(self, factor: float) -> "Frame":
        """The same in a smaller unit."""
        measures = {name: value * factor for name, value in vars(self).items() if name != "widest"}
        return replace(self, **measures)


# The web's frame, in its own units: a page shows 1440 of them side by side, a phone 800, and a very
# wide window more of what lies beside (templates/editions/_cover.html, static/css/public.css).
WEB = Frame(left=-2400, top=-290, right=2400, bottom=300, x=0, y=0, radius=172)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: an SVG path to be filled, and its place in the palette."""

    path: str
    colour: int


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The lines from top to bottom, and whether there are as many as there were forums."""

    lines: tuple[Line, ...]
    known: bool
    motif: str


def cover(ordinal: int | None, motif: str | None, frame: Frame) -> Cover:
    """The drawing; an unknown motif is the first one."""
    chosen = motif if motif in MOTIFS else MOTIFS[0]
    paths = DRAWN[chosen](ordinal or NOT_KNOWN, SHARE if ordinal else HOLLOW, frame)
    return Cover(
        lines=tuple(
            Line(path=path, colour=ORDER[at % len(ORDER)]) for at, path in enumerate(paths)
        ),
        known=ordinal is not None,
        motif=chosen,
    )


def _bend(count: int, share: float, frame: Frame) -> list[str]:
    """Half of the lines pass above the sun, half below; none meets it."""
    radius = frame.radius
    above = count // 2
    step = min(
        frame.widest * radius,
        _height_far_off(frame.y - frame.top, radius) / (above or 1),
        _height_far_off(max(frame.bottom - frame.y, radius * 1.75), radius) / (count - above),
    )
    half = step * share / 2
    paths = []
    for at in range(count):
        height = (at - above + 0.5) * step  # negative above the sun
        side = -1 if height < 0 else 1
        inner = _stream(abs(height) - half, radius)
        outer = _stream(abs(height) + half, radius)
        edges = [[(frame.x + x, frame.y + side * y) for x, y in edge] for edge in (inner, outer)]
        paths.append(ribbon(*edges))
    return paths


def _height_far_off(height: float, radius: float) -> float:
    """How high a line lies far from the sun that passes over it at this height."""
    return max((height * height - radius * radius) / height, radius * 0.05)


def _stream(height: float, radius: float) -> list[Point]:
    """Knots of a line of flow from left to right, with y upwards, about the sun's centre."""
    knots = NEAR if height < CLOSE * radius else FAR
    right = [_point(height, radius, knot * radius) for knot in knots]
    return [(-x, y) for x, y in right] + right[-2::-1]


def _point(height: float, radius: float, x: float) -> Point:
    """The point of a line of flow at an x, found by halving its angle's bounds."""
    low, high = 1e-9, pi / 2
    for _ in range(48):
        angle = (low + high) / 2
        if _distance(height, radius, angle) * cos(angle) > x:
            low = angle
        else:
            high = angle
    reach = _distance(height, radius, high)
    return x, reach * sin(high)


def _distance(height: float, radius: float, angle: float) -> float:
    near = height / sin(angle)
    return (near + sqrt(near * near + 4 * radius * radius)) / 2


def _fan(count: int, share: float, frame: Frame) -> list[str]:
    """Rays that open from the sun to the left, each as long as the frame's top allows."""
    spread = pi * 0.86
    room = spread / count
    half = min(room * share / 2, radians(7))
    start, paths = 1.18 * frame.radius, []
    for at in range(count):
        angle = pi + spread / 2 - room * (at + 0.5)
        one, other = angle - half, angle + half
        end, steepest = 5.6 * frame.radius, max(-sin(one), -sin(other))
        if steepest > 0:
            end = min(end, (frame.y - frame.top) / steepest)
        corners = ((one, start), (one, end), (other, end), (other, start))
        paths.append(
            area([(frame.x + far * cos(way), frame.y + far * sin(way)) for way, far in corners])
        )
    return paths


def _steps(count: int, share: float, frame: Frame) -> list[str]:
    """Stairs that climb to the right, the sun on one of them."""
    rise = frame.radius * 0.62
    top = frame.top + rise * 3
    step = min(frame.widest * frame.radius * 1.15, (frame.bottom - top) / count)
    edges = [frame.x + frame.radius * far for far in (-3.2, -1.4, 1.1)]
    paths = []
    for at in range(count):
        line = [(frame.left, top + at * step)]
        for edge in edges:
            corner = edge + at * step
            line += [(corner, line[-1][1]), (corner, line[-1][1] - rise)]
        line.append((max(frame.right, line[-1][0] + step), line[-1][1]))
        paths.append(_stair(line, step * share))
    return paths


def _stair(line: list[Point], thick: float) -> str:
    """A line of level and upright parts as an area: `thick` downwards and to the right."""
    last = len(line) - 1
    lower = [(x + (thick if 0 < at < last else 0), y + thick) for at, (x, y) in enumerate(line)]
    return area([*line, *lower[::-1]])


def _rings(count: int, share: float, frame: Frame) -> list[str]:
    """Rings about three centres, the sun the first of them; each has a third of the lines."""
    radius = frame.radius
    most = min(frame.y - frame.top, 1.65 * radius)
    centres = [
        (frame.x, frame.y, radius * 1.1, most),
        (frame.x - 3.0 * radius, frame.y + 0.65 * radius, radius * 0.2, radius * 1.2),
        (frame.x - 5.3 * radius, frame.y + 0.1 * radius, radius * 0.2, radius * 1.1),
    ]
    paths = []
    for at, (x, y, start, end) in enumerate(centres):
        own = len(range(at, count, len(centres)))
        step = (end - start) / (own or 1)
        paths += [
            _ring(x, y, start + step * ring, start + step * (ring + share)) for ring in range(own)
        ]
    return paths


def _ring(x: float, y: float, inner: float, outer: float) -> str:
    return "".join(
        f"M{place((x - reach, y))}a{short(reach)} {short(reach)} 0 1 {turn} {short(2 * reach)} 0"
        f"a{short(reach)} {short(reach)} 0 1 {turn} {short(-2 * reach)} 0Z"
        for reach, turn in ((outer, 1), (inner, 0))
    )


DRAWN = {"bend": _bend, "fan": _fan, "steps": _steps, "rings": _rings}
