"""What lasted for some days, as bars along the axis of a chart, each with a number below it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

LETTER = 7.2  # how wide a letter is
ROOM = 16.0  # below the axis, for the bars and their numbers
Lasted = tuple[int, int, str, str]  # first day, last day, number, what it was


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A bar along the axis; `number` is written below its beginning, `label` is what it was."""

    at: float
    until: float
    number: str
    label: str


def spans(
    lasted: Iterable[Lasted], *, first: int, last: int, x: Callable[[float], float]
) -> tuple[Span, ...]:
    """Those that touch the days of a chart, cut to them; `x` says where a day lies.

    Where the number of the one before still stands, both numbers stand there: "1, 2".
    """
    found: list[Span] = []
    told = 0  # which of them has the last number that was written
    for begins, ends, number, label in lasted:
        if ends < first or begins > last:
            continue
        one = Span(at=x(max(begins, first)), until=x(min(ends, last)), number=number, label=label)
        before = found[told] if found else None
        if before and one.at - before.at < LETTER * (len(before.number) + 1):
            found[told] = replace(before, number=f"{before.number}, {number}")
            one = replace(one, number="")
        else:
            told = len(found)
        found.append(one)
    return tuple(found)
