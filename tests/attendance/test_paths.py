"""The planned path: points, and straight lines between them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.paths import Fault, faults, planned, usual

A, B, C = date(2027, 1, 1), date(2027, 1, 11), date(2027, 1, 31)
POINTS = ((A, 0.0), (B, 100.0), (C, 500.0))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (A - timedelta(days=1), None),
        (A, 0.0),
        (date(2027, 1, 4), 30.0),
        (B, 100.0),
        (date(2027, 1, 12), 120.0),
        (date(2027, 1, 21), 300.0),
        (C, 500.0),
        (C + timedelta(days=400), 500.0),
    ],
)
def test_between_points_it_is_straight_and_after_the_last_it_stays(
    day: date, number: float | None
) -> None:
    assert planned(POINTS, day) == number


def test_without_points_nothing_is_planned() -> None:
    assert planned((), A) is None


def test_one_point_is_a_step() -> None:
    assert planned(((B, 7.0),), B - timedelta(days=1)) is None
    assert planned(((B, 7.0),), B) == 7.0


def test_the_usual_path_has_few_early_and_half_in_the_last_quarter() -> None:
    begins, by = date(2027, 1, 1), date(2027, 4, 11)  # a hundred days
    assert usual(begins, by, 3000) == (
        (date(2027, 1, 1), 0.0),
        (date(2027, 1, 26), 300.0),
        (date(2027, 2, 20), 750.0),
        (date(2027, 3, 17), 1500.0),
        (date(2027, 4, 1), 2400.0),
        (date(2027, 4, 11), 3000.0),
    )


@pytest.mark.parametrize("by", [A, A - timedelta(days=3)])
def test_with_no_time_left_the_path_is_the_goal(by: date) -> None:
    assert usual(A, by, 40) == ((by, 40),)


@given(long=st.integers(1, 500), goal=st.integers(0, 20_000))
def test_the_usual_path_never_falls_and_ends_at_the_goal(long: int, goal: int) -> None:
    by = A + timedelta(days=long)
    path = usual(A, by, goal)
    assert path[-1] == (by, goal)
    assert path[0][0] == A
    assert faults(path, by) == []
    assert planned(path, by) == goal


def test_what_is_wrong_with_points() -> None:
    falling = ((A, 5.0), (B, 4.0), (B, 6.0), (C, 6.0))
    assert faults(falling, B) == [(1, Fault.FALLS), (2, Fault.SAME_DAY), (3, Fault.LATE)]
    assert faults(POINTS, None) == []
