"""Where standing columns of one scale are; components/charts.html draws them.

Knows no domain word. What is sure stands solid, what is added by an estimate dashed on top of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cwf.web.scales import length

TALL = 150.0  # the highest column
BASE = 180.0  # where columns stand, below the top of the drawing
MOST = 64.0  # no column is wider
EDGE = 10.0  # room for words beyond the first and the last column
LETTER = 7.0  # how wide a letter of a label is, about
Value = tuple[str, int, int]  # what is written below, what is sure, what is added


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its left edge, how high the sure and the added part are, the words at its ends."""

    left: float
    middle: float
    solid: float
    added: float
    number: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """A chart of columns: its width, how thick each is, on what they stand."""

    width: float
    thick: float
    base: float
    columns: tuple[Column, ...]


def standing(values: Sequence[Value], *, width: float) -> Columns:
    """Lay columns out in at most so much width.

    Where labels would meet only every second, third … is written, the last one always.
    """
    room = min(MOST, (width - 2 * EDGE) / max(1, len(values)))
    highest = max((sure + added for _, sure, added in values), default=0)
    longest = max((len(label) for label, _, _ in values), default=0)
    every = max(1, -(-int(LETTER * (longest + 1)) // int(room)))
    return Columns(
        width=room * max(1, len(values)) + 2 * EDGE,
        thick=room * 0.64,
        base=BASE,
        columns=tuple(
            Column(
                left=round(EDGE + room * (place + 0.18), 1),
                middle=round(EDGE + room * (place + 0.5), 1),
                solid=length(sure, highest, TALL),
                added=length(added, highest, TALL),
                number=sure + added,
                label=label if (len(values) - 1 - place) % every == 0 else "",
            )
            for place, (label, sure, added) in enumerate(values)
        ),
    )
