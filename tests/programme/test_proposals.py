"""Where else, or when else, a placing would be in nobody's way."""

from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given

from cwf.programme.conflicts import Code, find_conflicts
from cwf.programme.proposals import free_rooms, free_times, with_slot
from cwf.programme.timetable import Slot, Status, Timetable
from tests.programme.strategies import (
    at,
    by,
    make_room,
    make_session,
    make_slot,
    make_speaker,
    make_timetable,
    timetables,
    with_session,
)

CLASHES = {Code.ROOM_TAKEN_TWICE, Code.SPEAKER_IN_TWO_PLACES}


def programme() -> Timetable:
    """Ada speaks in the great room 10–11, Bo in the small one 10–12."""
    return make_timetable(
        sessions=(
            make_session(1, "ada-speaks", people=by("ada")),
            make_session(2, "bo-speaks", people=by("bo")),
            make_session(3, "both-speak", people=by("ada", "bo"), expected=40),
        ),
        slots=(
            make_slot(1, "ada-speaks", at(0, 10), 60, "great"),
            make_slot(2, "bo-speaks", at(0, 10), 120, "small"),
        ),
        speakers=(make_speaker("Ada"), make_speaker("Bo")),
        rooms=(
            make_room("great", "house", 1588),
            make_room("small", "house", 30),
            make_room("middle", "house", 60),
            make_room("attic", "house", None),
        ),
    )


def wanted(
    starts: datetime, minutes: int | None = 60, *rooms: str, assumed: int | None = None
) -> Slot:
    return make_slot(9, "both-speak", starts, minutes, *rooms, assumed=assumed)


def test_free_rooms_hold_as_many_as_are_expected_the_tightest_first() -> None:
    found = free_rooms(programme(), wanted(at(0, 14), 60, "small"))
    assert [one.slot.rooms for one in found] == [("middle",), ("great",)]


def test_taken_rooms_are_not_free() -> None:
    found = free_rooms(programme(), wanted(at(0, 10, 30)))
    assert [one.slot.rooms for one in found] == [("middle",)]


def test_times_are_free_for_rooms_and_speakers_and_near() -> None:
    found = free_times(programme(), wanted(at(0, 10, 30), 60, "great"))
    assert [one.slot.starts for one in found] == [at(0, 8, 45), at(0, 9), at(0, 12)]


def test_length_is_kept_where_no_end_is_known() -> None:
    found = free_times(programme(), wanted(at(0, 10, 30), None, "great", assumed=90))
    assert {(one.slot.ends, one.slot.assumed_minutes) for one in found} == {(None, 90)}


def test_cancelled_sessions_are_in_nobodys_way() -> None:
    cancelled = with_session(programme(), "bo-speaks", status=Status.CANCELLED)
    found = free_times(cancelled, wanted(at(0, 10, 30), 60, "great"))
    assert [one.slot.starts for one in found] == [at(0, 11), at(0, 11, 15), at(0, 11, 30)]


def test_slot_takes_the_place_of_the_one_of_its_uuid() -> None:
    before = programme()
    moved = make_slot(1, "ada-speaks", at(1, 9), 60, "small")
    after = with_slot(before, moved)
    assert after.slots == (before.slots[1], moved) or after.slots[-1] == moved
    assert len(with_slot(before, wanted(at(0, 9))).slots) == 3


@given(timetables())
def test_proposals_clash_with_nothing(timetable: Timetable) -> None:
    for slot in timetable.slots[:2]:
        if timetable.session[slot.session].status is Status.CANCELLED:
            continue
        for one in (*free_rooms(timetable, slot), *free_times(timetable, slot)):
            mine = [
                conflict.code
                for conflict in find_conflicts(with_slot(timetable, one.slot))
                if slot.uuid in conflict.slots and conflict.code in CLASHES
            ]
            if one in free_rooms(timetable, slot):
                mine = [code for code in mine if code is Code.ROOM_TAKEN_TWICE]
            assert mine == []


@pytest.mark.parametrize("number", [0, 7])
def test_new_slot_needs_no_identity_yet(number: int) -> None:
    slot = Slot(
        uuid=UUID(int=number), id=1, session="both-speak", starts=at(0, 14), ends=at(0, 15),
        assumed_minutes=None, rooms=("great",),
    )  # fmt: skip
    assert slot in with_slot(programme(), slot).slots
