"""What of a change is told to whom: by table, and never what is over."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.agendas.news import News, differences, news
from cwf.programme.changes import ChangeKind
from cwf.programme.release import build_release
from cwf.programme.timetable import Slot, Status, Substitution, Timetable
from tests.programme.strategies import (
    at,
    sample_timetable,
    timetables,
    with_session,
    with_slot,
    without_slot,
)

BEFORE = build_release(
    sample_timetable(), None, number=1, at=at(-9, 9), author="Ada", note={}
).timetable
EARLY = at(-2, 12)
STREETS = 2  # the id of the slot of the session `streets`


def slot(id: int, timetable: Timetable = BEFORE) -> Slot:
    return next(one for one in timetable.slots if one.id == id)


def told(after: Timetable, *ids: int, at: datetime = EARLY, before: Timetable = BEFORE) -> list:
    slots = [slot(id).uuid for id in ids]
    return [str(one.change.kind) for one in news(differences(before, after), slots, at)]


STEPPED_IN = with_session(
    BEFORE,
    "streets",
    substitutions=(
        *BEFORE.session["streets"].substitutions,
        Substitution(was="kavitha-rao", now="li-wei", at=at(-1, 9), reason={}),
    ),
)


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        (BEFORE, []),
        (with_slot(BEFORE, STREETS, rooms=("lille-sal",)), ["moved"]),
        (with_slot(BEFORE, STREETS, starts=at(0, 9), ends=at(0, 10)), ["moved"]),
        (with_session(BEFORE, "streets", status=Status.CANCELLED), ["cancelled"]),
        (without_slot(BEFORE, STREETS), ["removed"]),
        (STEPPED_IN, ["substituted"]),
        (with_session(BEFORE, "streets", title={"en": "Roads"}), ["retitled"]),
        (with_session(BEFORE, "streets", abstract={"en": "Longer"}), []),
        (with_session(BEFORE, "streets", people=()), []),
        (with_session(STEPPED_IN, "streets", status=Status.CANCELLED), ["cancelled"]),
        (
            with_slot(with_session(BEFORE, "streets", title={"en": "Roads"}), STREETS, rooms=()),
            ["moved", "retitled"],
        ),
    ],
)
def test_what_is_told_of_a_slot_that_was_picked(after: Timetable, kinds: list[str]) -> None:
    assert told(after, STREETS) == kinds
    assert told(after, 9) == []


def test_what_comes_back_is_told() -> None:
    cancelled = with_session(BEFORE, "streets", status=Status.CANCELLED)
    assert told(BEFORE, STREETS, before=cancelled) == ["reinstated"]
    assert told(BEFORE, STREETS, before=without_slot(BEFORE, STREETS)) == ["added"]


def test_several_releases_add_up_to_one_comparison() -> None:
    there = with_slot(BEFORE, STREETS, rooms=("lille-sal",))
    assert told(there, STREETS) == ["moved"]
    assert told(with_slot(there, STREETS, rooms=slot(STREETS).rooms), STREETS) == []


def test_what_is_over_is_told_to_nobody() -> None:
    streets = slot(STREETS)
    later = with_slot(BEFORE, STREETS, starts=at(1, 9), ends=at(1, 10))
    assert told(later, STREETS, at=streets.reckoned_end) == ["moved"]
    assert told(later, STREETS, at=at(1, 10)) == []
    gone = without_slot(BEFORE, STREETS)
    assert told(gone, STREETS, at=streets.reckoned_end) == []


def test_a_session_of_several_slots_is_told_once() -> None:
    session = next(slug for slug, slots in BEFORE.slots_of.items() if len(slots) > 1)
    ids = [one.id for one in BEFORE.slots_of[session]]
    assert told(with_session(BEFORE, session, title={"en": "New"}), *ids) == ["retitled"]
    cancelled = with_session(BEFORE, session, status=Status.CANCELLED)
    assert told(cancelled, *ids) == ["cancelled"] * len(ids)


def test_news_says_when_its_slot_begins_before_and_after() -> None:
    old = slot(STREETS)
    after = with_slot(BEFORE, STREETS, starts=at(1, 9), ends=at(1, 10))
    (one,) = news(differences(BEFORE, after), [old.uuid], EARLY)
    assert one == News(
        order=0, slot=old.uuid, change=one.change, begins=(old.starts, at(1, 9)), over=at(1, 10)
    )
    assert (one.change.kind, one.change.old, one.change.new) == (
        ChangeKind.MOVED,
        old,
        slot(STREETS, after),
    )


@given(timetables(), timetables(), st.data())
def test_news_is_of_what_was_picked_each_once_and_of_nothing_that_is_over(
    one: Timetable, other: Timetable, data: st.DataObject
) -> None:
    found = differences(one, other)
    known: list[UUID] = sorted(found.of_slot)
    picked = set(data.draw(st.lists(st.sampled_from(known)))) if known else set()
    when = EARLY
    result = news(found, picked, when)
    assert [each.order for each in result] == sorted({each.order for each in result})
    assert {each.slot for each in result} <= picked
    assert all(each.over > when for each in result)
    assert news(differences(other, replace(other)), picked, when) == ()
