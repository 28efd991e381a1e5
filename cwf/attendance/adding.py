"""What numbers without names come to, and which of them may be counted twice.

Places add up, and so does a number of everywhere; at a place, hours add up to a number of the day.
Nobody but who counted knows whether they are the same people: so both count, and this says which
they are. All else that holds a part counts alone (figures.once).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from cwf.attendance.figures import Evidence, Figure, Tally, figure, once
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, Predicate


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Of what a number is: empty is all of it. `hours`: of hours of its day, not of all the day."""

    unit: Unit
    place: str = ""
    day: date | None = None
    hours: bool = False
    region: str = ""
    channel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """A number, and how many are counted by others that lie within it."""

    scope: Scope
    number: int
    within: int


def added(tallies: Iterable[Tally]) -> list[Figure]:
    """What they come to, unit by unit, as a target without conditions has it."""
    known = tuple(tallies)
    counted, found = Predicate(of=Of.COUNTED), {one.unit for one in known}
    evidence = Evidence(tallies=known)
    return [figure(counted, unit, evidence) for unit in Unit if unit in found]


def overlaps(tallies: Iterable[Tally]) -> list[Overlap]:
    """The numbers in which others lie that count as well; the largest first."""
    by_unit: defaultdict[Unit, list[Tally]] = defaultdict(list)
    for one in tallies:
        by_unit[one.unit].append(one)
    known: defaultdict[Scope, int] = defaultdict(int)
    for unit, told in by_unit.items():
        for one in once(unit, told):
            known[_scope(one)] += one.number
    within: defaultdict[Scope, int] = defaultdict(int)
    for scope, number in known.items():
        for wider in _wider(scope):
            if wider in known:
                within[wider] += number
    found = [
        Overlap(scope=scope, number=known[scope], within=number) for scope, number in within.items()
    ]
    return sorted(found, key=lambda one: (-one.number, one.scope.place, str(one.scope.day)))


def _scope(one: Tally) -> Scope:
    return Scope(
        unit=one.unit, place=one.place, day=one.day, hours=one.hours,
        region=one.region, channel=one.channel,
    )  # fmt: skip


def _wider(scope: Scope) -> Iterator[Scope]:
    """Every scope that holds this one and counts beside it: everywhere, or the day of its hours."""
    if scope.hours:
        yield replace(scope, hours=False)
    if scope.place:
        choices = product({scope.day, None}, {scope.region, ""}, {scope.channel, ""})
        for day, region, channel in choices:
            yield replace(scope, place="", day=day, hours=False, region=region, channel=channel)
