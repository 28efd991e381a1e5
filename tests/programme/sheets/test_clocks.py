"""Times of day and lengths as people write them in sheets."""

from datetime import date, datetime, time, timedelta

import pytest

from cwf.programme.sheets.clocks import Clock, read_clock, read_hours, read_minutes
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.wrong import Wrong

DAY = date(2026, 11, 2)


def clock(cell: Cell) -> Clock:
    """As it is read in an edition that speaks Danish."""
    return read_clock(cell, day_first=True)


@pytest.mark.parametrize(
    "cell",
    ["9:30", "09:30", "9.30", "0930", "930", 930, "9h30", "kl. 9.30", "Kl 9:30", "9:30 am",
     "9:30 a.m.", "09:30:00", time(9, 30), 9.5 / 24, timedelta(hours=9, minutes=30)],
)  # fmt: skip
def test_a_time_in_any_usual_form(cell: Cell) -> None:
    assert clock(cell) == Clock(at=time(9, 30))


@pytest.mark.parametrize(
    ("cell", "at"),
    [("9", time(9)), (9, time(9)), ("9 pm", time(21)), ("12 am", time()),
     ("12:15 pm", time(12, 15)), ("24:00", time()), (0, time()), (1400, time(14)),
     (timedelta(days=1), time())],
)  # fmt: skip
def test_hours(cell: Cell, at: time) -> None:
    assert clock(cell) == Clock(at=at)


@pytest.mark.parametrize(
    "cell",
    ["2026-11-02 9:30", "2026-11-02T09:30", "2.11.2026 kl. 9.30", "2. november 2026, 9.30",
     datetime(2026, 11, 2, 9, 30), 46_328 + 9.5 / 24],
)  # fmt: skip
def test_a_day_may_stand_with_the_time(cell: Cell) -> None:
    assert clock(cell) == Clock(at=time(9, 30), day=DAY)


def test_a_distance_from_utc_tells_which_of_two_hours() -> None:
    assert clock("02:30+01:00") == Clock(at=time(2, 30), offset=timedelta(hours=1))
    assert clock("2026-11-02T09:30:00Z") == Clock(at=time(9, 30), day=DAY, offset=timedelta(0))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (9.3, Code.TIME_UNCLEAR),
        ("25:00", Code.NOT_TIME),
        ("9:61", Code.NOT_TIME),
        ("13:00 pm", Code.NOT_TIME),
        ("morning", Code.NOT_TIME),
        ("2026-11-02", Code.NOT_TIME),
        (date(2026, 11, 2), Code.NOT_TIME),
        (True, Code.NOT_TIME),
        (-1, Code.NOT_TIME),
        (975, Code.NOT_TIME),
        ("02:30+99:00", Code.NOT_TIME),
        (timedelta(days=2), Code.NOT_TIME),
        ("31.2.2026 9:30", Code.NOT_DATE),
        ("02/11/2026 9:30", Code.DATE_UNCLEAR),
    ],
)
def test_what_is_no_time_is_said(cell: Cell, code: Code) -> None:
    with pytest.raises(Wrong) as wrong:
        clock(cell)
    assert wrong.value.code is code


@pytest.mark.parametrize("cell", ["9.30-10.15", "9:30 – 10:15", "kl. 9.30 til 10.15", "0930—1015"])
def test_a_span_has_both_times(cell: Cell) -> None:
    assert read_hours(cell) == (Clock(at=time(9, 30)), Clock(at=time(10, 15)))


def test_a_span_may_be_a_start_alone() -> None:
    assert read_hours(time(9, 30)) == (Clock(at=time(9, 30)), None)


@pytest.mark.parametrize(
    "cell",
    [90, 90.0, "90", "90 min", "90 min.", "90 minutter", "1:30", "01:30:00", "1h30", "1 h 30 min",
     "1,5 t", "1.5 hours", "1 time 30 min", time(1, 30), timedelta(minutes=90), 90 / 1440],
)  # fmt: skip
def test_a_length_in_any_usual_form(cell: Cell) -> None:
    assert read_minutes(cell) == 90


@pytest.mark.parametrize("cell", [0, -5, "0", 1441, "long", "1.5", True, time(), timedelta(days=3)])
def test_what_is_no_length_is_said(cell: Cell) -> None:
    with pytest.raises(Wrong) as wrong:
        read_minutes(cell)
    assert wrong.value.code is Code.NOT_MINUTES
