"""Definitions against a forum that was counted by hand.

who                                   number  came on
delegates of Scotland, political           2  both days
delegates of Scotland, officials           3  the first day (2), not at all (1)
delegates of Oklahoma, officials           4  the second day
Danes on their own, the whole forum        5  both days (3), not at all (2)
Swedes by group registration, students     6  not at all
press of nobody knows where                1  the first day
cancelled, from Norway                     7  -
waiting, from Finland                      8  -
"""

from datetime import date
from typing import Any

import pytest

from cwf.attendance.figures import Cell, Evidence, Figure, Tally, figure
from cwf.attendance.measures import Method, Unit, share
from cwf.attendance.predicates import Of, Predicate, Where

ONE, TWO = date(2027, 5, 19), date(2027, 5, 20)
BOTH = (ONE, TWO)


def cell(number: int, category: str, country: str | None, **values: Any) -> Cell:
    """Some who are alike."""
    said: dict[str, Any] = {
        "standing": "confirmed",
        "region": "",
        "role": "",
        "channel": "own",
        "international": None if country is None else country != "DK",
        "days": (),
        **values,
    }
    return Cell(number=number, category=category, country=country, **said)


def member(number: int, region: str, country: str, role: str, days: tuple[date, ...]) -> Cell:
    """Members of a delegation."""
    return cell(
        number, "delegate", country, region=region, role=role, channel="delegation", days=days
    )


CELLS = (
    member(2, "scotland", "GB", "political", BOTH),
    member(2, "scotland", "GB", "official", (ONE,)),
    member(1, "scotland", "GB", "official", ()),
    member(4, "oklahoma", "US", "official", (TWO,)),
    cell(3, "full", "DK", days=BOTH),
    cell(2, "full", "DK"),
    cell(6, "student", "SE", channel="booking"),
    cell(1, "press", None, days=(ONE,)),
    cell(7, "full", "NO", standing="cancelled"),
    cell(8, "full", "FI", standing="waiting"),
)
TALLIES = (
    Tally(unit=Unit.GUEST, method=Method.REPORT, number=300, day=ONE, place="Library"),
    Tally(unit=Unit.GUEST, method=Method.DUPLICATION, number=1000, low=800, high=1300, day=TWO,
          place="Square", region="scotland"),
    Tally(unit=Unit.VISIT, method=Method.CLICKER, number=2000, day=ONE, place="Square"),
    Tally(unit=Unit.VISIT, method=Method.TURNSTILE, number=500, day=TWO, place="Hall"),
    Tally(unit=Unit.SOLUTION, method=Method.REPORT, number=41, channel="partners"),
)  # fmt: skip
BEFORE = Evidence(
    cells=CELLS,
    tallies=TALLIES,
    sessions=(("keynote", 4), ("workshop", 9), ("meal", 3)),
    speakers=31,
)
SINCE = Evidence(cells=CELLS, tallies=TALLIES, sessions=BEFORE.sessions, speakers=31, begun=True)


def counted(of: Of, unit: Unit, evidence: Evidence = SINCE, **where: Any) -> int:
    """What a target's exact number is."""
    asked = {
        name: value if isinstance(value, bool) else frozenset(value)
        for name, value in where.items()
    }
    return figure(Predicate(of=of, where=Where(**asked)), unit, evidence).counted


@pytest.mark.parametrize(
    ("where", "number"),
    [
        ({}, 21),
        ({"international": True}, 15),
        ({"international": False}, 5),
        ({"categories": ["delegate"]}, 9),
        ({"categories": ["press", "student"]}, 7),
        ({"countries": ["GB", "SE"]}, 11),
        ({"regions": ["scotland"]}, 5),
        ({"regions": ["scotland", "oklahoma"], "roles": ["official"]}, 7),
        ({"channels": ["booking"]}, 6),
        ({"countries": ["NO"]}, 0),
        ({"countries": ["DK"], "international": True}, 0),
    ],
)
def test_the_registered(where: dict[str, Any], number: int) -> None:
    """Confirmed alone; of whom it cannot be said is neither from abroad nor from home."""
    assert counted(Of.REGISTERED, Unit.PARTICIPANT, **where) == number


@pytest.mark.parametrize(
    ("where", "once", "visits"),
    [
        ({}, 12, 17),
        ({"days": [ONE]}, 8, 8),
        ({"days": [TWO]}, 9, 9),
        ({"days": [ONE, TWO]}, 12, 17),
        ({"days": [date(2027, 5, 21)]}, 0, 0),
        ({"regions": ["scotland"]}, 4, 6),
        ({"international": True, "days": [TWO]}, 6, 6),
    ],
)
def test_who_came_is_counted_once_and_visits_by_day(
    where: dict[str, Any], once: int, visits: int
) -> None:
    assert counted(Of.ARRIVED, Unit.PARTICIPANT, **where) == once
    assert counted(Of.VISITS, Unit.VISIT, **where) == visits


def test_countries_and_regions_are_counted_once_each() -> None:
    """Four countries of the confirmed; who cancelled or waits adds none."""
    assert counted(Of.COUNTRIES, Unit.COUNTRY) == 4
    assert counted(Of.COUNTRIES, Unit.COUNTRY, roles=["official"]) == 2
    assert counted(Of.REGIONS, Unit.REGION) == 2


def test_the_programme() -> None:
    assert counted(Of.SPEAKERS, Unit.SPEAKER) == 31
    assert counted(Of.SESSIONS, Unit.SESSION) == 16
    assert counted(Of.SESSIONS, Unit.KEYNOTE, kinds=["keynote"]) == 4


def test_counts_add_up_by_unit_and_estimates_stand_apart() -> None:
    """300 by report, and beside them 1,000 (800 to 1,300) by estimate; visits are other things."""
    found = figure(Predicate(of=Of.COUNTED), Unit.GUEST, SINCE)
    assert found == Figure(
        unit=Unit.GUEST, counted=300, estimated=1000, low=800, high=1300,
        methods=(Method.DUPLICATION, Method.REPORT),
    )  # fmt: skip
    assert found.total == 1300
    assert counted(Of.COUNTED, Unit.VISIT) == 2500
    assert counted(Of.COUNTED, Unit.VISIT, days=[TWO]) == 500
    assert counted(Of.COUNTED, Unit.SOLUTION, channels=["partners"]) == 41
    assert counted(Of.COUNTED, Unit.SOLUTION, channels=["own"]) == 0


def at(day: date | None, number: int, place: str = "Hall", **values: Any) -> Tally:
    """A report of guests."""
    said = {"unit": Unit.GUEST, "method": Method.REPORT, **values}
    return Tally(number=number, day=day, place=place, **said)


@pytest.mark.parametrize(
    ("tallies", "number"),
    [
        # whoever comes on two days is one guest: the fullest day is sure, their sum is not
        ([at(ONE, 400), at(TWO, 700)], 700),
        ([at(ONE, 400), at(TWO, 300, channel="booking"), at(TWO, 250, channel="own")], 550),
        # of all holds of some
        ([at(ONE, 900), at(ONE, 120, region="scotland"), at(ONE, 80, channel="own")], 900),
        ([at(ONE, 90, region="oklahoma"), at(ONE, 120, region="scotland")], 210),
        ([at(None, 5000, unit=Unit.VISIT), at(ONE, 2000, unit=Unit.VISIT)], 5000),
        # a count of the whole forum knows who came again
        ([at(ONE, 400), at(TWO, 700), at(None, 900)], 900),
        ([at(ONE, 400), at(TWO, 700, "Library")], 1100),
        # a visit is of its day
        ([at(ONE, 400, unit=Unit.VISIT), at(TWO, 700, unit=Unit.VISIT)], 1100),
        # per cent of two days are no per cent of both
        ([at(ONE, 80, unit=Unit.SHARE), at(TWO, 90, unit=Unit.SHARE)], 90),
        ([at(TWO, 90, unit=Unit.SHARE), at(ONE, 80, unit=Unit.SHARE)], 80),
        ([at(None, 84, "", unit=Unit.SHARE), at(TWO, 90, unit=Unit.SHARE)], 84),
    ],
)
def test_of_counts_without_names_the_same_is_not_counted_again(
    tallies: list[Tally], number: int
) -> None:
    evidence = Evidence(tallies=tuple(tallies))
    assert figure(Predicate(of=Of.COUNTED), tallies[0].unit, evidence).total == number


def test_an_estimate_is_one_by_its_method_without_an_interval_too() -> None:
    guessed = at(ONE, 500, method=Method.LINCOLN_PETERSEN)
    found = figure(Predicate(of=Of.COUNTED), Unit.GUEST, Evidence(tallies=(guessed,)))
    assert (found.counted, found.estimated, found.low, found.high) == (0, 500, 500, 500)


def test_of_counts_without_names_nobody_knows_who() -> None:
    """A target of those from abroad takes none of them: it would count whoever came."""
    for where in ({"international": True}, {"countries": ["GB"]}, {"categories": ["press"]}):
        assert counted(Of.COUNTED, Unit.GUEST, **where) == 0


def test_everybody_is_who_has_a_name_and_who_was_counted_without() -> None:
    """Before the forum the registered, since its beginning those who checked in; never both."""
    before = figure(Predicate(of=Of.EVERYBODY), Unit.GUEST, BEFORE)
    since = figure(Predicate(of=Of.EVERYBODY), Unit.GUEST, SINCE)
    assert (before.counted, since.counted) == (21 + 300, 12 + 300)
    assert (since.estimated, since.low, since.high) == (1000, 800, 1300)
    assert since.methods == (Method.CHECK_INS, Method.DUPLICATION, Method.REPORT)
    assert before.methods[0] is Method.REGISTRATIONS


def test_unlike_units_have_no_share() -> None:
    """1,200 delegates are no part of 10,000 guests, and 2,000 participants none of them either."""
    assert share(1200, 10000, Unit.DELEGATE, Unit.GUEST) is None
    assert share(2000, 10000, Unit.PARTICIPANT, Unit.GUEST) is None
    assert share(5, 0, Unit.GUEST, Unit.GUEST) is None
    assert share(1500, 3000, Unit.PARTICIPANT, Unit.PARTICIPANT) == 0.5
