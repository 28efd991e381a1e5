"""Forecasts on 200 made-up editions: errors, intervals, and that a bad forecast is found out.

`python -m tests.attendance.test_backtesting` writes the figures that page and product read anew
(cwf/attendance/tried_figures.py), after a change to the forecast or to the generator; read the
difference.
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple, replace
from math import inf
from pathlib import Path

import pytest

from cwf.attendance import simulation, tried_figures
from cwf.attendance.backtesting import (
    HORIZONS,
    WINDOW,
    Forecaster,
    Way,
    backtest,
    backtest_parts,
)
from cwf.attendance.curves import Curve
from cwf.attendance.forecast import Band, Forecast, Method, Past
from cwf.attendance.queries.backtest import (
    NUMBER,
    Parts,
    by_pace,
    editions,
    made_up,
    made_up_parts,
    run_made_up,
)
from cwf.attendance.tried import (
    ARRIVALS,
    LARGE,
    SIZES,
    SMALL,
    WHOLE,
    Run,
    Score,
    kept,
    may_be_shown,
)
from tests.architecture.source import ROOT

HEAD = "\nMADE_UP: tuple[tuple[str, int, bool, tuple[tuple[float, ...], ...]], ...] = "


@pytest.fixture(scope="module")
def made() -> tuple[simulation.Edition, ...]:
    return editions()


@pytest.fixture(scope="module")
def runs(made: tuple[simulation.Edition, ...]) -> tuple[Run, ...]:
    """Every figure worked out anew: some fifteen seconds, once for this module."""
    return tuple(run_made_up(made))


@pytest.fixture(scope="module")
def few() -> Parts:
    """Parts of a few editions of another seed: for what needs no exact figures."""
    return made_up_parts(simulation.editions(5, 30))


def of(runs: tuple[Run, ...], group: str, earlier: int, day: int, *, curves: bool = True) -> Score:
    (run,) = [
        one for one in runs if (one.group, one.editions, one.curves) == (group, earlier, curves)
    ]
    (score,) = [one for one in run.scores if one.days_before == day]
    return score


def holds(score: Score) -> bool:
    return 0.85 <= score.in90 <= 0.95 and 0.40 <= score.in50 <= 0.60


Change = Callable[[float, float], float]  # of the middle and a bound: another bound


def wrong(change: Change, *, high: float = 1.0) -> Forecaster:
    """The forecast with intervals that are changed so, and so many times too high."""

    def forecaster(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
        band = by_pace(curve, past, one, day).final
        assert band is not None
        middle = band.middle * high
        told = Band(
            day=0, middle=middle,
            low50=change(middle, band.low50), high50=change(middle, band.high50),
            low90=change(middle, band.low90), high90=change(middle, band.high90),
        )  # fmt: skip
        return Forecast(method=Method.COMBINED, data=(), days_used=1, bands=(told,))

    return forecaster


@pytest.mark.parametrize("day", HORIZONS)
@pytest.mark.parametrize("earlier", [6, 3])
def test_intervals_hold_as_often_as_they_say(runs: tuple[Run, ...], earlier: int, day: int) -> None:
    score = of(runs, WHOLE, earlier, day)
    assert (score.number, score.silent, holds(score)) == (NUMBER, 0, True), score


@pytest.mark.parametrize("day", HORIZONS)
@pytest.mark.parametrize("earlier", [6, 3])
@pytest.mark.parametrize("group", [*SMALL, LARGE])
def test_intervals_of_parts_hold_as_often_as_they_say(
    runs: tuple[Run, ...], group: str, earlier: int, day: int
) -> None:
    score = of(runs, group, earlier, day)
    assert (score.number > 300, holds(score)) == (True, True), score


@pytest.mark.parametrize("day", HORIZONS)
@pytest.mark.parametrize("group", [WHOLE, *SMALL, LARGE])
def test_the_median_error_lies_below_that_of_the_share_of_last_time(
    runs: tuple[Run, ...], group: str, day: int
) -> None:
    assert of(runs, group, WINDOW, day).is_better


@pytest.mark.negative_control
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda middle, bound: middle + 0.7 * (bound - middle), id="too narrow"),
        pytest.param(lambda middle, bound: middle + 1.5 * (bound - middle), id="too wide"),
    ],
)
def test_intervals_that_are_off_are_found_out(
    made: tuple[simulation.Edition, ...], few: Parts, change: Change
) -> None:
    wholes = backtest(made_up(made), wrong(change), horizons=(120, 30))
    parts = backtest_parts(few["region"], wrong(change), sizes=SIZES["region"], horizons=(120, 30))
    assert [holds(one) for one in (*wholes, *parts)] == [False] * 4


@pytest.mark.negative_control
def test_a_forecast_that_misbehaves_is_found_out(made: tuple[simulation.Edition, ...]) -> None:
    """A third too high."""
    scores = backtest(made_up(made), wrong(lambda middle, bound: bound * 4 / 3, high=4 / 3))
    assert [one.is_better for one in scores if one.days_before < 60] == [False] * 2
    assert not any(one.is_good for one in scores)


def test_what_is_kept_is_what_comes_out(runs: tuple[Run, ...]) -> None:
    for fresh, old in zip(runs, kept(), strict=True):
        assert (fresh.group, fresh.editions, fresh.curves) == (old.group, old.editions, old.curves)
        for one, other in zip(fresh.scores, old.scores, strict=True):
            assert astuple(one) == pytest.approx(astuple(other), abs=0.002)


def test_what_may_be_shown_is_what_was_good(runs: tuple[Run, ...]) -> None:
    """On a tried day, of a size and a history that were tried: only if it was better, and held."""
    asked = [(run, score) for run in runs for score in run.scores]
    for run, score in asked:
        low, high = SIZES[run.group]
        size = low + 1 if high == inf else (low + high) / 2
        is_shown = may_be_shown(
            editions=run.editions, curves=run.curves, size=size, day=score.days_before,
            arrivals=run.group in ARRIVALS,
        )  # fmt: skip
        assert not is_shown or score.is_good, (run.group, run.editions, score)


def test_what_was_good_on_one_day_alone_is_not_shown() -> None:
    """Of one earlier edition 120 days before was good by chance; 60 and 30 were not."""
    assert of(kept(), WHOLE, 1, 120).is_good
    assert not any(may_be_shown(editions=1, curves=True, size=1000, day=day) for day in range(200))


def test_the_own_curve_and_totals_alone_were_no_good() -> None:
    alone = [of(kept(), WHOLE, 0, day, curves=False) for day in HORIZONS]
    totals = [of(kept(), WHOLE, 6, day, curves=False) for day in HORIZONS]
    assert not any(one.is_better for one in alone)
    assert not any(one.is_good for one in totals)


def test_the_document_says_what_came_out() -> None:
    """Every table, to the digit."""
    told = (ROOT / "docs/forecast.md").read_text(encoding="utf-8")
    for group in SIZES:
        rows = [row(run, one) for run in kept() if run.group == group for one in run.scores]
        assert "\n".join(rows) in told, "\n".join(rows)


@pytest.mark.parametrize("group", ARRIVALS)
@pytest.mark.parametrize("day", [*HORIZONS, 0])
def test_intervals_of_arrivals_hold_as_often_as_they_say(
    runs: tuple[Run, ...], group: str, day: int
) -> None:
    score = of(runs, group, WINDOW, day)
    assert (holds(score), score.is_better) == (True, True), score


def test_parts_are_chosen_by_what_was_known_then() -> None:
    """Of five to a hundred before, whatever they came to now; nobody at all counts as one."""
    curve = ((40, 0), (30, 5), (0, 10))
    small, large = (Past(name="0", curve=curve, final=final) for final in (10, 200))
    none = Past(name="1", curve=((40, 0), (30, 5), (0, 0)), final=0)
    before, now = {"a": small, "b": large}, {"a": none, "b": small}
    asked = []

    def forecaster(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
        asked.append((one.final, [other.final for other in past]))
        return by_pace(curve, past, one, day)

    (score,) = backtest_parts([before, now], forecaster, sizes=(5, 100), window=1, horizons=(30,))
    assert asked == [(0, [10])]
    assert score.number == 1
    assert 9 < score.error < 11


def test_rolling_uses_only_what_was_before() -> None:
    asked = []

    def forecaster(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
        asked.append((one.name, [other.name for other in past], curve))
        return by_pace(curve, past, one, day)

    curve = ((40, 0), (30, 50), (0, 100))
    some = [Past(name=str(number), curve=curve, final=100) for number in range(4)]
    backtest(some, forecaster, window=2, horizons=(30,))
    assert asked == [
        ("2", ["0", "1"], ((40, 0), (30, 50))),
        ("3", ["1", "2"], ((40, 0), (30, 50))),
    ]
    asked.clear()
    backtest(some[:3], forecaster, way=Way.LEAVE_ONE_OUT, horizons=(30,))
    assert [(name, others) for name, others, _ in asked] == [
        ("0", ["1", "2"]), ("1", ["0", "2"]), ("2", ["0", "1"]),
    ]  # fmt: skip


def test_errors_are_counted_by_hand() -> None:
    """Both came to 100; half was there thirty days before at the first, 40 at the second."""
    shapes = [((40, 0), (30, 50), (0, 100)), ((40, 0), (30, 40), (0, 100))]
    some = [
        Past(name=str(number), curve=curve, final=curve[-1][1])
        for number, curve in enumerate(shapes)
    ]

    def said(curve: Curve, past: tuple[Past, ...], one: Past, day: int) -> Forecast:
        band = Band(day=0, middle=90, low50=85, high50=95, low90=80, high90=100)
        return Forecast(method=Method.COMBINED, data=(), days_used=1, bands=(band,))

    (score,) = backtest(some, said, window=1, horizons=(30,))
    assert score == Score(
        days_before=30, number=1, error=0.1, mape=0.1, in50=0, in90=1,
        naive=pytest.approx(0.2), naive_mape=pytest.approx(0.2),
    )  # fmt: skip


def test_what_says_nothing_is_counted_as_silent() -> None:
    some = [Past(name=str(number), curve=(), final=100) for number in range(3)]
    (score,) = backtest(some, by_pace, window=1, horizons=(30,))
    assert (score.number, score.silent, score.is_better) == (0, 2, False)
    assert backtest((), by_pace, horizons=(30,)) == (replace(score, silent=0),)


def row(run: Run, one: Score) -> str:
    """A row of the table in docs/forecast.md, without what it is of."""
    told = [one.error, one.naive, one.mape, one.naive_mape, one.in50, one.in90]
    cells = [str(one.days_before), str(one.number), *(f"{100 * part:.1f} %" for part in told)]
    return f"| {run_name(run)} | {' | '.join(cells)} | {'yes' if one.is_good else 'no'} |"


def run_name(run: Run) -> str:
    if not run.editions:
        return "none"
    return f"{run.editions}, {'with curves' if run.curves else 'totals alone'}"


def plain(runs: Iterable[Run]) -> str:
    """The figures as they stand in tried_figures.py."""
    lines = ["("]
    for run in runs:
        lines += [f'    ("{run.group}", {run.editions}, {run.curves}, (']
        for one in run.scores:
            told = ", ".join(f"{number:.4g}" for number in astuple(one))
            lines += [f"        ({told}),"]
        lines += ["    )),"]
    return "\n".join([*lines, ")  # fmt: skip\n"])


if __name__ == "__main__":
    path = Path(tried_figures.__file__)
    head, start, _ = path.read_text(encoding="utf-8").partition(HEAD)
    path.write_text(head + start + plain(run_made_up(editions())), encoding="utf-8")
