"""What forecasts are tried on: made-up editions, and those that were held and have curves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from cwf.attendance import simulation
from cwf.attendance.backtesting import HORIZONS, WINDOW, Forecaster, Way, backtest, backtest_parts
from cwf.attendance.curves import Curve
from cwf.attendance.forecast import PLANNED, Forecast, Known, Past, pace
from cwf.attendance.measures import Unit
from cwf.attendance.no_shows import arriving, share
from cwf.attendance.predicates import Of, Predicate
from cwf.attendance.queries.curves import pasts
from cwf.attendance.tried import ARRIVALS, LARGE, SIZES, SMALL, WHOLE, Run, Score

SEED, NUMBER = 20041, 200  # of made-up editions; assumptions were chosen by looking at others
ALL = Predicate(of=Of.REGISTERED)


HISTORIES = ((WINDOW, True), (3, True), (2, True), (1, True), (WINDOW, False), (0, False))
OF_PARTS = (WINDOW, 3, 2, 1)  # earlier editions, with the curves of the part
OF_ARRIVALS, SOME_REGIONS = (WINDOW, 2), ("north", "lakes")  # it takes long, so of fewer

Parts = dict[str, list[dict[str, Past]]]  # by group, of each edition the parts by their names


def made_up(editions: Iterable[simulation.Edition]) -> tuple[Past, ...]:
    """Made-up editions in the order of their years."""
    return tuple(_past(one, one.curve) for one in editions)


def made_up_parts(editions: Iterable[simulation.Edition]) -> Parts:
    """Parts of them: regions but the host's, roles, ways to come."""
    found: Parts = {group: [] for group in (*SMALL, LARGE)}
    for one in editions:
        parts = [*(("region", *region) for region in one.regions[1:]), *one.parts]
        for group in SMALL:
            here = {name: _past(one, curve) for axis, name, curve in parts if axis == group}
            found[group].append(here)
    found[LARGE] = found["region"]
    return found


def made_up_arrivals(editions: Iterable[simulation.Edition]) -> Parts:
    """Who came, of all and of some regions: curves are of the registered, totals of arrivals."""
    found: Parts = {group: [] for group in ARRIVALS}
    for one in editions:
        came = dict(one.arrived)
        curves = dict(one.regions)
        here = {region: _past(one, curves[region], came[region]) for region in SOME_REGIONS}
        found["arrivals"].append({"all": _past(one, one.curve, sum(came.values()))})
        found["region_arrivals"].append(here)
    return found


def _past(one: simulation.Edition, curve: Curve, final: int | None = None) -> Past:
    known = tuple(Known(kind=kind, day=day) for kind, day in one.known)
    return Past(
        name=one.name, curve=curve, final=curve[-1][1] if final is None else final, known=known
    )


def by_pace(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
    """The forecast as it would have been made so many days before."""
    return pace(curve, past, today=day, known=one.known, way=False)


def editions(seed: int = SEED, number: int = NUMBER) -> tuple[simulation.Edition, ...]:
    """Made-up editions of which so many can be foretold, with those before them; some seconds."""
    return simulation.editions(seed, number + WINDOW)


def run_made_up(editions: Sequence[simulation.Edition]) -> Iterator[Run]:
    """Every history tried on made-up editions, the whole ones first; a second each."""
    wholes = made_up(editions)
    for earlier, curves in HISTORIES:
        yield _run(wholes, earlier, curves)
    for group, parts in made_up_parts(editions).items():
        for earlier in OF_PARTS:
            told = parts[WINDOW - earlier :]
            scores = backtest_parts(told, by_pace, sizes=SIZES[group], window=earlier)
            yield Run(group, earlier, True, scores)
    yield from _run_arrivals(made_up_arrivals(editions))


def _run_arrivals(came: Parts) -> Iterator[Run]:
    """On the eve, too: who is registered is known then, and who of them comes is not."""
    forecaster = of_arrivals(one["all"] for one in came["arrivals"])
    for group, parts in came.items():
        for earlier in OF_ARRIVALS:
            scores = backtest_parts(
                parts[WINDOW - earlier :], forecaster, sizes=SIZES[group], window=earlier,
                horizons=(*HORIZONS, 0),
            )  # fmt: skip
            yield Run(group, earlier, True, scores)


def of_arrivals(wholes: Iterable[Past]) -> Forecaster:
    """The forecast of who comes; `wholes` are of all who were registered, and came."""
    pairs = {one.name: (one.curve[-1][1], one.final) for one in wholes}

    def forecaster(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
        registered = tuple(replace(other, final=other.curve[-1][1]) for other in past)
        part = [(other.curve[-1][1], other.final) for other in past]
        found = share(part, [pairs[other.name] for other in past])
        return arriving(by_pace(curve, registered, one, day), found) if found else PLANNED

    return forecaster


def _run(editions: Sequence[Past], number: int, curves: bool) -> Run:
    def forecaster(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
        told = past if curves else tuple(replace(other, curve=()) for other in past)
        return by_pace(curve, told, one, day)

    window = max(1, number)  # of none, too, the share of last time is known: to compare with
    asked = forecaster if number else _alone
    return Run(WHOLE, number, curves, backtest(editions[WINDOW - window :], asked, window=window))


def _alone(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
    return by_pace(curve, (), one, day)


def held(*, at: datetime) -> tuple[Past, ...]:
    """Editions that are over and have a curve of who was registered, by their years."""
    asked = (ALL, Unit.PARTICIPANT)
    return tuple(reversed(pasts(None, [asked], at=at)[asked]))


def run_held(*, at: datetime) -> tuple[int, tuple[Score, ...]]:
    """How many editions are over and have a curve, and the scores: each foretold by all others."""
    editions = held(at=at)
    if len(editions) < 2:
        return len(editions), ()
    return len(editions), backtest(editions, by_pace, way=Way.LEAVE_ONE_OUT)
