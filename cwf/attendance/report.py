"""What the report of an edition is made of: targets, results, regions, and what is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cwf.attendance.board import Card
from cwf.attendance.breakdown import OnDay
from cwf.attendance.comparison import told_by
from cwf.attendance.figures import Cell, Tally, matching
from cwf.attendance.history import Edition, Said, contradictions
from cwf.attendance.measures import Method, Unit
from cwf.attendance.predicates import Predicate, Where

REPORT = "attendance"  # as a kind of paper
# Of these one is somebody who comes: their figures may share a scale, and nothing more.
VISITORS = (Unit.GUEST, Unit.PARTICIPANT, Unit.DELEGATE)

Came = tuple[int, int]  # registered, and of these checked in


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """A region that came with a delegation: its name by language, and who came with it."""

    name: dict[str, str]
    came: Came


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A number without names that counts, and what it rests on.

    `starts` and `ends` are a part of the day. What clickers and turnstiles counted says neither
    `confidence` nor `evidence`: it rests on their own rows.
    """

    tally: Tally
    starts: datetime | None = None
    ends: datetime | None = None
    confidence: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Advertised:
    """A campaign: its name by language, and its days."""

    name: dict[str, str]
    starts: date
    ends: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """All that the report says. `over`: the forum is; `told` are figures of others about it.

    `countries` are by code, the largest first; `earlier` the editions before, the latest first.
    """

    told: Edition
    zone: str
    over: bool
    invented: bool
    cards: tuple[Card, ...]
    regions: tuple[Region, ...]
    countries: tuple[tuple[str, Came], ...]
    days: tuple[OnDay, ...]
    counts: tuple[Counted, ...]
    earlier: tuple[Edition, ...]
    campaigns: tuple[Advertised, ...] = ()

    @property
    def wholes(self) -> tuple[Card, ...]:
        """The targets that are no parts of others."""
        return tuple(one for one in self.cards if one.line.parent is None)

    @property
    def parts(self) -> tuple[tuple[Card, tuple[Card, ...]], ...]:
        """Each target with its parts on one axis, in their order."""
        found: dict[tuple[UUID, str], list[Card]] = {}
        for one in self.cards:
            if one.line.parent:
                found.setdefault((one.line.parent, one.line.axis), []).append(one)
        whole = {one.line.uuid: one for one in self.wholes}
        return tuple(
            (whole[of], tuple(parts)) for (of, _axis), parts in found.items() if of in whole
        )

    @property
    def disputed(self) -> tuple[tuple[Edition, tuple[Said, ...]], ...]:
        """What cannot all be true, edition by edition, this one first."""
        editions = (self.told, *self.earlier)
        return tuple((one, group) for one in editions for group in contradictions(one.said))

    @property
    def figures(self) -> tuple[Said, ...]:
        """All that is said of this edition: by others, by its targets, and counted here."""
        return (*self.told.said, *told_by(self.cards, self.told.said, over=self.over))

    @property
    def visitors(self) -> tuple[Said, ...]:
        """Those of its figures that are of people who come, unit by unit; promises are first."""
        found = [one for one in self.figures if one.measure in VISITORS]
        units = list(dict.fromkeys(one.measure for one in found))
        return tuple(
            sorted(found, key=lambda one: (units.index(one.measure), one.kind != "promise"))
        )

    @property
    def others(self) -> tuple[Said, ...]:
        """What was reported of anything else, with a unit that is known."""
        return tuple(
            one
            for one in self.told.said
            if one.measure and one.measure not in VISITORS and one.kind == "result"
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """How the report says what it holds; forms/reported.py has them."""

    unit: Callable[[Unit], str]
    amount: Callable[[float, Unit, float | None], str]
    said: Callable[[Said], str]
    bare: Callable[[Said], str]
    part: Callable[[Any], str]
    kinds: Mapping[str, Any]
    styles: Mapping[str, str]
    confidence: Mapping[str, Any]
    grounds: Mapping[str, Any]
    methods: Mapping[Method, Any]
    definition: Callable[[Predicate], list[tuple[str, str]]]
    value: Callable[[str, str], str]
    axes: Mapping[str, Any]
    by_axis: Mapping[str, Any]


def came(cells: Iterable[Cell], part: str) -> dict[str, Came]:
    """How many are confirmed, and how many of them checked in, by an attribute of Cell."""
    found: dict[str, Came] = {}
    for cell in matching(Where(), cells):
        if code := getattr(cell, part):
            all_of, there = found.get(code, (0, 0))
            found[code] = (all_of + cell.number, there + (cell.number if cell.days else 0))
    return found
