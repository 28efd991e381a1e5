"""Each difference as one change, the weightiest first."""

from dataclasses import replace

import pytest
from hypothesis import given

from cwf.programme.changes import Change, ChangeKind, compare, summary
from cwf.programme.release import build_release
from cwf.programme.timetable import Kind, Look, Status, Substitution, Timetable, Track
from tests.programme.strategies import (
    at,
    by,
    make_session,
    make_slot,
    sample_timetable,
    timetables,
    with_session,
    with_slot,
    without_slot,
)


def released(draft: Timetable) -> Timetable:
    made = build_release(draft, None, number=1, at=at(-9, 9), author="Ada", note={})
    return made.timetable


BEFORE = released(sample_timetable())
STREETS = {"at": at(0, 9, 15), "session": "streets"}
NAME = {"en": "Another name"}


def renamed(attribute: str, slug: str, **more: object) -> Timetable:
    things = [
        replace(thing, **more) if thing.slug == slug else thing
        for thing in getattr(BEFORE, attribute)
    ]
    return replace(BEFORE, **{attribute: tuple(things)})


def kinds(before: Timetable, after: Timetable) -> list[str]:
    return [str(change.kind) for change in compare(before, after)]


def slot_of(timetable: Timetable, id: int) -> dict[str, object]:
    slot = next(slot for slot in timetable.slots if slot.id == id)
    return {"session": slot.session, "at": slot.starts, "slot": slot.uuid}


@pytest.mark.parametrize(
    "more",
    [
        {"starts": at(0, 8, 15), "ends": at(0, 9)},
        {"ends": at(0, 10, 5)},
        {"ends": None},
        {"rooms": ("lille-sal",)},
        {"rooms": ("store-sal", "lille-sal")},
        {"rooms": ()},
        {"starts": at(1, 12), "ends": at(1, 13), "rooms": ("dome",)},
    ],
)
def test_a_placing_that_differs_is_one_move_with_both_ends(more: dict[str, object]) -> None:
    after = with_slot(BEFORE, 2, **more)
    old, new = (next(one for one in each.slots if one.id == 2) for each in (BEFORE, after))
    assert compare(BEFORE, after) == (
        Change(kind=ChangeKind.MOVED, at=new.starts, session="streets", slot=old.uuid,
               old=old, new=new),
    )  # fmt: skip


def test_an_assumed_length_is_no_move() -> None:
    assert compare(BEFORE, with_slot(BEFORE, 4, assumed_minutes=60)) == ()


def test_added_removed_cancelled_and_reinstated_placings() -> None:
    without = without_slot(BEFORE, 13)
    cancelled = with_session(BEFORE, "harbour-walk", status=Status.CANCELLED)
    (added,), (removed,) = compare(without, BEFORE), compare(BEFORE, without)
    slot = slot_of(BEFORE, 13)
    here = next(one for one in BEFORE.slots if one.id == 13)
    assert added == Change(kind=ChangeKind.ADDED, new=here, **slot)  # type: ignore[arg-type]
    assert removed == Change(kind=ChangeKind.REMOVED, old=here, **slot)  # type: ignore[arg-type]
    assert kinds(BEFORE, cancelled) == ["cancelled", "cancelled"]
    assert kinds(cancelled, BEFORE) == ["reinstated", "reinstated"]


def test_what_was_cancelled_already_goes_and_moves_without_a_word() -> None:
    before = with_session(BEFORE, "party", status=Status.CANCELLED)
    assert compare(before, without_slot(before, 9)) == ()
    assert compare(without_slot(before, 9), before) == ()
    assert compare(before, with_slot(before, 9, rooms=("foyer",))) == ()


def stepped(was: str, now: str | None, *people: str) -> Timetable:
    """After another substitution in `streets`, with these people in the end."""
    known = BEFORE.session["streets"].substitutions
    new = Substitution(was=was, now=now, at=at(-1, 9), reason={})
    return with_session(BEFORE, "streets", substitutions=(*known, new), people=by(*people))


def test_a_substitution_is_told_and_not_the_people_it_explains() -> None:
    assert compare(BEFORE, stepped("kavitha-rao", "li-wei", "li-wei")) == (
        Change(kind=ChangeKind.SUBSTITUTED, was="kavitha-rao", now="li-wei", **STREETS),  # type: ignore[arg-type]
    )
    assert compare(BEFORE, stepped("kavitha-rao", None)) == (
        Change(kind=ChangeKind.SUBSTITUTED, was="kavitha-rao", **STREETS),  # type: ignore[arg-type]
    )


def test_people_whom_no_substitution_explains_are_told_too() -> None:
    more = stepped("kavitha-rao", "li-wei", "li-wei", "ada-berg")
    assert kinds(BEFORE, more) == ["substituted", "people"]
    assert kinds(BEFORE, with_session(BEFORE, "streets", people=by("li-wei"))) == ["people"]
    assert kinds(BEFORE, renamed("speakers", "kavitha-rao", affiliation=NAME)) == ["people"]
    assert kinds(BEFORE, renamed("speakers", "kavitha-rao", biography=NAME)) == []


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"title": NAME}, ChangeKind.RETITLED),
        ({"subtitle": NAME}, ChangeKind.TEXT),
        ({"abstract": NAME}, ChangeKind.TEXT),
        ({"kind": Kind.TALK}, ChangeKind.TEXT),
        ({"track": "people"}, ChangeKind.TEXT),
        ({"language": "da"}, ChangeKind.TEXT),
        ({"hosts": ()}, ChangeKind.TEXT),
    ],
)
def test_content_that_differs_is_one_change_of_the_session(
    more: dict[str, object], kind: ChangeKind
) -> None:
    after = with_session(BEFORE, "streets", **more)
    assert compare(BEFORE, after) == (Change(kind=kind, **STREETS),)  # type: ignore[arg-type]


def test_a_session_is_the_same_under_another_slug() -> None:
    sessions = tuple(
        replace(one, slug="roads", title=NAME) if one.slug == "streets" else one
        for one in BEFORE.sessions
    )
    after = replace(with_slot(BEFORE, 2, session="roads"), sessions=sessions)
    assert compare(BEFORE, after) == (
        Change(kind=ChangeKind.RETITLED, at=at(0, 9, 15), session="roads"),
    )


def test_a_place_told_otherwise_is_told_once() -> None:
    place = Change(kind=ChangeKind.PLACE, at=at(0, 9), session="", about="store-sal")
    assert compare(BEFORE, renamed("rooms", "store-sal", name=NAME)) == (place,)
    moved = compare(BEFORE, renamed("venues", "dome", address="Pier 2"))
    assert [change.about for change in moved] == ["dome"]
    assert compare(BEFORE, renamed("rooms", "store-sal", seats=1600)) == ()


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ({"starts": None}, ["dates"]),
        ({"theme": NAME}, ["theme"]),
        ({"zone": "Europe/London"}, ["zone"]),
        ({"city": NAME}, ["town"]),
        ({"notice": NAME}, ["notice"]),
        ({"theme": NAME, "ends": None}, ["dates", "theme"]),
        ({"look": Look()}, []),
    ],
)
def test_the_edition_told_otherwise(more: dict[str, object], about: list[str]) -> None:
    after = replace(BEFORE, edition=replace(BEFORE.edition, **more))  # type: ignore[arg-type]
    assert [(one.kind, one.about) for one in compare(BEFORE, after)] == [
        (ChangeKind.EDITION, what) for what in about
    ]


def test_a_new_track_is_no_change_to_readers() -> None:
    track = Track(slug="new", name=NAME, question={}, hue=None, mark=None)
    assert compare(BEFORE, replace(BEFORE, tracks=(*BEFORE.tracks, track))) == ()


def test_changes_stand_by_importance_then_by_time() -> None:
    after = with_session(BEFORE, "welcome", title=NAME)
    after = with_session(after, "money", status=Status.CANCELLED)
    after = with_slot(with_slot(after, 17, rooms=("dome",)), 2, rooms=("dome",))
    after = without_slot(after, 8)
    after = replace(
        after,
        sessions=(*after.sessions, make_session(99, "late")),
        slots=(*after.slots, make_slot(99, "late", at(1, 18), 30, "dome")),
    )
    found = compare(BEFORE, after)
    assert [(str(one.kind), one.session) for one in found] == [
        ("cancelled", "money"),
        ("removed", "lunch"),
        ("moved", "streets"),
        ("moved", "goodbye"),
        ("added", "late"),
        ("retitled", "welcome"),
    ]
    assert list(summary(found).items()) == [
        (ChangeKind.CANCELLED, 1),
        (ChangeKind.REMOVED, 1),
        (ChangeKind.MOVED, 2),
        (ChangeKind.ADDED, 1),
        (ChangeKind.RETITLED, 1),
    ]


@given(timetables())
def test_nothing_differs_from_itself(timetable: Timetable) -> None:
    assert compare(timetable, replace(timetable)) == ()


@given(timetables(), timetables())
def test_what_was_added_one_way_was_removed_the_other(one: Timetable, other: Timetable) -> None:
    def placings(before: Timetable, after: Timetable, kind: ChangeKind) -> set[object]:
        return {change.slot for change in compare(before, after) if change.kind is kind}

    for there, back in (
        (ChangeKind.ADDED, ChangeKind.REMOVED),
        (ChangeKind.CANCELLED, ChangeKind.REINSTATED),
        (ChangeKind.MOVED, ChangeKind.MOVED),
    ):
        assert placings(one, other, there) == placings(other, one, back)
