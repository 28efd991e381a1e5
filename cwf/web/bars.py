"""Where lying bars of one scale, their labels and their numbers are; components/charts.html draws.

Knows no domain word. Two shapes: labels left of the bars, for a wide place and for paper, or above
them, for a narrow one. Labels are broken into lines here, for SVG does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from cwf.web.charts import Mark
from cwf.web.scales import length, steps

LINE = 16.0  # between two lines of words
THICK = 22.0  # a bar
GAP = 16.0  # between two rows
LETTER = 6.4  # how wide a letter of a label is, about
NUMBER = 8.0  # the same of the number beside a bar, which is set larger


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """What a bar says: `low` as far as is sure, `high` where it may reach (a range, an estimate).

    `kind` is what the macro knows: promised (an outline), reported (solid), claimed (pale).
    `label` and below it `small` say what it is, `said` is the number as written.
    """

    kind: str
    label: str
    small: str
    low: float
    said: str
    high: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A bar that is laid out: its upper edge, its two lengths, the lines of its labels."""

    kind: str
    top: float
    words: float
    long: float
    more: float
    label: tuple[str, ...]
    small: tuple[str, ...]
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """A chart of bars: its size, where the scale begins and ends, its marks and its rows."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Mark, ...]
    rows: tuple[Row, ...]


def laid(
    bars: Sequence[Bar], *, width: float, number: Callable[[float], str], left: float = 0
) -> Bars:
    """Lay bars out on one scale from nothing; `left` is the room for labels, 0: they go above."""
    marks = steps(max([*(_end(one) for one in bars), 1.0]), about=4 if left else 2)
    room = NUMBER * max([*(len(one.said) for one in bars), 4]) + 12
    right = width - room
    top, rows = 28.0, []
    for one in bars:
        letters = int((left or width) / LETTER) - 1
        label, small = tuple(wrap(one.label, letters)), tuple(wrap(one.small, letters))
        words = LINE * (len(label) + len(small))
        known = length(one.low, marks[-1], right - left)
        rows.append(
            Row(
                kind=one.kind, top=top if left else top + words + 2, words=top + 12, long=known,
                more=round(length(_end(one), marks[-1], right - left) - known, 1),
                label=label, small=small, said=one.said,
            )
        )  # fmt: skip
        top += (max(words, THICK) if left else words + THICK) + GAP
    across = (
        Mark(at=round(left + length(one, marks[-1], right - left), 1), label=number(one))
        for one in marks
    )
    return Bars(
        width=width, height=top, left=left, right=right, top=20.0, bottom=top - GAP / 2,
        across=tuple(across), rows=tuple(rows),
    )  # fmt: skip


def _end(bar: Bar) -> float:
    return max(bar.low, bar.high or 0)
