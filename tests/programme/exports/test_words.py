"""Each change is one sentence that says what a reader has to know."""

from dataclasses import replace
from typing import Any

import pytest

from cwf.programme.changes import ChangeKind, compare
from cwf.programme.exports.words import BODIES, HEADS, say, tell
from cwf.programme.timetable import (
    Appearance,
    PersonRole,
    Session,
    Slot,
    Status,
    Substitution,
    Timetable,
)
from tests.programme.exports.material import EDITION, FIRST, TIMETABLE, at, slot


def with_slot(number: int, **change: object) -> Timetable:
    """The timetable with one placing otherwise."""
    slots = [replace(one, **change) if one.id == number else one for one in TIMETABLE.slots]  # type: ignore[arg-type]
    return replace(TIMETABLE, slots=tuple(sorted(slots, key=_order)))


def with_session(slug: str, **change: object) -> Timetable:
    """The timetable with one session otherwise."""
    sessions: tuple[Session, ...] = tuple(
        replace(one, **change) if one.slug == slug else one  # type: ignore[arg-type]
        for one in TIMETABLE.sessions
    )
    return replace(TIMETABLE, sessions=sessions)


def _order(slot: Slot) -> object:
    return slot.starts, slot.uuid


def sentences(after: Timetable, before: Timetable = TIMETABLE, language: str = "en") -> list[str]:
    return [say(change, before, after, language) for change in compare(before, after)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            with_slot(4, rooms=("great",)),
            [],
        ),
        (
            with_slot(5, rooms=("small",)),
            "Moved: Night, to Small Room, from Foyer, Friday 17 May, 01:00",
        ),
        (
            with_slot(5, rooms=("foyer-dome",)),
            "Moved: Night, to Foyer, Dome, from Foyer, Concert Hall, Friday 17 May, 01:00",
        ),
        (
            with_slot(5, rooms=()),
            "Moved: Night, to a place not known yet, from Foyer, Concert Hall, "
            "Friday 17 May, 01:00",
        ),
        (
            with_slot(5, starts=at(16, 23)),
            "Moved: Night, to Thursday 16 May, 23:00, from Friday 17 May, 01:00",
        ),
        (
            with_slot(5, starts=at(16, 23), rooms=("small",)),
            "Moved: Night, to Small Room, Thursday 16 May, 23:00, from Foyer, Friday 17 May, 01:00",
        ),
        (
            with_slot(5, ends=at(17, 2)),
            "Moved: Night, Friday 17 May, 01:00, until 02:00",
        ),
        (
            with_slot(5, ends=None),
            "Moved: Night, Friday 17 May, 01:00, the end is not known",
        ),
        (
            with_session("night", status=Status.CANCELLED),
            "Cancelled: Night, Friday 17 May, 01:00",
        ),
        (
            with_session("night", status=Status.CANCELLED, reason={"en": "Flood"}),
            "Cancelled: Night, Friday 17 May, 01:00 (Flood)",
        ),
        (
            with_session("called-off", status=Status.CONFIRMED),
            "On again: Called off, Wednesday 15 May, 16:00",
        ),
        (
            with_session("night", title={"en": "Late night"}),
            "Title: Late night, until now “Night”",
        ),
        (with_session("night", people=()), "Speaker: Night, speaker not known yet"),
        (
            with_session("night", people=TIMETABLE.session["opening"].people),
            "Speaker: Night, with Ada Berg; Bo Lund",
        ),
        (with_session("night", abstract={"en": "Stars."}), "Text: Night, description"),
        (
            with_session(
                "night",
                people=(Appearance(speaker="bo-lund", role=PersonRole.HOST),),
                substitutions=(Substitution(was="the-choir", now="bo-lund", at=FIRST, reason={}),),
            ),
            "Speaker: Bo Lund steps in for The Choir in “Night”",
        ),
        (
            with_session(
                "night",
                people=(),
                substitutions=(Substitution(was="the-choir", now=None, at=FIRST, reason={}),),
            ),
            "Speaker: The Choir does not come to “Night”",
        ),
    ],
)
def test_change_in_one_sentence(after: Timetable, expected: str | list[str]) -> None:
    assert sentences(after) == ([expected] if isinstance(expected, str) else expected)


def test_added_and_removed() -> None:
    without = replace(
        TIMETABLE,
        slots=tuple(one for one in TIMETABLE.slots if one.session != "night"),
        sessions=tuple(one for one in TIMETABLE.sessions if one.slug != "night"),
    )
    moment = "Friday 17 May, 01:00"
    assert sentences(TIMETABLE, without) == [f"Added: Night, Foyer, Concert Hall, {moment}"]
    assert sentences(without, TIMETABLE) == [f"Removed: Night, {moment}"]


def test_added_without_a_place() -> None:
    more = replace(TIMETABLE, slots=(*TIMETABLE.slots, slot(9, "night", at(17, 20), at(17, 21))))
    assert sentences(more) == ["Added: Night, Friday 17 May, 20:00"]


def test_moment_and_hour_in_danish() -> None:
    (told,) = sentences(with_slot(5, ends=at(17, 2)), language="da")
    assert "fredag 17. maj kl. 01.00" in told
    assert "02.00" in told


def test_head_and_body_apart() -> None:
    after = with_session("night", abstract={"en": "Stars."})
    (change,) = compare(TIMETABLE, after)
    assert tell(change, TIMETABLE, after, "en") == ("Text", "Night, description")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"city": {"en": "Cardiff"}}, "Forum: it takes place in Concert Hall, Cardiff"),
        ({"city": {}, "venue": {}}, "Forum: it takes place in a place not known yet"),
        ({"theme": {"en": "Ours"}}, "Forum: the theme is “Ours”"),
        ({"ends": EDITION.starts}, "Forum: other dates"),
        ({"zone": "Europe/London"}, "Forum: times are told in the zone Europe/London"),
        ({"notice": {"en": "Hours may move."}}, "Forum: Hours may move."),
    ],
)
def test_change_of_the_edition_says_what_is_new(more: dict[str, Any], expected: str) -> None:
    assert sentences(replace(TIMETABLE, edition=replace(EDITION, **more))) == [expected]


def test_notice_taken_away() -> None:
    before = replace(TIMETABLE, edition=replace(EDITION, notice={"en": "Hours may move."}))
    assert sentences(TIMETABLE, before) == ["Forum: a notice was taken away"]


def test_place_under_another_name_or_address() -> None:
    rooms = tuple(
        replace(one, name={"en": "Big Room"}) if one.slug == "great" else one
        for one in TIMETABLE.rooms
    )
    assert sentences(replace(TIMETABLE, rooms=rooms)) == [
        "Place: Big Room, Concert Hall, until now “Great Room, Concert Hall”"
    ]
    venues = tuple(
        replace(one, address="Pier 2") if one.slug == "dome" else one for one in TIMETABLE.venues
    )
    assert sentences(replace(TIMETABLE, venues=venues)) == ["Place: Foyer, Dome, address: Pier 2"]


def test_every_kind_of_change_has_words() -> None:
    assert set(HEADS) == set(BODIES) == set(ChangeKind)
