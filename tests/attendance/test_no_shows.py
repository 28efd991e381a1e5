"""Who comes of those registered: small segments lean on the whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.forecast import Band, Forecast, Method
from cwf.attendance.no_shows import Share, arriving, rate, share

BAND = Band(day=0, middle=1000, low50=950, high50=1060, low90=850, high90=1150)


def foretold(band: Band) -> Forecast:
    return Forecast(method=Method.COMBINED, data=("a",), days_used=9, bands=(band,))


def test_a_large_segment_keeps_its_share_and_a_small_one_leans_on_the_whole() -> None:
    whole = [(1003, 800)]
    host, small = share([(1000, 800)], whole), share([(3, 0)], whole)
    assert host is not None
    assert small is not None
    assert round(host.middle, 2) == 0.80
    assert 0.65 < small.middle < 0.75
    assert small.doubt > 2 * host.doubt
    assert (host.of, small.of) == (1000, 3)


def test_of_nobody_nothing_is_said() -> None:
    assert share([], []) is None
    assert share([(0, 0)], [(0, 0)]) is None


def test_forums_that_differ_make_it_less_sure() -> None:
    """Nine in ten came of each hundred; or all of them, and four in five."""
    alike, apart = ([(500, 450), (500, 450)], [(500, 500), (500, 400)])
    sure, unsure = share(alike, alike), share(apart, apart)
    assert sure is not None
    assert unsure is not None
    assert sure.middle == unsure.middle
    assert unsure.doubt > 2 * sure.doubt


def test_of_few_people_it_is_less_sure_how_many_come() -> None:
    """Of ten who come with nine in ten each, seven is no surprise (binomial: 7 % have fewer)."""
    found = Share(middle=0.9, doubt=0.001, of=1000)
    few, many = rate(found, 10), rate(found, 1000)
    assert few.low90 < 0.75
    assert many.low90 > 0.83
    assert many.high90 - many.low90 < 0.5 * (few.high90 - few.low90)


pairs = st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), min_size=1, max_size=5)


@given(part=pairs, others=pairs, number=st.floats(0, 5000))
def test_shares_are_shares_and_nested(
    part: list[tuple[int, int]], others: list[tuple[int, int]], number: float
) -> None:
    if (found := share(part, [*part, *others])) is None:
        return
    of = rate(found, number)
    bounds = (of.low90, of.low50, of.middle, of.high50, of.high90)
    assert all(0 <= one <= 1 for one in bounds)
    assert all(low <= high for low, high in pairwise(bounds))
    band = arriving(foretold(BAND), found).bands[0]
    five = (band.low90, band.low50, band.middle, band.high50, band.high90)
    assert all(low <= high + 1e-9 for low, high in pairwise(five))
    assert five[0] >= 0


def test_who_arrives_is_less_sure_than_who_is_registered() -> None:
    found = arriving(foretold(BAND), Share(middle=0.9, doubt=0.002, of=100))
    band = found.bands[0]
    assert band.middle == pytest.approx(900)
    assert band.low90 / band.middle < BAND.low90 / BAND.middle
    assert band.high90 / band.middle > BAND.high90 / BAND.middle
    assert (found.method, found.data, found.days_used) == (Method.COMBINED, ("a",), 9)


def test_of_nobody_expected_nobody_comes() -> None:
    found = share([(10, 9)], [(10, 9)])
    assert found is not None
    nothing = Band(day=0, middle=0, low50=0, high50=0, low90=0, high90=0)
    assert arriving(foretold(nothing), found).bands == (nothing,)
