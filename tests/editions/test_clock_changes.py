"""When clocks change near an edition."""

from datetime import date

import pytest

from cwf.editions.clock_changes import ClockChange, clock_changes


@pytest.mark.parametrize(
    ("zone", "first", "last", "changes"),
    [
        ("Europe/Copenhagen", date(2017, 10, 25), date(2017, 11, 9), [(date(2017, 10, 29), False)]),
        (
            "Europe/Copenhagen",
            date(2017, 10, 29),
            date(2017, 10, 29),
            [(date(2017, 10, 29), False)],
        ),
        ("Europe/Copenhagen", date(2017, 10, 30), date(2017, 11, 9), []),
        ("America/Chicago", date(2017, 10, 25), date(2017, 11, 9), [(date(2017, 11, 5), False)]),
        ("America/Chicago", date(2015, 3, 1), date(2015, 3, 31), [(date(2015, 3, 8), True)]),
        ("Asia/Kolkata", date(2017, 1, 1), date(2017, 12, 31), []),
        ("UTC", date(2017, 1, 1), date(2017, 12, 31), []),
    ],
)
def test_changes_between_two_days(
    zone: str, first: date, last: date, changes: list[tuple[date, bool]]
) -> None:
    expected = [ClockChange(day=day, forward=forward) for day, forward in changes]
    assert clock_changes(zone, first, last) == expected
