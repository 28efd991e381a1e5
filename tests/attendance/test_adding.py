"""What numbers without names come to, and which may be counted twice."""

from datetime import date
from typing import Any

import pytest

from cwf.attendance.adding import Overlap, Scope, added, overlaps
from cwf.attendance.figures import Figure, Tally
from cwf.attendance.measures import Method, Unit

WED, THU = date(2017, 11, 1), date(2017, 11, 2)


def tally(number: int, **other: Any) -> Tally:
    return Tally(**{"unit": Unit.VISIT, "method": Method.CLICKER, "number": number, **other})


def test_units_are_added_up_apart_and_estimates_beside() -> None:
    known = [
        tally(900, day=WED),
        tally(100, day=WED, place="Museum"),
        tally(50, method=Method.LINCOLN_PETERSEN, low=40, high=70, place="Square"),
        tally(7, unit=Unit.GUEST),
    ]
    assert added(known) == [
        Figure(unit=Unit.GUEST, counted=7, methods=(Method.CLICKER,)),
        Figure(
            unit=Unit.VISIT, counted=1000, estimated=50, low=40, high=70,
            methods=(Method.CLICKER, Method.LINCOLN_PETERSEN),
        ),
    ]  # fmt: skip
    assert added([]) == []


@pytest.mark.parametrize(
    "part",
    [
        {"day": WED, "place": "Museum"},
        {"day": WED, "hours": True},
        {"day": WED, "place": "Museum", "hours": True},
        {"day": WED, "place": "Museum", "region": "scotland", "channel": "own"},
    ],
)
def test_a_place_or_hours_lie_within_the_number_of_the_day(part: dict[str, Any]) -> None:
    found = overlaps([tally(900, day=WED), tally(100, **part), tally(20, day=THU)])
    assert found == [Overlap(scope=Scope(unit=Unit.VISIT, day=WED), number=900, within=100)]


def test_all_places_lie_within_everywhere_the_largest_first() -> None:
    known = [tally(900), tally(30, place="Museum"), tally(20, day=THU, place="Square")]
    square = tally(8, day=THU, place="Square", hours=True)
    assert [(one.scope.place, one.within) for one in overlaps([*known, square])] == [
        ("", 58),
        ("Square", 8),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"day": THU, "hours": True, "place": "Museum"},
        {"day": WED, "unit": Unit.GUEST},
        {"day": WED, "place": "Square", "channel": "own"},
        {"day": WED, "place": "Museum", "channel": "own"},
    ],
)
def test_what_is_beside_or_counts_no_more_is_no_overlap(other: dict[str, Any]) -> None:
    assert overlaps([tally(900, day=WED, place="Museum"), tally(9, **other)]) == []


def test_hours_of_a_place_make_one_part_of_its_day() -> None:
    hours = [tally(5, day=WED, place="Museum", hours=True) for _ in range(3)]
    assert overlaps(hours) == []
    found = overlaps([*hours, tally(40, day=WED, place="Museum")])
    assert [(one.number, one.within) for one in found] == [(40, 15)]
