"""Estimates against examples worked by hand, and what holds of all of them."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.estimates import (
    Asked,
    Estimate,
    NoEstimateError,
    Why,
    capture_recapture,
    duplication,
)


@pytest.mark.parametrize(
    ("marked", "met", "again", "number", "low", "high"),
    [
        # 11*16/6 - 1 = 28.33; variance 11*16*5*10 / (36*7) = 34.92; 28.33 ± 1.96*5.91 =
        # 16.75, 39.91;
        # and 10 + 15 - 5 = 20 were seen
        (10, 15, 5, 28, 20, 40),
        # 201*151/31 - 1 = 978.06; root of 201*151*170*120 / (961*32) = 141.89
        (200, 150, 30, 978, 699, 1257),
        # all who were met were marked: nobody else was seen, and the spread is none
        (50, 20, 20, 50, 50, 50),
        (1, 1, 1, 1, 1, 1),
    ],
)
def test_capture_recapture_by_hand(
    marked: int, met: int, again: int, number: int, low: int, high: int
) -> None:
    found = capture_recapture(marked=marked, met=met, again=again)
    assert found == Estimate(number=number, low=low, high=high)


@pytest.mark.parametrize(
    ("marked", "met", "again", "why", "field"),
    [
        (0, 10, 0, Why.NOBODY, "marked"),
        (-3, 10, 0, Why.NOBODY, "marked"),
        (10, 0, 0, Why.NOBODY, "met"),
        (10, 5, 6, Why.TOO_MANY_AGAIN, "again"),
        (5, 10, 6, Why.TOO_MANY_AGAIN, "again"),
        (10, 10, 0, Why.NONE_AGAIN, "again"),
        (10, 10, -1, Why.NONE_AGAIN, "again"),
    ],
)
def test_of_nonsense_nothing_is_recaptured(
    marked: int, met: int, again: int, why: Why, field: str
) -> None:
    with pytest.raises(NoEstimateError) as raised:
        capture_recapture(marked=marked, met=met, again=again)
    assert (raised.value.why, raised.value.field) == (why, field)


SURVEYS = st.integers(1, 5000).flatmap(
    lambda marked: st.integers(1, 5000).flatmap(
        lambda met: st.tuples(st.just(marked), st.just(met), st.integers(1, min(marked, met)))
    )
)


@given(SURVEYS)
def test_no_fewer_than_were_seen_and_within_the_bounds(survey: tuple[int, int, int]) -> None:
    marked, met, again = survey
    found = capture_recapture(marked=marked, met=met, again=again)
    assert marked + met - again <= found.low <= found.number <= found.high
    assert found == capture_recapture(marked=met, met=marked, again=again)


@given(SURVEYS)
def test_the_more_are_met_again_the_fewer_there_are(survey: tuple[int, int, int]) -> None:
    marked, met, again = survey
    if again < min(marked, met):
        more = capture_recapture(marked=marked, met=met, again=again + 1)
        assert more.number <= capture_recapture(marked=marked, met=met, again=again).number


@pytest.mark.parametrize(
    ("visits", "days", "asked", "number", "low", "high"),
    [
        # mean 1.5, deviation 0.5025, of 100: 0.05025 * 1.96 = 0.0985; 3000 / 1.5985, 3000 / 1.4015
        (3000, [50, 50], Asked.AFTERWARDS, 2000, 1876, 2141),
        # at the door: mean of 1 and 1/2 is 0.75, deviation 0.2513, 0.0492; 3000 * 0.7008, 0.7992
        (3000, [50, 50], Asked.AT_THE_DOOR, 2250, 2102, 2398),
        # everybody came once: as many guests as visits
        (500, [80], Asked.AFTERWARDS, 500, 500, 500),
        (500, [0, 80], Asked.AT_THE_DOOR, 250, 250, 250),
        # two answers: the interval is as wide as can be
        (100, [1, 1], Asked.AFTERWARDS, 67, 50, 100),
    ],
)
def test_duplication_by_hand(
    visits: int, days: list[int], asked: Asked, number: int, low: int, high: int
) -> None:
    found = duplication(visits=visits, days=days, asked=asked)
    assert found == Estimate(number=number, low=low, high=high)


@pytest.mark.parametrize(
    ("visits", "days", "why", "field"),
    [
        (0, [5, 5], Why.NO_VISITS, "visits"),
        (100, [], Why.FEW_ANSWERS, "days"),
        (100, [0, 1], Why.FEW_ANSWERS, "days"),
        (14, [5, 5], Why.FEW_VISITS, "visits"),
    ],
)
def test_of_nonsense_there_is_no_factor(visits: int, days: list[int], why: Why, field: str) -> None:
    with pytest.raises(NoEstimateError) as raised:
        duplication(visits=visits, days=days, asked=Asked.AFTERWARDS)
    assert (raised.value.why, raised.value.field) == (why, field)


ANSWERS = st.lists(st.integers(0, 300), min_size=1, max_size=5).filter(lambda days: sum(days) >= 2)


@given(ANSWERS, st.integers(1500, 100_000), st.sampled_from(Asked))
def test_no_more_guests_than_visits(days: list[int], visits: int, asked: Asked) -> None:
    if visits < sum(n * often for n, often in enumerate(days, start=1)):
        return
    found = duplication(visits=visits, days=days, asked=asked)
    assert visits / len(days) - 1 <= found.low <= found.number <= found.high <= visits


@given(st.integers(1, 200), st.integers(1, 200))
def test_both_ways_of_asking_agree_on_the_same_guests(once: int, twice: int) -> None:
    """At the door those who come on two days are met twice as often: the guests are the same."""
    visits = once + 2 * twice
    at_the_door = duplication(visits=visits, days=[once, 2 * twice], asked=Asked.AT_THE_DOOR)
    after = duplication(visits=visits, days=[once, twice], asked=Asked.AFTERWARDS)
    assert isclose(at_the_door.number, after.number, abs_tol=1)
    assert after.number == once + twice


@given(ANSWERS, st.integers(1, 20))
def test_more_answers_of_the_same_kind_narrow_the_interval(days: list[int], times: int) -> None:
    few = duplication(visits=50_000, days=days, asked=Asked.AT_THE_DOOR)
    many = duplication(visits=50_000, days=[one * times for one in days], asked=Asked.AT_THE_DOOR)
    assert many.number == few.number
    assert many.high - many.low <= few.high - few.low
