"""Where the lines, bars and circles of a chart lie; the macros of components/charts.html draw them.

Knows no domain word: numbers and labels in, coordinates out. All lengths are in units of the
drawing, whose width a chart is given; text is set by the macros, at a size that suits it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cwf.web.scales import steps
from cwf.web.spans import ROOM, Lasted, Span, spans

TALL = 0.42
NOTE = 34.0  # height of two lines of words
BESIDE, BELOW, LETTER = 10.0, 22.0, 7.2  # from a dot to its words, and how wide a letter is
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A mark on an axis: where, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line through points: `kind` is what the macros know (actual, planned, expected)."""

    kind: str
    points: str
    ends: Point
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fan:
    """A band about what is expected, as a polygon; `wide` for the outer one."""

    points: str
    wide: bool
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Words at the right end of a line: the number, and below it what it is."""

    at: float
    number: str
    what: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Words beside the last day that is known, before it where there is no room behind."""

    x: float
    y: float
    before: bool
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """A chart of numbers over days: the size, the axes, the lines, and today."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    lines: tuple[Line, ...]
    fans: tuple[Fan, ...]
    today: Mark | None
    goal: Mark | None
    spans: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
    held: Held | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Numbers by day (any whole numbers that grow by one a day)."""

    kind: str
    values: Sequence[tuple[int, float]]
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """What a chart of days shows: lines, bands as (day, low, high), today, the goal, and notes.

    The first band is the wide one. `lasted` stands along the axis (spans.py). `notes` are (value,
    number as written, what it is), `held` is what stands beside the end of the line `actual`.
    """

    series: Sequence[Series]
    bands: Sequence[Sequence[tuple[int, float, float]]] = ()
    across: Sequence[tuple[int, str]] = ()
    today: tuple[int, str] | None = None
    goal: tuple[float, str] | None = None
    lasted: Sequence[Lasted] = ()
    notes: Sequence[tuple[float, str, str]] = ()
    held: str = ""


def progress(
    days: Days,
    *,
    width: float,
    number: Callable[[float], str],
    right: float = 110,
    tall: float = TALL,
) -> Progress:
    """Lay a chart of days out; `number` writes the numbers of the axis.

    `right` is the room beside the last day for what is written at the lines' ends; `tall` the
    height as a part of the width.
    """
    highest = max([*_values(days), 1.0])
    up = steps(highest)
    left = 14 + 7.2 * max(len(number(one)) for one in up)
    room = ROOM if days.lasted else 0.0
    height = max(220.0, width * tall) + room
    first, last = _span(days)
    frame = _Frame(
        left=left, right=width - right, top=26.0, bottom=height - 28.0 - room,
        first=first, last=max(last, first + 1), highest=up[-1],
    )  # fmt: skip
    return Progress(
        width=width, height=height, left=frame.left, right=frame.right, top=frame.top,
        bottom=frame.bottom,
        across=tuple(Mark(at=frame.x(day), label=label) for day, label in days.across),
        up=tuple(Mark(at=frame.y(one), label=number(one)) for one in up),
        lines=tuple(_line(one, frame) for one in days.series if one.values),
        fans=tuple(_fan(band, frame, wide=not at) for at, band in enumerate(days.bands) if band),
        today=Mark(at=frame.x(days.today[0]), label=days.today[1]) if days.today else None,
        goal=Mark(at=frame.y(days.goal[0]), label=days.goal[1]) if days.goal else None,
        spans=spans(days.lasted, first=frame.first, last=frame.last, x=frame.x),
        notes=_notes(days, frame),
        held=_held(days, frame),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class _Frame:
    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int
    highest: float

    def x(self, day: float) -> float:
        part = (day - self.first) / (self.last - self.first)
        return round(self.left + part * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        return round(self.bottom - value / self.highest * (self.bottom - self.top), 1)


def _values(days: Days) -> Iterable[float]:
    for one in days.series:
        yield from (value for _, value in one.values)
    for band in days.bands:
        yield from (high for _, _, high in band)
    if days.goal:
        yield days.goal[0]


def _span(days: Days) -> tuple[int, int]:
    """The first and the last day that anything is shown of."""
    seen = [day for one in days.series for day, _ in one.values]
    seen += [day for band in days.bands for day, _, _ in band]
    seen += [day for day, _ in days.across]
    return (min(seen), max(seen)) if seen else (0, 1)


def _line(series: Series, frame: _Frame) -> Line:
    points = [(frame.x(day), frame.y(value)) for day, value in series.values]
    return Line(kind=series.kind, points=joined(points), ends=points[-1], label=series.label)


def _fan(band: Sequence[tuple[int, float, float]], frame: _Frame, *, wide: bool) -> Fan:
    upper = [(frame.x(day), frame.y(high)) for day, _, high in band]
    lower = [(frame.x(day), frame.y(low)) for day, low, _ in reversed(band)]
    return Fan(points=joined([*upper, *lower]), wide=wide)


def _notes(days: Days, frame: _Frame) -> tuple[Note, ...]:
    """The words beside the last day, from above, moved apart where they would meet."""
    told = sorted(days.notes, key=lambda note: -note[0])
    wanted = [frame.y(value) for value, _, _ in told]
    places = apart(wanted, gap=NOTE, top=frame.top, bottom=frame.bottom - NOTE / 2)
    return tuple(
        Note(at=at, number=number, what=what)
        for at, (_, number, what) in zip(places, told, strict=True)
    )


def _held(days: Days, frame: _Frame) -> Held | None:
    """Below the end of the line, where what is expected rises; above it near the axis, and before
    it, where the line itself comes from below."""
    ends = next((one.values[-1] for one in days.series if one.kind == "actual"), None)
    if not days.held or ends is None:
        return None
    x, y = frame.x(ends[0]), frame.y(ends[1])
    before = x + BESIDE + LETTER * len(days.held) > frame.right
    y = y - BESIDE if before or y + BELOW > frame.bottom else y + BELOW
    return Held(x=x - BESIDE if before else x + BESIDE, y=y, before=before, label=days.held)


def apart(wanted: Sequence[float], *, gap: float, top: float, bottom: float) -> list[float]:
    """Heights at least `gap` apart, each as near to what is wanted as that allows, from above.

    >>> apart([10, 12, 80], gap=20, top=0, bottom=100)
    [10, 30, 80]
    >>> apart([90, 95], gap=20, top=0, bottom=100)
    [80, 100]
    """
    placed: list[float] = []
    for one in wanted:
        placed.append(max(one, placed[-1] + gap) if placed else max(one, top))
    limit = bottom
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], limit)
        limit = placed[at] - gap
    return placed


def joined(points: Iterable[Point]) -> str:
    """Points as an SVG attribute says them.

    >>> joined([(1.0, 2.5), (3.0, 4.0)])
    '1,2.5 3,4'
    """
    return " ".join(f"{x:g},{y:g}" for x, y in points)
