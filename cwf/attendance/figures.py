"""The number of a target: of registrations, check-ins, counts and the programme.

Evidence is what is known of an edition at an instant, as plain data; a predicate picks from it,
and the figure keeps what was counted apart from what was estimated.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from operator import attrgetter

from cwf.attendance.measures import BY_DAY, ESTIMATES, Method, Unit
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.registration.categories import Standing

CONFIRMED = Standing.CONFIRMED.value  # plain, for it is compared with each cell for each target


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """How many participants are alike in everything that a target may ask.

    `standing` is a Standing's value, `region` the slug of the delegation's region ("" with none;
    "d" and the number of the delegation where the region is none of ours), `days` the days of the
    forum on which they checked in.
    """

    standing: str
    category: str
    country: str | None
    region: str
    role: str
    channel: str
    international: bool | None
    days: tuple[date, ...]
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """A number without names: of a clicker, a turnstile, a report, or estimated.

    `low` and `high` bound an estimate at 95 %. `place` is where, "" for the forum as a whole;
    `hours`: it is of hours of its day.
    """

    unit: Unit
    method: Method
    number: int
    low: int | None = None
    high: int | None = None
    day: date | None = None
    hours: bool = False
    place: str = ""
    region: str = ""
    channel: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether it is a number rather than an estimate: what is reported is, without bounds."""
        return self.method not in ESTIMATES and self.low is None and self.high is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """All that is known of an edition's attendance at an instant.

    `sessions` are numbers by code of kind, `speakers` different people who speak; `begun` is
    whether its first day has come.
    """

    cells: tuple[Cell, ...] = ()
    tallies: tuple[Tally, ...] = ()
    sessions: tuple[tuple[str, int], ...] = ()
    speakers: int = 0
    begun: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number with its unit: what was counted, and beside it what was estimated, never as one.

    `low` and `high` bound the estimated part; `methods` are all by which it came about.
    """

    unit: Unit
    counted: int
    estimated: int = 0
    low: int = 0
    high: int = 0
    methods: tuple[Method, ...] = ()

    @property
    def total(self) -> int:
        """Counted and estimated; whoever shows it says so where something is estimated."""
        return self.counted + self.estimated


def region_code(slug: str | None, delegation: int) -> str:
    """How a cell names the region of a delegation: by its slug, or where it is none of ours, so.

    >>> region_code("scotland", 3), region_code(None, 3)
    ('scotland', 'd3')
    """
    return slug or f"d{delegation}"


def figure(predicate: Predicate, unit: Unit, evidence: Evidence) -> Figure:
    """The number of a target, of the evidence."""
    where, of = predicate.where, predicate.of
    came = Method.CHECK_INS if of in (Of.ARRIVED, Of.VISITS) else Method.REGISTRATIONS
    match of:
        case Of.COUNTED:
            return _counted(unit, where, evidence.tallies)
        case Of.EVERYBODY:
            return _everybody(unit, where, evidence)
        case Of.SPEAKERS:
            return Figure(unit=unit, counted=evidence.speakers)
        case Of.SESSIONS:
            kinds = (n for kind, n in evidence.sessions if not where.kinds or kind in where.kinds)
            return Figure(unit=unit, counted=sum(kinds))
    cells = matching(where, evidence.cells)
    number = {
        Of.REGISTERED: lambda: sum(cell.number for cell in cells),
        Of.ARRIVED: lambda: sum(cell.number for cell in cells if _days(cell, where)),
        Of.VISITS: lambda: sum(cell.number * len(_days(cell, where)) for cell in cells),
        Of.COUNTRIES: lambda: len({cell.country for cell in cells if cell.country}),
        Of.REGIONS: lambda: len({cell.region for cell in cells if cell.region}),
    }[of]()
    return Figure(unit=unit, counted=number, methods=(came,))


def matching(where: Where, cells: Iterable[Cell]) -> list[Cell]:
    """The cells of confirmed participants for which every named condition holds.

    Days are none of these: they say which of the check-ins count.
    """
    found = [cell for cell in cells if cell.standing == CONFIRMED]
    if where.international is not None:
        found = [cell for cell in found if cell.international is where.international]
    for field, named in _conditions(where):
        if named:  # one condition after the other: the first ones leave few to the next
            found = [cell for cell in found if field(cell) in named]
    return found


def _conditions(where: Where) -> tuple[tuple[Callable[[Cell], str | None], frozenset[str]], ...]:
    """What of a cell each condition asks."""
    return (
        (attrgetter("category"), where.categories),
        (attrgetter("country"), where.countries),
        (attrgetter("region"), where.regions),
        (attrgetter("role"), where.roles),
        (attrgetter("channel"), where.channels),
    )


def _days(cell: Cell, where: Where) -> list[date]:
    """The days on which they checked in that are asked for."""
    return [day for day in cell.days if not where.days or day in where.days]


def _counted(unit: Unit, where: Where, tallies: Iterable[Tally]) -> Figure:
    """Counts of a unit added up: what was counted, and apart from it what was estimated."""
    exact, estimated, low, high, methods = 0, 0, 0, 0, set[Method]()
    asked = [one for one in tallies if one.unit is unit and _tallied(where, one)]
    for tally in once(unit, asked):
        methods.add(tally.method)
        if tally.is_counted:
            exact += tally.number
        else:
            estimated += tally.number
            low += tally.number if tally.low is None else tally.low
            high += tally.number if tally.high is None else tally.high
    return Figure(
        unit=unit, counted=exact, estimated=estimated, low=low, high=high,
        methods=tuple(sorted(methods)),
    )  # fmt: skip


def once(unit: Unit, tallies: list[Tally]) -> Iterable[Tally]:
    """Those that add up. A visit is of one day; of all else the same one may come again.

    So at each place that of the fullest day stands, where none is of the whole forum. Shares of
    a hundred are never added up: the one of the whole stands, else the one made last.
    """
    if unit is Unit.SHARE:
        whole = [one for one in tallies if not (one.day or one.place or one.region or one.channel)]
        return (whole or tallies)[-1:]
    told = {(one.place, one.day, one.region, one.channel) for one in tallies}
    apart = [one for one in tallies if told.isdisjoint(_wider(one))]
    if unit in BY_DAY:
        return apart
    places: dict[str, dict[date | None, list[Tally]]] = {}
    for one in apart:
        places.setdefault(one.place, {}).setdefault(one.day, []).append(one)
    return [one for days in places.values() for one in max(days.values(), key=_sum)]


def _wider(one: Tally) -> set[tuple[str, date | None, str, str]]:
    """What holds all of it: at its place the whole forum, or all regions, or all channels."""
    found = product([one.place], [one.day, None], [one.region, ""], [one.channel, ""])
    return {*found} - {(one.place, one.day, one.region, one.channel)}


def _sum(tallies: Iterable[Tally]) -> int:
    return sum(one.number for one in tallies)


def _tallied(where: Where, tally: Tally) -> bool:
    """Whether a count belongs to a part. What asks of people matches no count without names."""
    if where.international is not None or where.categories or where.countries or where.roles:
        return False
    asked = (
        (where.days, tally.day),
        (where.regions, tally.region),
        (where.channels, tally.channel),
    )
    return all(value in named for named, value in asked if named)


def _everybody(unit: Unit, where: Where, evidence: Evidence) -> Figure:
    """Those with a name, and beside them those who were counted without one."""
    of = Of.ARRIVED if evidence.begun else Of.REGISTERED
    named = figure(Predicate(of=of, where=where), unit, evidence)
    others = _counted(unit, where, evidence.tallies)
    return replace(
        others, counted=others.counted + named.counted, methods=(*named.methods, *others.methods)
    )
