"""What to expect: the final number of a target, with intervals, from how numbers grew before.

Plain data in, plain data out. Numbers are of one unit: people, or whatever a target counts. Days
are counted backwards: 0 is the eve of the forum, 30 is thirty days before that, -1 the forum's
first day. A curve says what was known at the end of each day. pickup.py says how, tried.py when
one may be shown; docs/forecast.md has formulas, sources, and how far it holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from cwf.attendance import growth
from cwf.attendance.curves import Curve, Marks, ever_falls, laid_over, number_on
from cwf.attendance.pickup import Pair, outlook
from cwf.attendance.together import together
from cwf.attendance.tried import may_be_shown

CHANCES = (0.05, 0.25, 0.5, 0.75, 0.95)
ENOUGH = 3  # so many earlier editions judge by their own errors whether a forecast is any use


class Method(StrEnum):
    """How an expectation came about. PLANNED: there is no data, only the planned path.

    COMBINED: additive and multiplicative pick-up, joined by their past errors; the two alone where
    one has nearly all. FINAL: it is the last day.
    """

    PLANNED = "planned"
    ADDITIVE = "additive"
    MULTIPLICATIVE = "multiplicative"
    COMBINED = "combined"
    GROWTH = "growth"
    FINAL = "final"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """Something known to move numbers: `kind` is deadline, price, release or campaign."""

    kind: str
    day: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """An earlier edition: its curve of the same unit and definition, and what it came to.

    Its `name` is its slug: what it is called depends on who reads.
    """

    name: str
    curve: Curve
    final: int
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """What is expected at the end of a day: the middle, and intervals of 50 and 90 %."""

    day: int
    middle: float
    low50: float
    high50: float
    low90: float
    high90: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """The expected final number (`final`, of the last day) and the way there.

    `method` and `data` (names of the editions, number of days used) stand beside every number
    that is shown. With `method` PLANNED there are no bands.
    """

    method: Method
    data: tuple[str, ...]
    days_used: int
    bands: tuple[Band, ...]

    @property
    def final(self) -> Band | None:
        """What is expected at the end; None where nothing can be said."""
        return self.bands[-1] if self.bands else None


PLANNED = Forecast(method=Method.PLANNED, data=(), days_used=0, bands=())


def expected(
    curve: Curve,
    past: tuple[Past, ...],
    *,
    today: int,
    known: tuple[Known, ...] = (),
) -> Forecast:
    """What a target comes to, of its curve so far and of earlier editions; PLANNED where forecasts
    as this one were no better than the same share as last time, or too sure, when they were tried,
    or where nothing has come yet, so that there is no share to compare with.

    `past` begins with the latest edition; used are those whose curve reaches back to `today`. The
    number is final with the eve of the forum.
    """
    if not past and today > 0:
        return PLANNED  # as a curve alone always is: it need not be fitted first
    found = pace(curve, past, today=today, known=known)
    if found.method in (Method.PLANNED, Method.FINAL):
        return found
    used = [one for one in past if one.name in found.data]
    growth_alone = found.method is Method.GROWTH
    if not used or (not growth_alone and same_share(curve, used[0], today=today) is None):
        return PLANNED
    if not may_be_shown(
        editions=len(used),
        curves=not growth_alone,
        size=fmean(one.final for one in used),
        day=today,
    ):
        return PLANNED
    is_any_use = len(used) < ENOUGH or is_better(used, today=today)
    return found if is_any_use else PLANNED


def pace(
    curve: Curve,
    past: Sequence[Past],
    *,
    today: int,
    known: tuple[Known, ...] = (),
    way: bool = True,
) -> Forecast:
    """The same, whether it is any use or not, as backtests ask; without the `way`: the end only."""
    so_far = tuple(point for point in curve if point[0] >= today)
    now = number_on(so_far, today)
    if now is None or not so_far:
        return PLANNED
    if today <= 0:
        band = Band(day=0, middle=now, low50=now, high50=now, low90=now, high90=now)
        return Forecast(method=Method.FINAL, data=(), days_used=len(so_far), bands=(band,))
    days = range(today - 1, -1, -1) if way else range(1)
    used = [one for one in past if number_on(one.curve, today) is not None]
    if not used:
        return _grown(so_far, past, days, today)
    known = _heeded(now, used, known, today=today)
    free = ever_falls(so_far) or any(ever_falls(one.curve) for one in used)
    floor = 0.0 if free else now
    bands, weight, at_once = [], 0.5, together(one.curve for one in used)
    for day in days:
        pairs = [_pair(one, known, today, day) for one in used]
        found = outlook(now, pairs, at_once=at_once)
        weight = found.weight
        middle, bounds = found.middle, [found.bound(chance) for chance in CHANCES]
        bounds[2] = middle
        bands.append(_band(day, [max(floor, one) for one in bounds]))
    return Forecast(
        method=_method(weight, len(used)),
        data=tuple(one.name for one in used),
        days_used=len(so_far),
        bands=tuple(bands),
    )


def _heeded(
    now: float, used: Sequence[Past], known: tuple[Known, ...], *, today: int
) -> tuple[Known, ...]:
    """What is known, if laying the days over one another foretold earlier editions better.

    With one edition nobody can tell, and nothing is laid over.
    """
    if not known or len(used) < 2:
        return ()
    missed = [
        outlook(now, [_pair(one, marks, today, 0) for one in used]).missed for marks in ((), known)
    ]
    return known if missed[1] < missed[0] else ()


def _marks(known: tuple[Known, ...]) -> Marks:
    return [(one.kind, one.day) for one in known]


def _matched(day: int, known: tuple[Known, ...], past: Past) -> float:
    return laid_over(day, _marks(known), _marks(past.known))


def _pair(past: Past, known: tuple[Known, ...], today: int, day: int) -> Pair:
    """What an earlier edition had today, and on a later day; in the end what it came to."""
    had = number_on(past.curve, _matched(today, known, past)) or 0.0
    then = past.final if day == 0 else number_on(past.curve, _matched(day, known, past))
    return had, float(then or 0.0)


def _method(weight: float, editions: int) -> Method:
    if editions < 2 or 0.1 < weight < 0.9:
        return Method.COMBINED
    return Method.ADDITIVE if weight >= 0.9 else Method.MULTIPLICATIVE


def _band(day: int, bounds: Sequence[float]) -> Band:
    low90, low50, middle, high50, high90 = bounds
    return Band(day=day, middle=middle, low50=low50, high50=high50, low90=low90, high90=high90)


def _grown(curve: Curve, past: Sequence[Past], days: Sequence[int], today: int) -> Forecast:
    """From the curve and what earlier editions came to; nothing where it is too short."""
    if not growth.is_long_enough(curve):
        return PLANNED
    fitted, now = growth.fits(curve, [one.final for one in past]), (today, curve[-1][1])
    bands = tuple(_band(day, growth.quantiles(fitted, now, day, CHANCES)) for day in days)
    return Forecast(
        method=Method.GROWTH,
        data=tuple(one.name for one in past),
        days_used=len(curve),
        bands=bands,
    )


def same_share(curve: Curve, before: Past, *, today: int) -> float | None:
    """The naive way: what has come is the same share of the whole as it was last time.

    None where nothing is known of one of the two, or there was nothing yet.
    """
    now, had = number_on(curve, today), number_on(before.curve, today)
    return None if not now or not had else now * before.final / had


def is_better(past: Sequence[Past], *, today: int) -> bool:
    """Whether the pace foretold earlier editions better than the same share as last time did.

    `past` begins with the latest; there are two at least. Each is foretold by the others; "last
    time" is the one before it (for the earliest, the one after). The median error decides, of those
    of which the share, too, says something.
    """
    ours, naive = [], []
    for place, one in enumerate(past):
        others = [*past[:place], *past[place + 1 :]]
        share = same_share(one.curve, (*past, past[-2])[place + 1], today=today)
        found = pace(one.curve, others, today=today, known=one.known, way=False).final
        if found and share is not None and one.final:
            ours.append(abs(found.middle - one.final) / one.final)
            naive.append(abs(share - one.final) / one.final)
    return bool(ours) and median(ours) < median(naive)
