"""Where the parts of a chart lie."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cwf.web.charts import Days, Held, Series, apart, progress
from cwf.web.scales import length, steps


def written(number: float) -> str:
    return f"{number:,.0f}"


def a_year() -> Days:
    return Days(
        series=[
            Series(kind="planned", values=[(0, 0), (100, 3000)]),
            Series(kind="actual", values=[(0, 0), (50, 716)]),
        ],
        bands=[[(50, 716, 716), (100, 1050, 1650)], [(50, 716, 716), (100, 1200, 1500)]],
        across=[(0, "May"), (100, "2 Nov")],
        today=(50, "Today"),
        notes=[(3000, "3,000", "target"), (1300, "1,050 to 1,650", "expected")],
    )


def test_the_scale_ends_at_a_round_number_that_holds_all() -> None:
    chart = progress(a_year(), width=640, number=written)
    assert [mark.label for mark in chart.up] == ["0", "1,000", "2,000", "3,000"]
    assert (chart.up[0].at, chart.up[-1].at) == (chart.bottom, chart.top)


def test_lines_begin_and_end_where_their_days_are() -> None:
    chart = progress(a_year(), width=640, number=written)
    planned, actual = chart.lines
    assert planned.points == f"{chart.left:g},{chart.bottom:g} {chart.right:g},{chart.top:g}"
    assert actual.ends[0] == (chart.left + chart.right) / 2
    assert chart.today is not None
    assert chart.today.at == actual.ends[0]


def test_the_first_band_is_the_wide_one_and_both_close() -> None:
    wide, inner = progress(a_year(), width=640, number=written).fans
    assert (wide.wide, inner.wide) == (True, False)
    assert len(wide.points.split()) == 4


def test_words_at_the_ends_stand_in_order_and_apart() -> None:
    notes = progress(a_year(), width=640, number=written).notes
    assert [note.number for note in notes] == ["3,000", "1,050 to 1,650"]
    assert notes[1].at - notes[0].at >= 34


@given(
    st.lists(st.floats(0, 400), max_size=8),
    st.floats(1, 40),
)
def test_heights_are_apart_and_in_order(wanted: list[float], gap: float) -> None:
    placed = apart(sorted(wanted), gap=gap, top=0, bottom=400)
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(placed))
    assert all(one <= 400 for one in placed)


@given(st.floats(0, 1e9))
def test_steps_begin_with_nothing_and_reach_the_highest(highest: float) -> None:
    found = steps(highest)
    assert found[0] == 0
    assert found[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(found) <= 8


def test_nothing_at_all_makes_a_chart_still() -> None:
    chart = progress(Days(series=[]), width=300, number=written)
    assert (chart.lines, chart.fans, chart.notes) == ((), (), ())


def test_a_bar_on_an_empty_scale_has_no_length() -> None:
    assert length(3, 0, 400) == 0.0


def test_words_beside_the_last_day_stand_below_it_above_near_the_axis_and_before_at_the_edge() -> (
    None
):
    held = progress(replace(a_year(), held="716 now"), width=640, number=written)
    dot = next(line.ends for line in held.lines if line.kind == "actual")
    assert held.held == Held(x=dot[0] + 10, y=dot[1] + 22, before=False, label="716 now")

    low = Series(kind="actual", values=[(0, 0), (50, 3)])
    near = progress(
        replace(a_year(), series=[low, a_year().series[0]], held="3 now"), width=640, number=written
    )
    assert near.held
    assert near.held.y == near.lines[0].ends[1] - 10

    late = Series(kind="actual", values=[(0, 0), (99, 716)])
    edge = progress(
        replace(a_year(), series=[late], held="716 now"), width=640, number=written
    ).held
    assert edge
    assert edge.before
    assert progress(a_year(), width=640, number=written).held is None
