"""The chart of a target: its planned path, its days so far, and the fan of what is expected."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import format_date
from flask_babel import gettext as _

from cwf.attendance.board import Card, Day
from cwf.attendance.breakdown import OnDay
from cwf.attendance.exports.numbers import number, numbered, rounded, short
from cwf.web.charts import TALL, Days, Progress, Series, progress
from cwf.web.columns import Columns, standing

POINTS = 120  # more than a screen shows apart
WIDE, NARROW = 680.0, 360.0
Mark = tuple[date, date, str]  # from, to, what it is called; its number is its place among them
Bands = list[tuple[int, float, float]]


def charts(
    card: Card, *, today: date, starts: date | None, marks: Sequence[Mark] = (), tall: float = TALL
) -> tuple[Progress, Progress]:
    """The chart for a wide place, so `tall`, and for a narrow one; `marks` are campaigns."""
    days = _days(card, today=today, starts=starts, marks=marks)
    return (
        progress(days, width=WIDE, number=number, right=132, tall=tall),
        progress(days, width=NARROW, number=number, right=108),
    )


def by_time(days: Sequence[OnDay], weeks: Sequence[tuple[date, int]]) -> tuple[Columns, Columns]:
    """Who came by day, else how many more came each week: for a wide and for a narrow place."""
    values = [(short(one.day), one.checked_in + one.counted, one.estimated) for one in days]
    values = values or [(short(end), max(0, more), 0) for end, more in weeks]
    return standing(values, width=WIDE), standing(values, width=NARROW)


def ran(days: Sequence[Day], marks: Sequence[Mark]) -> list[str]:
    """For each row of a table below a chart, the numbers of the marks since the row before it."""
    since = [day for day, _ in days[:1]] + [day + timedelta(days=1) for day, _ in days]
    return [
        ", ".join(
            str(number)
            for number, (begins, ends, _) in enumerate(marks, start=1)
            if begins <= day and ends >= first
        )
        for first, (day, _) in zip(since, days, strict=False)
    ]


def _days(card: Card, *, today: date, starts: date | None, marks: Sequence[Mark]) -> Days:
    now = card.figure.total
    held = [*thinned(card.days, POINTS), (card.at, now)]
    path = [(day.toordinal(), value) for day, value in card.line.path]
    expected, bands = _fan(card, today=today, starts=starts)
    last = max([card.at.toordinal(), *(day for day, _ in path), *(day for day, _ in expected)])
    if card.line.by:
        last = max(last, card.line.by.toordinal())
    elif starts:
        last = max(last, starts.toordinal() - 1)
    first = min([held[0][0].toordinal(), *(day for day, _ in path)])
    said = short(card.at)
    return Days(
        series=[
            Series(kind="planned", values=path),
            Series(kind="actual", values=[(day.toordinal(), value) for day, value in held]),
            Series(kind="expected", values=expected),
        ],
        bands=bands,
        across=months(date.fromordinal(first), date.fromordinal(last)),
        today=(card.at.toordinal(), _("Today, %(day)s", day=said) if card.at == today else said),
        goal=(card.line.low, number(card.line.low)),
        lasted=[
            (begins.toordinal(), ends.toordinal(), str(number), numbered(number, said))
            for number, (begins, ends, said) in enumerate(marks, start=1)
        ],
        notes=_notes(card),
        held=_("%(now)s now", now=number(now)) if card.at == today else number(now),
    )


def _fan(
    card: Card, *, today: date, starts: date | None
) -> tuple[list[tuple[int, float]], list[Bands]]:
    """The middle, and the two bands, from today to the last day."""
    if card.forecast is None or starts is None:
        return [], []
    begin, now = today.toordinal(), card.figure.total
    middle: list[tuple[int, float]] = [(begin, now)]
    wide: Bands = [(begin, now, now)]
    inner: Bands = [(begin, now, now)]
    for band in card.forecast.bands:
        day = (starts - timedelta(days=band.day + 1)).toordinal()
        if day <= begin:
            continue
        middle.append((day, band.middle))
        wide.append((day, band.low90, band.high90))
        inner.append((day, band.low50, band.high50))
    return middle, [wide, inner]


def _notes(card: Card) -> list[tuple[float, str, str]]:
    goal = number(card.line.low)
    if card.line.high:
        goal = f"{goal}–{number(card.line.high)}"
    notes = [(card.line.low, goal, _("goal"))]
    if final := card.expected:
        said = f"{number(rounded(final.low90))}–{number(rounded(final.high90))}"
        notes.append((final.middle, said, _("nine in ten")))
    return notes


def thinned(days: Sequence[Day], most: int) -> list[Day]:
    """At most so many of the days, evenly, with the first and the last.

    >>> [day.day for day, _ in thinned([(date(2027, 1, n), n) for n in range(1, 11)], 4)]
    [1, 4, 7, 10]
    """
    if len(days) <= most:
        return list(days)
    last = len(days) - 1
    return [days[round(at * last / (most - 1))] for at in range(most)]


def months(first: date, last: date, most: int = 6) -> list[tuple[int, str]]:
    """Days to write under a chart: firsts of months, not more than so many, and the last day."""
    starts = [
        date(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1, 1)
        for at in range((last.year - first.year) * 12 + last.month - first.month + 1)
    ]
    inside = [day for day in starts if first <= day and (last - day).days > (last - first).days / 9]
    every = -(-len(inside) // most) if inside else 1
    told = [(day.toordinal(), str(format_date(day, "MMM"))) for day in inside[::every]]
    return [*told, (last.toordinal(), short(last))]
