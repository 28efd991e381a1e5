"""Days that change at night, intervals that are half-open, texts that fall back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cwf.programme.timetable import Slot, day_of, overlap, text
from tests.programme.strategies import (
    FIRST_DAY,
    at,
    large_timetable,
    make_edition,
    make_slot,
    make_timetable,
    sample_timetable,
)

AARHUS = ZoneInfo("Europe/Copenhagen")
SAMPLE = sample_timetable()


@pytest.mark.parametrize(
    ("instant", "change", "day"),
    [
        (at(0, 9), 4, FIRST_DAY),
        (at(1, 2), 4, FIRST_DAY),
        (at(1, 3, 59), 4, FIRST_DAY),
        (at(1, 4), 4, FIRST_DAY + timedelta(days=1)),
        (at(1, 0), 0, FIRST_DAY + timedelta(days=1)),
        (at(0, 23, 59), 0, FIRST_DAY),
    ],
)
def test_day_begins_at_the_hour_of_day_change(instant: datetime, change: int, day: date) -> None:
    assert day_of(instant, zone=AARHUS, day_change_hour=change) == day


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2030, 3, 31, 0, 59, tzinfo=UTC), date(2030, 3, 30)),
        (datetime(2030, 3, 31, 1, 0, tzinfo=UTC), date(2030, 3, 31)),
        (datetime(2030, 10, 27, 0, 30, tzinfo=UTC), date(2030, 10, 26)),
        (datetime(2030, 10, 27, 1, 59, tzinfo=UTC), date(2030, 10, 26)),
        (datetime(2030, 10, 27, 2, 0, tzinfo=UTC), date(2030, 10, 27)),
    ],
)
def test_day_changes_by_the_wall_in_nights_when_clocks_change(instant: datetime, day: date) -> None:
    assert day_of(instant, zone=AARHUS, day_change_hour=3) == day


def test_days_are_those_on_which_something_is_placed() -> None:
    slots = (make_slot(1, "a", at(1, 2), 30), make_slot(2, "a", at(5, 9), 30))
    assert make_timetable(slots=slots).days == (FIRST_DAY, FIRST_DAY + timedelta(days=5))
    assert make_timetable().days == ()


def test_days_follow_the_edition() -> None:
    slots = (make_slot(1, "a", at(0, 23), 30),)
    tokyo = make_timetable(slots=slots, edition=make_edition(zone="Asia/Tokyo"))
    assert tokyo.days == (FIRST_DAY + timedelta(days=1),)


def slot(start: int, minutes: int | None, assumed: int | None = None) -> Slot:
    """A slot so many minutes after ten."""
    return make_slot(start, "a", at(0, 10) + timedelta(minutes=start), minutes, assumed=assumed)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (slot(0, 60), slot(30, 60), True),
        (slot(0, 60), slot(15, 15), True),
        (slot(0, 60), slot(60, 60), False),
        (slot(0, 60), slot(90, 60), False),
        (slot(0, None, 45), slot(30, 60), True),
        (slot(0, None), slot(0, None), False),
        (slot(30, None), slot(0, 60), True),
    ],
)
def test_overlap_is_half_open_and_the_same_both_ways(one: Slot, other: Slot, shared: bool) -> None:
    assert (overlap(one, other), overlap(other, one)) == (shared, shared)


def test_overlap_compares_instants_where_the_wall_shows_the_same_hour() -> None:
    early = datetime(2030, 10, 27, 2, 15, tzinfo=AARHUS)
    one = replace(slot(0, 30), starts=early, ends=early.astimezone(UTC) + timedelta(minutes=30))
    late = early.replace(fold=1)
    other = replace(slot(1, 30), starts=late, ends=late.astimezone(UTC) + timedelta(minutes=30))
    assert not overlap(one, other)


def test_reckoned_end_is_the_end_or_the_assumed_one_or_none_at_all() -> None:
    found = [slot(0, 60, 45), slot(0, None, 45), slot(0, None)]
    assert [one.reckoned_end for one in found] == [at(0, 11), at(0, 10, 45), at(0, 10)]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"da": "By", "en": "City"}, ("By", "da")),
        ({"en": "City", "kn": "ನಗರ"}, ("City", "en")),
        ({"kn": "ನಗರ", "zh": "城"}, ("ನಗರ", "kn")),
        ({"da": "", "en": "City"}, ("City", "en")),
        ({}, ("", "da")),
    ],
)
def test_text_falls_back_and_says_its_language(
    texts: dict[str, str], told: tuple[str, str]
) -> None:
    assert text(texts, "da", ("en", "da")) == told


def test_look_ups_find_everything_by_its_slug() -> None:
    for name in ("track", "venue", "room", "speaker", "session"):
        things = getattr(SAMPLE, f"{name}s")
        assert getattr(SAMPLE, name) == {thing.slug: thing for thing in things}
    assert [one.id for one in SAMPLE.slots_of["harbour-walk"]] == [12, 13]
    assert "unplaced" not in SAMPLE.slots_of


@pytest.mark.parametrize("sessions", [1, 75, 300, 1200])
def test_large_timetable_is_as_large_as_asked_and_whole(sessions: int) -> None:
    large = large_timetable(sessions)
    assert (len(large.sessions), len(large.slots)) == (sessions, sessions)
    assert {room for one in large.slots for room in one.rooms} <= set(large.room)
    assert list(large.slots) == sorted(large.slots, key=lambda one: (one.starts, one.uuid))
