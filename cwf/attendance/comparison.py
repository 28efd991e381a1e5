"""All editions side by side: what each promised, and what is told of it, unit by unit.

Only figures of one unit share a scale; none is made a percentage of another here. What says no unit
that is known stands apart, and so does what nothing else can be compared with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cwf.attendance.board import Card
from cwf.attendance.history import Edition, Said
from cwf.attendance.measures import Unit

# Kinds of Said that are from registrations, check-ins and counts of our own: at the end, or before.
COUNTED, SO_FAR = "counted", "so_far"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A figure, of which edition."""

    edition: Edition
    said: Said


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Figures by unit, the units in the order of Unit; and those that are compared with nothing.

    Within a unit they go by edition, the latest first; within an edition what was promised is
    first.
    """

    units: tuple[tuple[Unit, tuple[Entry, ...]], ...]
    alone: tuple[Entry, ...]


def compared(editions: Sequence[Edition]) -> Comparison:
    """Editions side by side. A unit of which one edition alone says something is no comparison."""
    units: dict[Unit, list[Entry]] = {}
    alone: list[Entry] = []
    for one in editions:
        for said in sorted(one.said, key=lambda said: said.kind != "promise"):
            entry = Entry(edition=one, said=said)
            (units.setdefault(said.measure, []) if said.measure else alone).append(entry)
    for unit, entries in list(units.items()):
        if len({entry.edition.slug for entry in entries}) < 2:
            alone.extend(units.pop(unit))
    order = [one.slug for one in editions]
    alone.sort(key=lambda entry: order.index(entry.edition.slug))
    return Comparison(
        units=tuple((unit, tuple(units[unit])) for unit in Unit if unit in units),
        alone=tuple(alone),
    )


def told_by(cards: Iterable[Card], told: Sequence[Said], *, over: bool) -> tuple[Said, ...]:
    """Targets that stand, and what is counted of them, as figures like those that are told.

    `over`: the forum is. A target that says what a promise in `told` says is that promise, and
    is not said twice.
    """
    found: list[Said] = []
    promised = {(one.measure, one.low, one.high) for one in told if one.kind == "promise"}
    for card in cards:
        line, now = card.line, card.figure
        said = Said(
            kind="promise", label=line.name, low=line.low, high=line.high, unit={},
            measure=line.unit,
        )  # fmt: skip
        if line.parent is not None:
            continue
        if (line.unit, line.low, line.high) not in promised:
            found.append(said)
        if card.is_known:
            kind = COUNTED if over else SO_FAR
            about = "about" if now.estimated else None
            found.append(
                replace(
                    said, kind=kind, low=now.total, high=None, qualifier=about,
                    judgement=card.judgement,
                )
            )  # fmt: skip
    return tuple(found)
