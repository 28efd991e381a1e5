"""A session has one number, by time."""

from dataclasses import replace

from cwf.programme.numbering import numbers
from tests.programme.exports.material import TIMETABLE, at, slot


def test_numbers_follow_the_first_start_and_leave_out_meals():
    assert numbers(TIMETABLE) == {"opening": 1, "ærø-walk": 2, "called-off": 3, "night": 4}


def test_numbers_follow_the_id_where_starts_are_equal():
    together = tuple(
        slot(n, slug, at(15, 9), at(15, 10)) for n, slug in enumerate(["night", "opening"], start=1)
    )
    assert numbers(replace(TIMETABLE, slots=together)) == {"opening": 1, "night": 2}


def test_sessions_without_a_slot_have_no_number():
    assert numbers(replace(TIMETABLE, slots=())) == {}
