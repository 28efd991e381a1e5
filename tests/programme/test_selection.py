"""What a filter shows, how many it would show, and how it is spelled."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.programme.selection import (
    Selection,
    UnknownValue,
    facets,
    folded,
    from_pairs,
    loosen,
    narrow,
    to_pairs,
    without,
)
from cwf.programme.timetable import Kind, Timetable
from tests.programme.strategies import FIRST_DAY, sample_timetable, timetables

SAMPLE = sample_timetable()
SECOND_DAY = FIRST_DAY + timedelta(days=1)

selections = st.builds(
    Selection,
    days=st.sets(st.sampled_from([FIRST_DAY, SECOND_DAY]), max_size=2).map(sorted).map(tuple),
    tracks=st.sets(st.sampled_from(["one", "two"]), max_size=2).map(sorted).map(tuple),
    rooms=st.sets(st.sampled_from(["great", "small", "far"]), max_size=2).map(sorted).map(tuple),
    kinds=st.sets(st.sampled_from(Kind), max_size=2).map(sorted).map(tuple),
    languages=st.sets(st.sampled_from(["en", "da"]), max_size=1).map(tuple),
    stepfree=st.booleans(),
    q=st.sampled_from(["", "a", "house ada", "øå é"]),
)


def ids(selection: Selection) -> list[int]:
    return [slot.id for slot in narrow(SAMPLE, selection).slots]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(days=(SECOND_DAY,)), [10, 14, 15, 16, 13, 17]),
        (Selection(days=(FIRST_DAY,), rooms=("dome",)), [6, 12, 9]),
        (Selection(tracks=("city",)), [2, 6, 12, 13]),
        (Selection(tracks=("city", "people"), days=(FIRST_DAY,)), [2, 4, 6, 7, 12]),
        (Selection(rooms=("lille-sal",)), [5, 10, 16]),
        (Selection(kinds=(Kind.CEREMONY, Kind.MEAL)), [1, 8, 17]),
        (Selection(languages=("da",)), [6]),
        (Selection(stepfree=True, days=(FIRST_DAY,)), [1, 2, 7]),
        (Selection(tracks=("city",), kinds=(Kind.KEYNOTE,), q="street"), [2]),
        (Selection(tracks=("nothing",)), []),
    ],
)
def test_values_of_one_facet_are_alternatives_and_facets_narrow(
    selection: Selection, expected: list[int]
) -> None:
    assert sorted(ids(selection)) == sorted(expected)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("STREETS", [2]),
        ("gader", [2]),
        ("keynote", [2]),
        ("joao conceicao", [6, 15]),
        ("conceição joão", [6, 15]),
        ("ಕವಿತಾ", [2]),
        ("李伟", [5, 16]),
        ("berg son", [1, 6, 17]),
        ("berg søn", [1, 6, 17]),
        ("vaerksted", [6]),
        ("dome of visions", [6, 9, 12, 13]),
        ("musikhuset lunch", [8]),
        ("works with cities", []),
        ("storm at sea", []),
    ],
)
def test_search_finds_every_word_in_names_of_any_language(q: str, expected: list[int]) -> None:
    assert sorted(ids(Selection(q=q))) == expected


def test_a_narrowed_timetable_keeps_the_sessions_that_it_places() -> None:
    part = narrow(SAMPLE, Selection(rooms=("dome",)))
    assert [one.slug for one in part.sessions] == ["havnen", "party", "harbour-walk"]
    assert part == replace(SAMPLE, slots=part.slots, sessions=part.sessions)


def test_an_empty_selection_is_the_timetable_itself() -> None:
    assert narrow(SAMPLE, Selection()) is SAMPLE


def test_a_slot_is_step_free_if_each_of_its_rooms_is_known_to_be() -> None:
    free, unknown, stepped = {1, 2, 7, 10, 15, 16, 17}, {3, 4, 5, 8}, {6, 9, 12, 13}
    assert set(ids(Selection(stepfree=True))) == free
    assert free.isdisjoint(unknown | stepped | {14})


def test_facets_count_sessions_given_the_other_facets() -> None:
    assert facets(SAMPLE, Selection(tracks=("city",), rooms=("dome",))) == {
        "day": {"2031-11-05": 2, "2031-11-06": 1},
        "track": {"city": 2},
        "room": {"store-sal": 1, "dome": 2},
        "kind": {"panel": 1, "visit": 1},
        "language": {"da": 1, "en": 1},
        "stepfree": {},
    }
    assert facets(SAMPLE, Selection(kinds=(Kind.KEYNOTE,)))["stepfree"] == {"1": 1}


def test_loosen_names_each_filter_that_alone_stands_in_the_way() -> None:
    nothing = Selection(tracks=("city",), rooms=("lille-sal",), languages=("da",))
    assert loosen(SAMPLE, nothing) == ["rooms"]
    either = Selection(days=(SECOND_DAY,), rooms=("dome",), q="party")
    assert (ids(either), loosen(SAMPLE, either)) == ([], ["days", "q"])
    assert loosen(SAMPLE, Selection(q="nowhere to be found")) == ["q"]
    assert loosen(SAMPLE, Selection(tracks=("x",), rooms=("y",))) == []


def test_folded_forgets_case_accents_and_what_keyboards_lack() -> None:
    assert folded("ÆRØ Straße Łódź Ðuro João ﬁn Å") == "aero strasse lodz duro joao fin a"


FULL = Selection(
    days=(FIRST_DAY, SECOND_DAY),
    tracks=("city", "people"),
    rooms=("dome",),
    kinds=(Kind.KEYNOTE, Kind.TALK),
    languages=("da",),
    stepfree=True,
    q="byer & mennesker",
)


def test_a_selection_has_one_spelling() -> None:
    assert urlencode(to_pairs(FULL)) == (
        "day=2031-11-05&day=2031-11-06&track=city&track=people&room=dome"
        "&kind=keynote&kind=talk&language=da&stepfree=1&q=byer+%26+mennesker"
    )
    assert to_pairs(Selection()) == []
    shuffled = replace(FULL, days=(SECOND_DAY, FIRST_DAY), kinds=(Kind.TALK, Kind.KEYNOTE))
    assert to_pairs(shuffled) == to_pairs(FULL)


def test_a_query_is_read_whatever_its_order_and_its_spaces() -> None:
    query = "q=++byer+%26++mennesker+&kind=talk&kind=keynote&kind=talk&track=people&track=city"
    query += "&room=dome&room=&day=2031-11-06&day=2031-11-05&stepfree=1&language=da&view=grid"
    assert from_pairs(parse_qsl(query, keep_blank_values=True), SAMPLE) == FULL


@pytest.mark.parametrize(
    ("param", "value"),
    [
        ("day", "2031-11-09"),
        ("day", "tomorrow"),
        ("track", "none"),
        ("room", "Dome"),
        ("kind", "lecture"),
        ("language", "fr"),
        ("stepfree", "yes"),
    ],
)
def test_an_unknown_value_is_told_rather_than_passed_over(param: str, value: str) -> None:
    with pytest.raises(UnknownValue) as told:
        from_pairs([(param, value)], SAMPLE)
    assert (told.value.param, told.value.value) == (param, value)


def test_a_subscription_stays_good_when_its_day_or_language_empties() -> None:
    empty = replace(SAMPLE, slots=(), sessions=())
    asked = from_pairs([("day", "2031-11-06"), ("language", "da")], empty)
    assert asked == Selection(days=(SECOND_DAY,), languages=("da",))


def test_an_edition_without_dates_knows_the_days_that_are_placed() -> None:
    undated = replace(SAMPLE, edition=replace(SAMPLE.edition, starts=None, ends=None))
    assert from_pairs([("day", "2031-11-06")], undated) == Selection(days=(date(2031, 11, 6),))


def test_a_long_search_is_cut() -> None:
    asked = from_pairs([("q", "x" * 199 + " " + "y" * 99)], SAMPLE)
    assert asked == Selection(q="x" * 199)
    assert from_pairs(to_pairs(asked), SAMPLE) == asked


@given(timetables(), selections)
def test_facets_and_loosen_say_what_narrowing_would_show(
    timetable: Timetable, selection: Selection
) -> None:
    counts = facets(timetable, selection)
    for room in timetable.room:
        part = narrow(timetable, replace(selection, rooms=(room,)))
        assert counts["room"].get(room, 0) == len(part.sessions)
    part = narrow(timetable, replace(selection, stepfree=True))
    assert counts["stepfree"].get("1", 0) == len(part.sessions)
    for name in loosen(timetable, selection):
        assert narrow(timetable, without(selection, name)).slots


@given(timetables(), selections)
def test_a_selection_survives_its_query(timetable: Timetable, selection: Selection) -> None:
    asked = from_pairs(parse_qsl(urlencode(to_pairs(selection))), timetable)
    assert asked == selection


@given(timetables(), selections)
def test_narrowing_twice_is_narrowing_once(timetable: Timetable, selection: Selection) -> None:
    once = narrow(timetable, selection)
    assert narrow(once, selection) == once
    assert set(once.slots) <= set(timetable.slots)
