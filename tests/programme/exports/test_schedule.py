"""Days, rooms and items, before any format."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from cwf.programme.exports.schedule import Schedule, acronym_of, ascii_slug, guid, schedule
from cwf.programme.timetable import Timetable
from tests.programme.exports.material import EDITION, EN, TIMETABLE, release, uuid


def schedule_of(timetable: Timetable = TIMETABLE) -> Schedule:
    return schedule(release(), timetable, EN)


def test_days_hold_rooms_in_order_and_items_by_start() -> None:
    assert [
        (
            day.index,
            day.date.day,
            {room: [item.id for item in items] for room, items in day.rooms.items()},
        )
        for day in schedule_of().days
    ] == [
        (1, 15, {"Great Room": [1], "Foyer (Dome)": [2], "Place to be announced": [3]}),
        (2, 16, {"Foyer (Concert Hall)": [5]}),
        (3, 17, {"Foyer (Concert Hall)": [6]}),
    ]


def test_cancelled_session_is_left_out() -> None:
    ids = [item.id for day in schedule_of().days for items in day.rooms.values() for item in items]
    assert 4 not in ids


def test_filter_does_not_number_days_anew() -> None:
    last = schedule_of(replace(TIMETABLE, slots=TIMETABLE.slots[-1:])).days[-1]
    assert (last.index, last.date) == (3, date(2030, 5, 17))


def test_day_begins_and_ends_at_the_change_of_day() -> None:
    zone = TIMETABLE.zone
    day = schedule_of().days[1]
    assert (day.starts, day.ends) == (
        datetime(2030, 5, 16, 4, tzinfo=zone),
        datetime(2030, 5, 17, 4, tzinfo=zone),
    )


def test_change_of_day_in_the_hour_that_summer_time_skips() -> None:
    edition = replace(EDITION, starts=date(2030, 3, 31), ends=date(2030, 3, 31), day_change_hour=2)
    of = release(replace(TIMETABLE, edition=edition, slots=()), gone=())
    (day,) = schedule(of, of.timetable, EN).days
    assert day.starts.isoformat() == "2030-03-31T03:00:00+02:00"


def test_edition_without_days_shows_that_of_the_release() -> None:
    edition = replace(EDITION, starts=None, ends=None)
    of = release(replace(TIMETABLE, edition=edition, slots=()), gone=())
    assert [day.date for day in schedule(of, of.timetable, EN).days] == [date(2030, 4, 1)]


def test_unknown_end_has_an_assumed_length_and_says_so() -> None:
    (item,) = schedule_of().days[0].rooms["Foyer (Dome)"]
    assert (item.ends, item.minutes) == (None, 45)
    assert item.description == "The end is not known; the length is assumed."


def test_several_rooms_stand_under_the_first_and_are_named() -> None:
    (item,) = schedule_of().days[0].rooms["Great Room"]
    assert item.description == (
        "In several rooms: Great Room, Small Room, Concert Hall.\n\n"
        "Ada Berg steps in for carl-holm."
    )


def test_slug_is_ascii_and_of_the_slot() -> None:
    slugs = [
        item.slug for day in schedule_of().days for items in day.rooms.values() for item in items
    ]
    assert slugs == [
        "cwf2030-0001-opening",
        "cwf2030-0002-aero-walk",
        "cwf2030-0003-unplaced-lunch",
        "cwf2030-0005-night",
        "cwf2030-0006-opening",
    ]


@pytest.mark.parametrize(
    ("words", "slug"), [("Ærø & Ström", "aero-strom"), ("创意", ""), ("--a--", "a")]
)
def test_ascii_slug(words: str, slug: str) -> None:
    assert ascii_slug(words) == slug


@pytest.mark.parametrize(
    ("edition", "acronym"),
    [("2017", "cwf2017"), ("next", "cwfnext"), ("a-b", "cwfa_b"), ("创", "cwfforum")],
)
def test_acronym(edition: str, acronym: str) -> None:
    assert acronym_of(edition) == acronym


def test_guids_of_rooms_and_persons_hold_no_address() -> None:
    assert str(guid(TIMETABLE, "rooms", "great")) == "6dd727c1-3b9c-58f0-ae74-2bcd82805897"
    assert schedule_of().days[1].rooms["Foyer (Concert Hall)"][0].guid == uuid(5)
