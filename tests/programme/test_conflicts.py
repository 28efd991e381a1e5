"""Every conflict by its smallest example, each beside one that is none."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given

from cwf.programme.conflicts import Code, Conflict, Severity, capacity, find_conflicts
from cwf.programme.timetable import Kind, Session, Slot, Status, Substitution, Timetable, overlap
from tests.programme.strategies import (
    at,
    by,
    large_timetable,
    make_edition,
    make_room,
    make_session,
    make_slot,
    make_speaker,
    make_timetable,
    make_venue,
    sample_timetable,
    timetables,
)

ADA, CHOIR = make_speaker("Ada"), make_speaker("Choir", group=True)
HOUSES = (
    make_venue("house", {"en": "House"}, position=(56.1525, 10.1993)),
    make_venue("dome", {"en": "Dome"}, position=(56.1597, 10.2175)),
    make_venue("barn", {"en": "Barn"}),
)
ROOMS = (
    make_room("great", "house", 1588),
    make_room("small", "house", 30),
    make_room("yard", "house", None, standing=100),
    make_room("attic", "house", None),
    make_room("dome", "dome", 40, interpretation=True),
    make_room("barn", "barn", 40),
)


def programme(sessions: list[Session], slots: list[Slot], **edition: object) -> Timetable:
    return make_timetable(
        tuple(sessions),
        tuple(slots),
        edition=make_edition(**edition),
        venues=HOUSES,
        rooms=ROOMS,
        speakers=(ADA, CHOIR),
    )


def two(one: Slot, other: Slot, **both: object) -> Timetable:
    """Sessions `a` and `b` of the same sort, placed like this."""
    return programme([make_session(1, "a", **both), make_session(2, "b", **both)], [one, other])


def codes(timetable: Timetable) -> list[tuple[str, str]]:
    return [(str(one.code), str(one.severity)) for one in find_conflicts(timetable)]


def test_room_taken_twice_names_both_and_the_shared_time() -> None:
    one, other = (
        make_slot(1, "a", at(0, 9), 60, "small"),
        make_slot(2, "b", at(0, 9, 30), 60, "small"),
    )
    assert find_conflicts(two(one, other)) == (
        Conflict(
            code=Code.ROOM_TAKEN_TWICE,
            severity=Severity.SERIOUS,
            sessions=("a", "b"),
            slots=(one.uuid, other.uuid),
            rooms=("small",),
            starts=at(0, 9, 30),
            ends=at(0, 10),
        ),
    )


@pytest.mark.parametrize(
    "other",
    [
        make_slot(2, "b", at(0, 10), 60, "small"),
        make_slot(2, "b", at(0, 8), 60, "small"),
        make_slot(2, "b", at(0, 9, 30), 60, "great"),
        make_slot(2, "b", at(1, 9, 30), 60, "small"),
    ],
    ids=["after", "before", "elsewhere", "next day"],
)
def test_rooms_used_one_after_the_other_are_no_conflict(other: Slot) -> None:
    assert codes(two(make_slot(1, "a", at(0, 9), 60, "small"), other)) == []


def test_a_slot_in_two_rooms_counts_in_each() -> None:
    one = make_slot(1, "a", at(0, 9), 60, "great", "small")
    other = make_slot(2, "b", at(0, 9), 60, "small", "great")
    found = find_conflicts(two(one, other))
    assert [(one.code, one.rooms) for one in found] == [
        (Code.ROOM_TAKEN_TWICE, ("great",)),
        (Code.ROOM_TAKEN_TWICE, ("small",)),
    ]


def test_an_assumed_length_counts_where_the_end_is_not_known() -> None:
    other = make_slot(2, "b", at(0, 9, 30), 60, "small")
    known = two(make_slot(1, "a", at(0, 9), None, "small", assumed=45), other)
    unknown = two(make_slot(1, "a", at(0, 9), None, "small"), other)
    assert codes(known) == [("room_taken_twice", "serious")]
    assert codes(unknown) == []


def test_what_people_come_to_and_leave_may_share_a_room() -> None:
    one, other = make_slot(1, "a", at(0, 9), 60, "yard"), make_slot(2, "b", at(0, 9), 60, "yard")
    assert codes(two(one, other, kind=Kind.EXHIBITION)) == [("room_taken_twice", "note")]
    assert codes(two(one, other, kind=Kind.TALK)) == [("room_taken_twice", "serious")]


def test_a_cancelled_session_conflicts_with_nothing() -> None:
    cancelled = make_session(
        1, "a", status=Status.CANCELLED, expected=5000, people=by("ada"), language="fr"
    )
    timetable = programme(
        [cancelled, make_session(2, "b", people=by("ada"))],
        [make_slot(1, "a", at(9, 9), 60, "small"), make_slot(2, "b", at(0, 9), 60, "small"),
         make_slot(3, "a", at(0, 9), 60, "small"), make_slot(4, "a", at(0, 12), 60)],
    )  # fmt: skip
    assert codes(timetable) == []


def test_hours_are_compared_in_utc_over_the_autumn_change() -> None:
    night = replace(make_slot(1, "a", at(0, 2), 60, "small"), starts=at(-10, 2), ends=None)
    first = night.starts.replace(year=2031, month=10, day=26, hour=0, minute=30)
    one = replace(night, starts=first, ends=first + timedelta(minutes=30))
    other = replace(make_slot(2, "b", first, 30, "small"), starts=first + timedelta(hours=1),
                    ends=first + timedelta(hours=2))  # fmt: skip
    timetable = two(one, other)
    assert timetable.local(one.starts).time() == timetable.local(other.starts).time()
    assert {code for code, _ in codes(timetable)} == {"outside_edition"}


def test_speaker_in_two_places_names_the_speaker() -> None:
    one, other = (
        make_slot(1, "a", at(0, 9), 60, "small"),
        make_slot(2, "b", at(0, 9, 45), 60, "great"),
    )
    assert find_conflicts(two(one, other, people=by("ada"))) == (
        Conflict(
            code=Code.SPEAKER_IN_TWO_PLACES,
            severity=Severity.SERIOUS,
            sessions=("a", "b"),
            slots=(one.uuid, other.uuid),
            rooms=("small", "great"),
            speaker="ada",
            starts=at(0, 9, 45),
            ends=at(0, 10),
        ),
    )


def test_a_group_or_an_exhibition_can_be_in_two_places() -> None:
    one, other = make_slot(1, "a", at(0, 9), 60, "small"), make_slot(2, "b", at(0, 9), 60, "great")
    assert codes(two(one, other, people=by("choir"))) == [("speaker_in_two_places", "note")]
    exhibits = two(one, other, people=by("ada"), kind=Kind.EXHIBITION)
    assert codes(exhibits) == [("speaker_in_two_places", "note")]


def test_a_speaker_with_two_roles_in_one_session_is_in_one_place() -> None:
    twice = make_session(1, "a", people=(*by("ada"), *by("ada")))
    assert codes(programme([twice], [make_slot(1, "a", at(0, 9), 60, "small")])) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (-4, [("outside_edition", "serious")]),
        (-3, [("outside_edition", "note")]),
        (0, []),
        (1, []),
        (2, [("outside_edition", "note")]),
        (5, [("outside_edition", "serious")]),
    ],
)
def test_outside_the_edition_is_serious_beyond_its_side_days(
    day: int, expected: list[tuple[str, str]]
) -> None:
    assert (
        codes(programme([make_session(1, "a")], [make_slot(1, "a", at(day, 9), 60, "small")]))
        == expected
    )


def test_a_night_belongs_to_the_last_day_until_the_day_changes() -> None:
    party = make_session(1, "a")
    assert codes(programme([party], [make_slot(1, "a", at(2, 3), 30, "small")])) == []
    assert codes(programme([party], [make_slot(1, "a", at(2, 4), 30, "small")])) == [
        ("outside_edition", "note")
    ]


def test_an_edition_without_dates_has_no_outside() -> None:
    slot = make_slot(1, "a", at(90, 9), 60, "small")
    assert codes(programme([make_session(1, "a")], [slot], starts=None, ends=None)) == []


@pytest.mark.parametrize(
    ("rooms", "kind", "expected", "told"),
    [
        (("small",), Kind.TALK, 31, (31, 30)),
        (("small",), Kind.TALK, 30, None),
        (("small", "great"), Kind.TALK, 1619, (1619, 1618)),
        (("yard",), Kind.SOCIAL, 101, (101, 100)),
        (("yard",), Kind.TALK, 100, None),
        (("attic",), Kind.TALK, 4000, None),
        (("small", "attic"), Kind.TALK, 4000, None),
        (("small",), Kind.TALK, None, None),
    ],
)
def test_room_too_small_compares_what_is_known(
    rooms: tuple[str, ...], kind: Kind, expected: int | None, told: tuple[int, int] | None
) -> None:
    session = make_session(1, "a", kind=kind, expected=expected)
    found = find_conflicts(programme([session], [make_slot(1, "a", at(0, 9), 60, *rooms)]))
    assert [(one.needed, one.available) for one in found] == ([told] if told else [])


def test_capacity_of_a_party_is_the_greater_of_seats_and_standing_places() -> None:
    hall = make_room("hall", "house", 200, standing=500)
    slot = make_slot(1, "a", at(0, 9), 60, "hall")
    party, talk = (
        make_timetable((make_session(1, "a", kind=kind),), (slot,), rooms=(hall,))
        for kind in (Kind.SOCIAL, Kind.TALK)
    )
    assert (capacity(slot, party), capacity(slot, talk)) == (500, 200)


def test_draft_placed_and_confirmed_unplaced_are_told() -> None:
    draft, placed = (
        make_session(1, "a", status=Status.DRAFT),
        make_slot(1, "a", at(0, 9), 60, "small"),
    )
    assert codes(programme([draft], [placed])) == [("unconfirmed", "note")]
    assert codes(programme([draft], [])) == []
    assert codes(programme([make_session(1, "a")], [])) == [("unplaced", "serious")]


def test_a_slot_without_room_is_told() -> None:
    assert codes(programme([make_session(1, "a")], [make_slot(1, "a", at(0, 9), 60)])) == [
        ("no_room", "note")
    ]


def substituted(now: str | None, days: int = -9) -> Substitution:
    return Substitution(was="ada", now=now, at=at(days, 9), reason={})


@pytest.mark.parametrize(
    ("changes", "people", "expected"),
    [
        ((substituted(None),), (), [("substitution_open", "serious")]),
        ((substituted(None),), by("choir"), [("substitution_open", "note")]),
        ((substituted("choir"),), by("choir"), []),
        ((substituted("choir", -3), substituted(None)), by("choir"), []),
        ((substituted(None),), by("ada"), []),
    ],
    ids=["nobody", "others speak", "stepped in", "stepped in later", "came back"],
)
def test_substitution_stays_open_until_someone_steps_in(
    changes: tuple[Substitution, ...],
    people: tuple[object, ...],
    expected: list[tuple[str, str]],
) -> None:
    session = make_session(1, "a", substitutions=changes, people=people)
    assert codes(programme([session], [make_slot(1, "a", at(0, 9), 60, "small")])) == expected


def test_a_foreign_language_needs_a_room_with_interpretation() -> None:
    session = make_session(1, "a", language="fr")
    bare = programme([session], [make_slot(1, "a", at(0, 9), 60, "small")])
    equipped = programme([session], [make_slot(1, "a", at(0, 9), 60, "dome")])
    assert [(one.code, one.language) for one in find_conflicts(bare)] == [
        (Code.INTERPRETATION, "fr")
    ]
    assert codes(equipped) == []


@pytest.mark.parametrize(
    ("kind", "pause", "expected"),
    [
        (Kind.WORKSHOP, 0, [("changeover", "note")]),
        (Kind.WORKSHOP, 4, [("changeover", "note")]),
        (Kind.WORKSHOP, 5, []),
        (Kind.KEYNOTE, 0, []),
    ],
)
def test_changeover_needs_a_pause_where_a_room_is_furnished_anew(
    kind: Kind, pause: int, expected: list[tuple[str, str]]
) -> None:
    sessions = [make_session(1, "a"), make_session(2, "b", kind=kind)]
    slots = [
        make_slot(1, "a", at(0, 9), 60, "small"),
        make_slot(2, "b", at(0, 10, pause), 60, "small"),
    ]
    assert codes(programme(sessions, slots)) == expected


@pytest.mark.parametrize(
    ("minutes", "room", "told"),
    [(22, "dome", (23, 22)), (23, "dome", None), (0, "barn", None), (0, "great", None)],
    ids=["too far", "just in time", "position unknown", "same house"],
)
def test_travel_between_houses_takes_its_minutes(
    minutes: int, room: str, told: tuple[int, int] | None
) -> None:
    one, other = (
        make_slot(1, "a", at(0, 9), 60, "small"),
        make_slot(2, "b", at(0, 10, minutes), 60, room),
    )
    found = find_conflicts(two(one, other, people=by("ada")))
    assert [(one.needed, one.available) for one in found] == ([told] if told else [])


def test_conflicts_of_the_sample_stand_serious_first_then_by_time() -> None:
    assert [(str(one.code), *one.sessions) for one in find_conflicts(sample_timetable())] == [
        ("room_taken_twice", "open-studio", "making-things"),
        ("unplaced", "unplaced"),
        ("room_taken_twice", "open-studio", "coffee"),
        ("changeover", "coffee", "making-things"),
        ("room_taken_twice", "open-studio", "lunch"),
        ("changeover", "making-things", "lunch"),
        ("unconfirmed", "secret-draft"),
        ("no_room", "somewhere"),
    ]


def test_a_large_timetable_without_clashes_has_none() -> None:
    assert find_conflicts(large_timetable(300)) == ()


@given(timetables())
def test_room_clashes_are_those_that_every_pair_compared_would_find(timetable: Timetable) -> None:
    live = [slot for slot in timetable.slots
            if timetable.session[slot.session].status is not Status.CANCELLED]  # fmt: skip
    expected = {
        (room, frozenset({one.uuid, other.uuid}))
        for one, other in combinations(live, 2)
        if overlap(one, other)
        for room in {*one.rooms} & {*other.rooms}
    }
    found = {
        (one.rooms[0], frozenset(one.slots))
        for one in find_conflicts(timetable)
        if one.code is Code.ROOM_TAKEN_TWICE
    }
    assert found == expected
