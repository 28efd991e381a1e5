"""How many will come, told before the forum: of who is expected to be registered, and who came
of these at earlier editions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from statistics import fmean
from types import MappingProxyType
from typing import Any

from cwf.attendance.cells import unpacked
from cwf.attendance.days import days_before
from cwf.attendance.figures import Evidence, figure
from cwf.attendance.forecast import PLANNED, Forecast, Known, expected
from cwf.attendance.measures import Unit
from cwf.attendance.no_shows import Pair, arriving, share
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.attendance.queries.curves import curve_of, pasts
from cwf.attendance.tried import may_be_shown
from cwf.editions.models import Edition

Packed = list[list[Any]]  # cells as a day keeps them
Point = tuple[int, int]

PEOPLE = Unit.PARTICIPANT


def arrivals(
    edition: Edition,
    where: Where,
    *,
    today: int,
    at: datetime,
    known: tuple[Known, ...] = (),
    new: Mapping[date, Packed] = MappingProxyType({}),
) -> Forecast:
    """The forecast of a target that counts arrivals, `today` days before the forum.

    `new` are cells of days that are being kept just now. PLANNED where no earlier edition says how
    many came, or how many will be registered, or where forecasts as this one were no good when they
    were tried.
    """
    came = known_of(edition, where, at=at)
    of_those = share(list(came.values()), list(known_of(edition, Where(), at=at).values()))
    if not came or of_those is None:
        return PLANNED
    asked = Predicate(of=Of.REGISTERED, where=replace(where, days=frozenset()))
    past = pasts(edition, [(asked, PEOPLE)], at=at)[asked, PEOPLE]
    curve = dict([*curve_of(edition, asked, PEOPLE), *_curve(edition, asked, new)])
    found = expected(tuple(sorted(curve.items(), reverse=True)), past, today=today, known=known)
    size = fmean(arrived for _, arrived in came.values())
    is_good = may_be_shown(editions=len(came), curves=True, size=size, day=today, arrivals=True)
    return arriving(found, of_those) if is_good else PLANNED


def _curve(edition: Edition, asked: Predicate, new: Mapping[date, Packed]) -> Iterator[Point]:
    for day, cells in new.items():
        assert edition.starts is not None  # else nothing is foretold
        told = figure(asked, PEOPLE, Evidence(cells=unpacked(cells)))
        yield days_before(edition.starts, day), told.total


def known_of(edition: Edition, where: Where, *, at: datetime) -> dict[str, Pair]:
    """How many were registered, and came, at each edition where anybody of these was checked in."""
    asked = Predicate(of=Of.REGISTERED, where=replace(where, days=frozenset())), PEOPLE
    arrived = Predicate(of=Of.ARRIVED, where=where), PEOPLE
    past = pasts(edition, [asked, arrived], at=at)
    registered = {one.name: one.final for one in past[asked]}
    return {
        one.name: (registered[one.name], one.final)
        for one in past[arrived]
        if one.final and one.name in registered
    }
