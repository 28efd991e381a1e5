"""What is expected of curves: by hand, bounded whatever they are, and silent where it is no use."""

from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.curves import laid_over, number_on
from cwf.attendance.forecast import (
    PLANNED,
    Band,
    Curve,
    Known,
    Method,
    Past,
    expected,
    is_better,
    pace,
    same_share,
)
from cwf.attendance.pickup import additive, multiplicative, outlook
from cwf.attendance.quantiles import beta_below, beta_quantile, t_quantile


def steady(final: int, *, first: int = 100) -> Curve:
    """As many each day, from nothing."""
    return tuple((day, final * (first - day) // first) for day in range(first, -1, -1))


def past(*finals: int) -> tuple[Past, ...]:
    return tuple(
        Past(name=f"{number}", curve=steady(final), final=final)
        for number, final in enumerate(finals)
    )


curves = st.dictionaries(st.integers(-3, 200), st.integers(0, 20_000), max_size=12).map(
    lambda found: tuple(sorted(found.items(), reverse=True))
)
pasts = st.lists(
    st.builds(
        Past,
        name=st.text(max_size=3),
        curve=curves,
        final=st.integers(0, 20_000),
        known=st.lists(
            st.builds(Known, kind=st.sampled_from(["deadline", "price"]), day=st.integers(-3, 200)),
            max_size=3,
        ).map(tuple),
    ),
    max_size=5,
).map(tuple)
knowns = st.lists(
    st.builds(Known, kind=st.sampled_from(["deadline", "price"]), day=st.integers(-3, 200)),
    max_size=3,
).map(tuple)


def ordered(band: Band) -> bool:
    bounds = (band.low90, band.low50, band.middle, band.high50, band.high90)
    return all(isfinite(one) and one >= 0 for one in bounds) and all(
        low <= high * (1 + 1e-9) + 1e-9 for low, high in pairwise(bounds)
    )


@given(curve=curves, past=pasts, known=knowns, today=st.integers(-3, 200))
def test_whatever_the_data_bands_are_numbers_nested_and_one_each_day(
    curve: Curve, past: tuple[Past, ...], known: tuple[Known, ...], today: int
) -> None:
    for found in (
        pace(curve, past, today=today, known=known),
        expected(curve, past, today=today, known=known),
    ):
        assert all(ordered(band) for band in found.bands), found
        if found.method is Method.PLANNED:
            assert found == PLANNED
        elif found.method is Method.FINAL:
            assert [band.day for band in found.bands] == [0]
        else:
            assert [band.day for band in found.bands] == list(range(today - 1, -1, -1))


@given(now=st.integers(0, 5000), more=st.integers(1, 500), past=pasts, today=st.integers(1, 150))
def test_more_today_is_never_less_in_the_end(
    now: int, more: int, past: tuple[Past, ...], today: int
) -> None:
    """Upper bounds may come nearer: of many, chance leaves less open than of few."""
    past = tuple(one for one in past if number_on(one.curve, today) is not None)
    if not past:
        return
    less, greater = (
        pace(((today + 1, 0), (today, number)), past, today=today, way=False).final
        for number in (now, now + more)
    )
    assert less is not None
    assert greater is not None
    for name in ("low90", "low50", "middle"):
        assert getattr(less, name) <= getattr(greater, name) + 1e-6


@given(pairs=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 3000)), min_size=1, max_size=6))
def test_the_joined_number_lies_between_both_ways(pairs: list[tuple[int, int]]) -> None:
    one, other = sorted((additive(100, pairs), multiplicative(100, pairs)))
    assert one - 1e-6 <= outlook(100, pairs).middle <= other + 1e-6


def test_both_ways_by_hand() -> None:
    """Two came to twice and to four times what they had; 100 and 300 more than they had."""
    pairs = [(100, 200), (100, 400)]
    assert additive(50, pairs) == 250
    assert multiplicative(50, pairs) == pytest.approx(50 * 8**0.5, rel=0.01)


def test_equal_editions_foretell_the_same_surely() -> None:
    found = pace(steady(1000)[:51], past(1000, 1000, 1000, 1000), today=50)
    assert found.final is not None
    assert round(found.final.middle) == 1000
    assert found.final.high90 - found.final.low90 < 700
    assert (found.method, found.data, found.days_used) == (
        Method.COMBINED, ("0", "1", "2", "3"), 51,
    )  # fmt: skip


def test_editions_that_differ_make_wide_intervals() -> None:
    curve = steady(1000)[:51]

    def width(*finals: int) -> float:
        shapes = tuple(
            Past(name=str(final), curve=steady(500)[:51], final=final) for final in finals
        )
        found = pace(curve, shapes, today=50).final
        assert found is not None
        return found.high90 / found.low90

    assert width(500, 900, 350, 1200) > 1.5 * width(500, 510, 490, 505)


def test_where_no_number_ever_fell_none_is_expected_below_todays() -> None:
    found = pace(((40, 0), (30, 900)), past(950, 1000, 2000), today=30)
    assert found.bands
    assert min(band.low90 for band in found.bands) >= 900
    fell = (Past(name="a", curve=((40, 0), (30, 100), (10, 50)), final=50), *past(1000, 1000))
    band = pace(((40, 0), (30, 900)), fell, today=30).final
    assert band is not None
    assert band.low90 < 900


@pytest.mark.parametrize(
    ("curve", "today"),
    [((), 30), (((30, 5),), 40), (((30, 5),), 30), (((60, 0), (30, 5)), 30)],
)
def test_where_there_is_nothing_only_the_planned_path_is_said(curve: Curve, today: int) -> None:
    assert expected(curve, (), today=today) == PLANNED
    assert PLANNED.final is None


def test_the_own_curve_alone_is_drawn_on_but_not_shown() -> None:
    curve = steady(1000)[:41]
    assert pace(curve, (), today=60).method is Method.GROWTH
    assert expected(curve, (), today=60) == PLANNED


def test_of_totals_alone_a_growth_curve_is_drawn_but_not_shown() -> None:
    totals = tuple(Past(name=str(n), curve=(), final=n) for n in (900, 950, 1000, 1050, 1100, 1150))
    found = pace(steady(1000)[:31], totals, today=70)
    assert (found.method, len(found.data)) == (Method.GROWTH, 6)
    assert found.final is not None
    assert 700 < found.final.middle < 1400
    shown = [expected(steady(1000)[: 101 - day], totals, today=day) for day in range(120, 0, -1)]
    assert set(shown) == {PLANNED}


def test_on_its_last_day_a_number_is_final() -> None:
    found = expected(steady(1000), past(900, 1100), today=0)
    assert (found.method, found.final) == (
        Method.FINAL, Band(day=0, middle=1000, low50=1000, high50=1000, low90=1000, high90=1000),
    )  # fmt: skip


def test_days_after_today_are_not_looked_at() -> None:
    curve = steady(1000)
    assert pace(curve, past(900, 1100), today=50) == pace(curve[:51], past(900, 1100), today=50)


def apart(*hads: int, final: int = 1000) -> tuple[Past, ...]:
    """Editions that came to the same, and had so many fifty days before."""
    return tuple(
        Past(name=str(n), curve=((200, 0), (50, had), (0, final)), final=final)
        for n, had in enumerate(hads)
    )


def test_no_forecast_is_shown_that_is_no_better_than_the_share_of_last_time() -> None:
    """Three with the same shares: the share is never wrong, and nothing can be better."""
    same = past(500, 1000, 2000)
    assert not is_better(same, today=50)
    assert expected(steady(800)[:51], same, today=50) == PLANNED
    others = apart(400, 600, 420, 580)
    assert is_better(others, today=50)
    assert expected(steady(800)[:51], others, today=50).method is not Method.PLANNED


def test_where_the_share_says_nothing_nobody_is_called_better() -> None:
    """Nothing had come to any of them by then, so there was no share to miss by."""
    assert not is_better(apart(0, 0, 0), today=50)


def shown(past: tuple[Past, ...], *, today: int = 50, now: int = 500) -> bool:
    return expected(((200, 0), (today, now)), past, today=today).method is not Method.PLANNED


def test_what_was_not_tried_or_tried_in_vain_is_not_shown() -> None:
    """Of 1,000 people, with two earlier editions: from 120 days before on. With one: never."""
    two = apart(400, 600)
    assert [shown(two, today=day) for day in (121, 120, 50, 1)] == [False, True, True, True]
    assert [shown(apart(400), today=day) for day in (120, 90, 50, 1)] == [False] * 4


def test_small_parts_are_shown_only_where_parts_were_better() -> None:
    """With two earlier editions parts of forty did well from 120 to 60 days before; of four
    people nothing was tried."""
    forty, four = apart(16, 24, final=40), apart(2, 3, final=4)
    assert [shown(forty, today=day, now=20) for day in (100, 60, 50, 7)] == [True, True] + [
        False
    ] * 2
    assert not shown(four, today=100, now=2)


def test_where_nothing_has_come_yet_nothing_is_foretold() -> None:
    assert shown(apart(400, 600))
    assert not shown(apart(400, 600), now=0)
    assert not shown(apart(0, 600))


@pytest.mark.parametrize(("final", "at_once"), [(10, 1), (40, 1), (40, 8), (100, 8), (1000, 1)])
def test_no_interval_is_narrower_than_counting_allows(final: int, at_once: float) -> None:
    """Of six editions that all had half of the same total by now, no error was ever made; still,
    as many as half are to come, and vary by the root of that at least."""
    found = outlook(final / 2, [(final / 2, final)] * 6, at_once=at_once)
    assert found.missed == 0
    half_width = (found.bound(0.95) - found.bound(0.05)) / 2
    assert half_width > 1.645 * (final / 2) ** 0.5


def test_who_comes_in_groups_varies_more() -> None:
    pairs = [(20, 40), (22, 41), (18, 40)]
    alone, groups = (outlook(20, pairs, at_once=one) for one in (1, 8))
    assert alone.middle == groups.middle
    assert groups.scale > 1.5 * alone.scale


def test_the_share_of_last_time_by_hand() -> None:
    (last,) = past(1000)
    assert same_share(((60, 0), (50, 300)), last, today=50) == 600
    assert same_share((), last, today=50) is None
    assert same_share(((50, 0),), last, today=50) is None


def test_a_deadline_of_ours_is_laid_over_theirs() -> None:
    """Theirs was on day 30, ours is on day 20: half of all come at it."""
    here, there = [("deadline", 20)], [("deadline", 30)]
    assert laid_over(20, here, there) == 30
    assert laid_over(0, here, there) == 0
    assert laid_over(500, here, there) == 500
    assert laid_over(20, here, [("price", 30)]) == 20
    days = [laid_over(day / 2, here, there) for day in range(200)]
    assert days == sorted(days)


def test_a_curve_is_read_between_its_days() -> None:
    curve = ((30, 0), (20, 100), (0, 300))
    assert [number_on(curve, day) for day in (40, 30, 25, 20, 10, 0, -5)] == [
        0, 0, 50, 100, 200, 300, 300,
    ]  # fmt: skip
    assert number_on(((30, 7), (20, 100)), 31) is None
    assert number_on((), 3) is None


@pytest.mark.parametrize(
    ("chance", "freedom", "value"),
    [(0.95, 1, 6.3138), (0.75, 1, 1.0), (0.95, 4, 2.1318), (0.95, 7, 1.8946), (0.75, 7, 0.7111)],
)
def test_quantiles_of_t_are_those_of_the_tables(chance: float, freedom: int, value: float) -> None:
    assert t_quantile(chance, freedom) == pytest.approx(value, abs=1e-4)


def test_beta_is_that_of_a_binomial_tail() -> None:
    """Of three throws of a coin at least two heads: one half."""
    assert beta_below(0.5, 2, 2) == pytest.approx(0.5)
    assert beta_below(0.25, 1, 3) == pytest.approx(1 - 0.75**3)
    assert beta_quantile(0.5, 2, 2) == pytest.approx(0.5)
