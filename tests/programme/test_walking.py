"""Distances on a sphere, minutes on streets."""

import pytest

from cwf.programme.walking import distance, walk_minutes
from tests.programme.strategies import make_venue

HALL = make_venue("hall", {"en": "Hall"}, position=(56.1525, 10.1993))
DOME = make_venue("dome", {"en": "Dome"}, position=(56.1597, 10.2175))
POLE = make_venue("pole", {"en": "Pole"}, position=(90.0, 0.0))
EQUATOR = make_venue("equator", {"en": "Equator"}, position=(0.0, 25.0))
NOWHERE = make_venue("nowhere", {"en": "Nowhere"})


def test_distance_of_a_quarter_of_the_earth() -> None:
    assert distance(POLE, EQUATOR) == pytest.approx(10_007_543, abs=1)


def test_walk_is_rounded_up_and_the_same_both_ways() -> None:
    assert distance(HALL, DOME) == pytest.approx(1381, abs=2)
    assert (walk_minutes(HALL, DOME), walk_minutes(DOME, HALL)) == (23, 23)


def test_walk_within_a_house_takes_no_time_even_where_it_stands_is_unknown() -> None:
    assert (walk_minutes(HALL, HALL), walk_minutes(NOWHERE, NOWHERE)) == (0, 0)


def test_walk_to_an_unknown_position_is_unknown() -> None:
    assert (walk_minutes(HALL, NOWHERE), walk_minutes(NOWHERE, HALL)) == (None, None)
