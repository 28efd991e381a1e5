"""Who covers what, and who is free when, by table and for any timetable."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.agendas.comparing import HALF, Covered, Free, coverage, days
from cwf.agendas.picks import Hold, Pick
from cwf.programme.selection import Selection, narrow
from cwf.programme.timetable import Kind, Status, Timetable
from tests.programme.strategies import (
    at,
    sample_timetable,
    timetables,
    with_session,
    with_slot,
)

WISH, PLACE = Hold.WISH, Hold.PLACE


def two(first: tuple[datetime, datetime], second: tuple[datetime, datetime]) -> Timetable:
    """A day of two sessions in two halls."""
    whole = sample_timetable()
    one, other = whole.slots[0], whole.slots[1]
    kept = (
        replace(one, starts=first[0], ends=first[1]),
        replace(other, starts=second[0], ends=second[1]),
    )
    sessions = tuple(
        session for session in whole.sessions if session.slug in {one.session, other.session}
    )
    return replace(whole, sessions=sessions, slots=kept)


DAY = two((at(0, 9), at(0, 9, 45)), (at(0, 11), at(0, 12)))
FIRST, SECOND = (slot.uuid for slot in DAY.slots)


def holding(slot: UUID, hold: Hold = WISH) -> tuple[Pick, ...]:
    return (Pick(slot=slot, hold=hold),)


def test_who_covers_what_is_told_by_time_and_only_of_what_anybody_picked() -> None:
    people = [holding(SECOND, PLACE), (), holding(SECOND)]
    assert coverage(DAY, people) == (Covered(slot=DAY.slots[1], holds=(PLACE, None, WISH)),)


def test_within_a_filter_what_nobody_covers_is_told_too() -> None:
    whole = sample_timetable()
    keynotes = narrow(whole, Selection(kinds=(Kind.KEYNOTE,)))
    picked = keynotes.slots[0].uuid
    rows = coverage(whole, [holding(picked)], keynotes)
    assert [row.slot for row in rows] == [
        slot
        for slot in keynotes.slots
        if whole.session[slot.session].status is not Status.CANCELLED
    ]
    assert [row.by_nobody for row in rows] == [row.slot.uuid != picked for row in rows]


def test_what_is_cancelled_is_covered_by_nobody_and_takes_no_time() -> None:
    cancelled = with_session(DAY, DAY.slots[1].session, status=Status.CANCELLED)
    people = [holding(SECOND, PLACE)]
    assert coverage(cancelled, people) == ()
    (day,) = days(cancelled, people)
    assert day.common == (Free(starts=at(0, 9), ends=at(0, 10)),)


@pytest.mark.parametrize(
    ("people", "common"),
    [
        ([()], [(9, 0, 12, 0)]),
        ([holding(FIRST)], [(10, 0, 12, 0)]),
        ([holding(FIRST), holding(SECOND)], [(10, 0, 11, 0)]),
        ([holding(FIRST) + holding(SECOND), ()], [(10, 0, 11, 0)]),
    ],
)
def test_who_is_free_together(people: list, common: list) -> None:
    (day,) = days(DAY, people)
    assert day.common == tuple(Free(starts=at(0, a, b), ends=at(0, c, d)) for a, b, c, d in common)


def test_a_place_weighs_more_than_a_wish_at_the_same_time() -> None:
    both = two((at(0, 9), at(0, 10)), (at(0, 9, 30), at(0, 10)))
    people = [(Pick(slot=both.slots[0].uuid), Pick(slot=both.slots[1].uuid, hold=PLACE))]
    (day,) = days(both, people)
    assert [half.holds for half in day.halves] == [(WISH,), (PLACE,)]


def test_what_has_no_end_fills_the_half_hour_it_begins_in() -> None:
    open_ended = with_slot(DAY, DAY.slots[0].id, ends=None, assumed_minutes=None)
    (day,) = days(open_ended, [holding(FIRST)])
    assert day.common == (Free(starts=at(0, 9, 30), ends=at(0, 12)),)


def test_half_hours_are_those_of_the_edition() -> None:
    odd = two((at(0, 9, 10), at(0, 9, 20)), (at(0, 9, 40), at(0, 10, 5)))
    (day,) = days(odd, [holding(odd.slots[0].uuid)])
    assert [half.starts for half in day.halves] == [at(0, 9), at(0, 9, 30), at(0, 10)]


@given(timetables(), st.data())
def test_nobody_is_called_free_while_something_of_theirs_goes_on(
    timetable: Timetable, data: st.DataObject
) -> None:
    known = [slot.uuid for slot in timetable.slots]
    some = st.lists(st.sampled_from(known), unique=True) if known else st.just([])
    people = [
        tuple(Pick(slot=slot) for slot in data.draw(some))
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    for day in days(timetable, people):
        assert [half.ends for half in day.halves[:-1]] == [half.starts for half in day.halves[1:]]
        for half in day.halves:
            assert half.ends - half.starts == HALF == timedelta(minutes=30)
            for picks, hold in zip(people, half.holds, strict=True):
                mine = {pick.slot for pick in picks}
                busy = any(
                    slot.uuid in mine
                    and timetable.day(slot) == day.date
                    and slot.starts < half.ends
                    and slot.reckoned_end > half.starts
                    and timetable.session[slot.session].status is not Status.CANCELLED
                    for slot in timetable.slots
                )
                assert hold is not None or not busy
