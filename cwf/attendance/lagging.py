"""Which parts of a target are behind, and by how many; the worst first."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from cwf.attendance.board import Card

AXES = ("region", "channel")  # that somebody can do something about before the forum
NINE_IN_TEN = 1.645  # of a normal distribution, on both sides


@dataclass(frozen=True, kw_only=True, slots=True)
class Lag:
    """A part that is behind: what was due by today, and how many are missing of that.

    `chance` says that so few may be missing by chance alone (at most 1.645 × √due, as of people
    who come independently; who come in groups vary more).
    """

    part: Card
    due: int
    short: int

    @property
    def chance(self) -> bool:
        """Whether chance alone may have done it."""
        return self.short <= NINE_IN_TEN * sqrt(self.due)


def due(whole: Card, part: Card) -> int | None:
    """What a part was to have by today; None where nothing is planned, or its number not known.

    Its own path says it; else it is due the same share of its goal as the whole is of its own.
    """
    if not part.is_known:
        return None
    if part.planned is not None:
        return part.planned
    if whole.planned is None or not whole.line.low:
        return None
    return round(part.line.low * whole.planned / whole.line.low)


def lags(whole: Card, cards: Iterable[Card]) -> list[Lag] | None:
    """Parts of a whole by region and channel that are behind; None where none is due anything."""
    found, is_told = [], False
    for one in cards:
        if one.line.parent != whole.line.uuid or one.line.axis not in AXES:
            continue
        if (wanted := due(whole, one)) is None:
            continue
        is_told = True
        if (short := wanted - one.figure.total) > 0:
            found.append(Lag(part=one, due=wanted, short=short))
    return sorted(found, key=lambda lag: -lag.short) if is_told else None
