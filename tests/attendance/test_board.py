"""How a target stands: of its figure, its path and its forecast."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from cwf.attendance.board import Card, Verdict, card
from cwf.attendance.figures import Figure
from cwf.attendance.forecast import Band, Forecast, Method
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, Predicate
from cwf.attendance.stored_forecasts import unpacked

TODAY = date(2027, 9, 18)
ENDS = date(2027, 11, 2)
PATH = ((date(2027, 5, 1), 0.0), (date(2027, 11, 2), 3000.0))


def line(*, path: tuple[tuple[date, float], ...] = (), low: float = 3000) -> TargetLine:
    return TargetLine(
        uuid=UUID(int=1), parent=None, axis="", value="", name={}, definition={},
        unit=Unit.PARTICIPANT, predicate=Predicate(of=Of.REGISTERED), low=low, path=path,
    )  # fmt: skip


def expecting(middle: float, high: float) -> Forecast:
    band = Band(
        day=0, middle=middle, low50=middle - 50, high50=middle + 50, low90=middle - 90, high90=high
    )
    return Forecast(method=Method.MULTIPLICATIVE, data=("2026",), days_used=30, bands=(band,))


def stands(
    now: int,
    *,
    path: tuple[tuple[date, float], ...] = (),
    forecast: Forecast | None = None,
    today: date = TODAY,
    unit: Unit = Unit.PARTICIPANT,
) -> Card:
    found = Figure(unit=unit, counted=now)
    return card(line(path=path), found, [], today=today, ends=ENDS, forecast=forecast)


@pytest.mark.parametrize(
    ("now", "forecast", "path", "verdict"),
    [
        (3000, None, (), Verdict.REACHED),
        (716, expecting(3100, 3400), PATH, Verdict.LIKELY),
        (716, expecting(2800, 3100), PATH, Verdict.SHORT),
        (716, expecting(1300, 1650), PATH, Verdict.OUT_OF_REACH),
        (2400, None, PATH, Verdict.AHEAD),
        (716, None, PATH, Verdict.BEHIND),
        (716, None, (), Verdict.UNKNOWN),
    ],
)
def test_verdict_goes_by_what_is_there_then_forecast_then_path(
    now: int,
    forecast: Forecast | None,
    path: tuple[tuple[date, float], ...],
    verdict: Verdict,
) -> None:
    assert stands(now, forecast=forecast, path=path).verdict is verdict


def test_what_is_over_was_reached_or_missed_and_is_expected_no_more() -> None:
    after = ENDS + timedelta(days=1)
    missed = stands(2480, forecast=expecting(3100, 3400), today=after)
    assert (missed.verdict, missed.expected, missed.missing) == (Verdict.MISSED, None, 520)
    assert stands(3001, today=after).verdict is Verdict.REACHED


def test_a_figure_of_another_unit_is_no_part_of_the_goal() -> None:
    assert stands(1500).reached == 0.5
    assert stands(1200, unit=Unit.DELEGATE).reached is None


def test_pace_is_of_four_weeks_and_what_is_needed_of_the_days_left() -> None:
    days = [(TODAY - timedelta(days=at), 716 - at * 10) for at in range(40, 0, -1)]
    found = card(line(), Figure(unit=Unit.PARTICIPANT, counted=716), days, today=TODAY, ends=ENDS)
    assert found.lately == 70
    assert found.needed == 356  # 2,284 in 45 days, rounded up
    assert stands(716).lately is None


def test_nothing_more_is_expected_of_what_is_over() -> None:
    found = card(
        line(path=PATH), Figure(unit=Unit.PARTICIPANT, counted=716),
        [(TODAY - timedelta(days=28), 436)], today=ENDS + timedelta(days=1), ends=ENDS,
    )  # fmt: skip
    assert found.is_over
    assert (found.lately, found.needed, found.forecast) == (None, None, None)
    assert not stands(716, today=ENDS).is_over


def test_where_there_is_nothing_to_count_from_nothing_is_said_of_the_goal() -> None:
    found, days = Figure(unit=Unit.PARTICIPANT, counted=0), [(TODAY - timedelta(days=30), 0)]
    one = card(line(path=PATH), found, days, today=TODAY, ends=ENDS, is_known=False)
    assert (one.verdict, one.is_known) == (Verdict.UNKNOWN, False)
    assert (one.lately, one.needed) == (None, None)


def test_who_will_come_is_foretold_before_anybody_came() -> None:
    found = Figure(unit=Unit.PARTICIPANT, counted=0)
    one = card(
        line(), found, [], today=TODAY, ends=ENDS, forecast=expecting(2800, 3100), is_known=False
    )
    assert (one.verdict, one.missing) == (Verdict.SHORT, 200)


def test_a_goal_that_is_due_earlier_is_foretold_for_its_day() -> None:
    stored = {
        "method": "growth", "data": [], "days_used": 30,
        "bands": [[day, 100.0 - day, 1, 2, 3, 4] for day in (2, 1, 0)],
    }  # fmt: skip
    assert [unpacked(stored, last=last).final.middle for last in (None, -1, 1, 2)] == [  # type: ignore[union-attr]
        100, 100, 99, 98,
    ]  # fmt: skip
    assert unpacked(stored, last=3).final is None
