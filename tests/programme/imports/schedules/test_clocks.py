"""Days, instants and lengths as the formats write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cwf.programme.imports.schedules.clocks import (
    Clock,
    Gap,
    Illegible,
    day,
    is_zone,
    length,
    moment,
    start,
)

CLOCK = Clock(zone=ZoneInfo("Europe/Copenhagen"), day_change=time(4))


def utc(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("00:25", 25), ("1:30", 90), ("99:59", 5999), ("00:25:00", 25), ("01:30:00", 90),
        ("1:02:30", 24 * 60 + 150), ("1:00:00:00", 24 * 60), ("45", 45), ("PT15M", 15),
        ("PT1H30M", 90), ("P1DT2H", 26 * 60), (" 00:30 ", 30), ("00:00", 0),
    ],
)  # fmt: skip
def test_length(text: str, minutes: int) -> None:
    assert length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "12:xx",
        "-1:00",
        "1:2:3:4:5",
        "P",
        "PT",
        "99999:00",
        "P999D",
        "１:00",
        "PT9999999S9",
    ],
)
def test_what_is_no_length(text: str) -> None:
    if text == "１:00":  # digits of other scripts are digits
        assert length(text) == timedelta(hours=1)
        return
    with pytest.raises(Illegible):
        length(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-05-20T09:00:00+02:00", utc(2031, 5, 20, 7)),
        ("2031-05-20T09:00:00Z", utc(2031, 5, 20, 9)),
        ("2031-05-20 09:00", utc(2031, 5, 20, 7)),
        ("2031-05-20T09:00:00-05:30", utc(2031, 5, 20, 14, 30)),
    ],
)
def test_moment(text: str, expected: datetime) -> None:
    assert moment(text, CLOCK) == (expected, False)


@pytest.mark.parametrize(
    "text", ["2031-05-20", "noon", "", "2031-13-01T00:00", "0001-01-01T00:00:00+14:00"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(Illegible):
        moment(text, CLOCK)


def test_start_before_the_day_change_is_of_the_next_date() -> None:
    assert start(date(2031, 5, 20), "03:59", CLOCK) == (utc(2031, 5, 21, 1, 59), False)
    assert start(date(2031, 5, 20), "04:00", CLOCK) == (utc(2031, 5, 20, 2), False)


def test_start_in_a_gap_is_none_and_in_a_fold_the_first() -> None:
    early = Clock(zone=CLOCK.zone, day_change=time(0))
    with pytest.raises(Gap):
        start(date(2031, 3, 30), "02:30", early)
    assert start(date(2031, 10, 26), "02:30", early) == (utc(2031, 10, 26, 0, 30), True)


@pytest.mark.parametrize("text", ["25:00", "9", "", "09:60", "9h30", "09:00:99", "١٢:٣٠:٩٩"])
def test_what_is_no_start(text: str) -> None:
    with pytest.raises(Illegible):
        start(date(2031, 5, 20), text, CLOCK)


def test_the_last_day_of_all_ends_before_its_night() -> None:
    with pytest.raises(Illegible):
        start(date(9999, 12, 31), "01:00", CLOCK)


def test_day() -> None:
    assert day("2031-05-20T00:00:00+02:00") == date(2031, 5, 20)
    with pytest.raises(Illegible):
        day("20.5.2031")


@pytest.mark.parametrize(
    "name", ["", "Europe/Nowhere", "../../etc/passwd", "Europe", "\0", "x" * 999]
)
def test_what_is_no_zone(name: str) -> None:
    assert not is_zone(name)
    assert is_zone("Europe/Brussels")
