"""Clocks that go forward, back, by half an hour, and over a whole day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.programme.wall_clock import beside_gap, instants, shifted

AARHUS, LORD_HOWE, APIA = map(
    ZoneInfo, ("Europe/Copenhagen", "Australia/Lord_Howe", "Pacific/Apia")
)
OKLAHOMA = ZoneInfo("America/Chicago")


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, month, day, hour, minute, tzinfo=UTC)


def wall(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2030, month, day, hour, minute)


# In 2030 Aarhus goes forward on 31 March at 02:00 and back on 27 October at 03:00.
@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        (wall(3, 31, 1, 59), (utc(3, 31, 0, 59),)),
        (wall(3, 31, 2), ()),
        (wall(3, 31, 2, 59), ()),
        (wall(3, 31, 3), (utc(3, 31, 1),)),
        (wall(10, 27, 1, 59), (utc(10, 26, 23, 59),)),
        (wall(10, 27, 2), (utc(10, 27, 0), utc(10, 27, 1))),
        (wall(10, 27, 2, 59), (utc(10, 27, 0, 59), utc(10, 27, 1, 59))),
        (wall(10, 27, 3), (utc(10, 27, 2),)),
    ],
)
def test_instants_are_none_in_a_gap_and_two_in_a_fold(
    shown: datetime, meant: tuple[datetime, ...]
) -> None:
    assert instants(shown, AARHUS) == meant


@pytest.mark.parametrize(
    ("shown", "zone", "beside"),
    [
        (wall(3, 31, 2, 30), AARHUS, (wall(3, 31, 1, 30), wall(3, 31, 3, 30))),
        (wall(10, 6, 2, 15), LORD_HOWE, (wall(10, 6, 1, 45), wall(10, 6, 2, 45))),
        (
            datetime(2011, 12, 30, 12),
            APIA,
            (datetime(2011, 12, 29, 12), datetime(2011, 12, 31, 12)),
        ),
    ],
    ids=["an hour", "half an hour", "a day"],
)
def test_beside_a_gap_stand_the_times_as_far_away_as_it_is_long(
    shown: datetime, zone: ZoneInfo, beside: tuple[datetime, datetime]
) -> None:
    assert instants(shown, zone) == ()
    assert beside_gap(shown, zone) == beside
    assert [len(instants(time, zone)) for time in beside] == [1, 1]


def test_shifted_keeps_the_hours_on_the_wall_over_a_change_of_clock() -> None:
    summer = (utc(10, 20, 7), utc(10, 20, 8, 15))
    assert shifted(*summer, days=14, zone=AARHUS) == (utc(11, 3, 8), utc(11, 3, 9, 15))
    assert shifted(utc(11, 3, 8), None, days=-14, zone=AARHUS) == (utc(10, 20, 7), None)


def test_shifted_into_another_zone_keeps_the_hours_on_the_wall() -> None:
    nine = (utc(11, 5, 8), utc(11, 5, 9))
    moved = shifted(*nine, days=1, zone=AARHUS, into=OKLAHOMA)
    assert moved == (utc(11, 6, 15), utc(11, 6, 16))


def test_shifted_into_a_gap_becomes_later_and_into_a_fold_means_the_first() -> None:
    assert shifted(utc(3, 24, 1, 30), None, days=7, zone=AARHUS) == (utc(3, 31, 1, 30), None)
    assert shifted(utc(10, 20, 0, 30), None, days=7, zone=AARHUS) == (utc(10, 27, 0, 30), None)


def test_shifted_never_ends_before_it_starts() -> None:
    short = (utc(3, 24, 1, 30), utc(3, 24, 2))
    assert shifted(*short, days=7, zone=AARHUS) == (utc(3, 31, 1, 30), utc(3, 31, 2))


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2049, 1, 1)),
    st.sampled_from([AARHUS, LORD_HOWE, OKLAHOMA, ZoneInfo("UTC")]),
)
def test_instants_show_the_wall_time_and_are_all_that_do(shown: datetime, zone: ZoneInfo) -> None:
    found = instants(shown, zone)
    assert [one.astimezone(zone).replace(tzinfo=None) for one in found] == [shown] * len(found)
    assert list(found) == sorted(found)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2049, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 600),
    st.integers(-4000, 4000),
)
def test_shifted_keeps_wall_times_wherever_there_are_such(
    starts: datetime, minutes: int, days: int
) -> None:
    ends = starts + timedelta(minutes=minutes)
    moved, end = shifted(starts, ends, days=days, zone=AARHUS)
    assert end is not None
    assert moved < end
    wanted = starts.astimezone(AARHUS).replace(tzinfo=None, fold=0) + timedelta(days=days)
    assert moved.astimezone(AARHUS).replace(tzinfo=None) == wanted or not instants(wanted, AARHUS)
