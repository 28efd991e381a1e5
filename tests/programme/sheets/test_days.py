"""Days as people write them in sheets."""

from datetime import date, datetime

import pytest

from cwf.programme.sheets.days import read_day
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.wrong import Wrong

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-02",
        "2026-11-2",
        "2026/11/02",
        "20261102",
        "2.11.2026",
        "02.11.2026",
        "2. 11. 2026",
        "2.11.26",
        "2 November 2026",
        "2 Nov 2026",
        "2nd of November 2026",
        "November 2, 2026",
        "Nov. 2 2026",
        "Monday 2 November 2026",
        "2. november 2026",
        "mandag d. 2. november 2026",
        "mandag den 2. nov. 2026",
        " 2026-11-02 ",
        date(2026, 11, 2),
        datetime(2026, 11, 2, 9, 30),
        46_328,
        46_328.0,
    ],
)
def test_a_day_in_any_usual_form(cell: Cell) -> None:
    assert read_day(cell, day_first=False) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("11/11/2026", date(2026, 11, 11)),
        ("25-12-2026", date(2026, 12, 25)),
    ],
)
def test_numbers_that_can_be_one_day_only(written: str, day: date) -> None:
    assert read_day(written, day_first=False) == day


def test_hyphens_mean_the_day_first_where_danish_is_spoken() -> None:
    assert read_day("02-11-2026", day_first=True) == DAY


@pytest.mark.parametrize(("written", "day_first"), [("02/11/2026", True), ("02-11-2026", False)])
def test_what_may_be_two_days_is_asked_about(written: str, day_first: bool) -> None:
    with pytest.raises(Wrong) as wrong:
        read_day(written, day_first=day_first)
    assert wrong.value.code is Code.DATE_UNCLEAR
    assert wrong.value.data == {"value": written, "one": "2026-11-02", "other": "2026-02-11"}


@pytest.mark.parametrize(
    "cell",
    ["Wednesday", "day 1", "2.11.", "31.2.2026", "2026-13-01", "2 Brumaire 2026", "x", True, 17,
     "0.0.2026", "99/99/2026"],
)  # fmt: skip
def test_what_is_no_day_is_said(cell: Cell) -> None:
    with pytest.raises(Wrong) as wrong:
        read_day(cell, day_first=True)
    assert wrong.value.code is Code.NOT_DATE
