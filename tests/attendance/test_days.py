"""Days end by the clock of the edition, also the two of a year that have 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cwf.attendance.days import day_of, due, end_of, is_long_past, last_ended

COPENHAGEN = "Europe/Copenhagen"
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("day", "zone", "end", "hours"),
    [
        (date(2027, 1, 10), COPENHAGEN, "2027-01-10T23:00", 24),
        (date(2027, 3, 28), COPENHAGEN, "2027-03-28T22:00", 23),  # clocks go forward
        (date(2027, 10, 31), COPENHAGEN, "2027-10-31T23:00", 25),  # and back
        (date(2027, 7, 1), "UTC", "2027-07-02T00:00", 24),
        (date(2027, 7, 1), "Asia/Kolkata", "2027-07-01T18:30", 24),
        # at midnight itself: there is no 0 o'clock on the 25th, the day before ends at 22:00 UTC
        (date(2025, 4, 24), "Africa/Cairo", "2025-04-24T22:00", 24),
        (date(2025, 4, 25), "Africa/Cairo", "2025-04-25T21:00", 23),
        (date(2025, 10, 30), "Africa/Cairo", "2025-10-30T22:00", 25),
    ],
)
def test_a_day_ends_when_the_next_begins_there(day: date, zone: str, end: str, hours: int) -> None:
    expected = datetime.fromisoformat(end).replace(tzinfo=UTC)
    assert end_of(day, zone) == expected
    assert expected - end_of(day - timedelta(days=1), zone) == timedelta(hours=hours)


@pytest.mark.parametrize("zone", [COPENHAGEN, "Africa/Cairo", "America/Havana", "Pacific/Apia"])
def test_every_instant_of_two_years_is_of_the_day_that_has_not_ended(zone: str) -> None:
    day = date(2026, 1, 1)
    while day < date(2028, 1, 1):
        end = end_of(day, zone)
        assert day_of(end - SECOND, zone) == day
        assert day_of(end, zone) == day + timedelta(days=1)
        assert last_ended(end, zone) == day
        assert last_ended(end - SECOND, zone) == day - timedelta(days=1)
        day += timedelta(days=1)


def test_due_are_the_days_that_ended_and_are_not_kept() -> None:
    at = datetime(2027, 3, 29, 12, tzinfo=UTC)
    kept = {date(2027, 3, 26)}
    assert due(date(2027, 3, 25), None, at, COPENHAGEN, kept) == [
        date(2027, 3, 25), date(2027, 3, 27), date(2027, 3, 28),
    ]  # fmt: skip
    assert due(date(2027, 3, 29), None, at, COPENHAGEN, ()) == []


def test_days_are_kept_until_a_month_after_the_forum() -> None:
    at = datetime(2027, 9, 1, tzinfo=UTC)
    ends = date(2027, 5, 20)
    assert due(date(2027, 6, 17), ends, at, COPENHAGEN, ()) == [
        date(2027, 6, 17), date(2027, 6, 18), date(2027, 6, 19),
    ]  # fmt: skip


def test_a_forum_is_long_past_more_than_a_year_later() -> None:
    ends, at = date(2027, 5, 20), datetime(2028, 6, 23, 21, 59, 59, tzinfo=UTC)
    assert [is_long_past(ends, one, COPENHAGEN) for one in (at, at + SECOND)] == [False, True]
    assert not is_long_past(None, at, COPENHAGEN)
