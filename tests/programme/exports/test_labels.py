"""Things are called by their names, in the reader's language where there is one."""

from dataclasses import replace

import pytest

from cwf.programme.exports.labels import KIND_WORDS, ROLE_WORDS, Labels
from cwf.programme.timetable import Kind, PersonRole, Substitution
from tests.programme.exports.material import EDITION, FIRST, TIMETABLE, at, room

LABELS = Labels(TIMETABLE, "en")
DANISH = Labels(TIMETABLE, "da")


@pytest.mark.parametrize(
    ("slot", "english", "danish"),
    [
        (0, "Great Room, Small Room, Concert Hall", "Great Room, Small Room, Musikhuset"),
        (1, "Foyer, Dome", "Foyer, Dome"),
        (2, "", ""),
    ],
)
def test_place(slot: int, english: str, danish: str) -> None:
    assert LABELS.place(TIMETABLE.slots[slot]) == english
    assert DANISH.place(TIMETABLE.slots[slot]) == danish


def test_place_over_two_houses() -> None:
    slot = replace(TIMETABLE.slots[0], rooms=("great", "foyer-dome"))
    assert LABELS.place(slot) == "Great Room, Concert Hall; Foyer, Dome"


def test_place_named_like_its_house_is_said_once() -> None:
    dome = room("dome-room", "dome", "Dome")
    timetable = replace(TIMETABLE, rooms=(dome,))
    slot = replace(TIMETABLE.slots[0], rooms=("dome-room",))
    assert Labels(timetable, "en").place(slot) == "Dome"


def test_rooms_of_one_name_are_set_apart() -> None:
    twin = room("foyer-too", "hall", "Foyer")
    labels = Labels(replace(TIMETABLE, rooms=(*TIMETABLE.rooms, twin)), "en")
    assert [labels.room(one.slug) for one in labels.timetable.rooms] == [
        "Great Room",
        "Small Room",
        "Foyer (Concert Hall) (foyer)",
        "Foyer (Dome)",
        "Foyer (Concert Hall) (foyer-too)",
    ]


def test_kind_by_the_own_word_of_the_edition() -> None:
    assert LABELS.kind(Kind.VISIT) == "Living Lab"
    assert LABELS.kind(Kind.KEYNOTE) == "Keynote"


def test_every_kind_and_role_has_a_word() -> None:
    assert (set(KIND_WORDS), set(ROLE_WORDS)) == (set(Kind), set(PersonRole))


def test_person_with_affiliation_and_role() -> None:
    opening = TIMETABLE.session["opening"]
    assert [LABELS.person(one) for one in opening.people] == [
        "Ada Berg (Berg & Søn)",
        "Bo Lund, moderator",
    ]


def test_substitution_known_and_open() -> None:
    change = Substitution(was="bo-lund", now=None, at=FIRST, reason={})
    session = replace(
        TIMETABLE.session["opening"], substitutions=(change, replace(change, now="ada-berg"))
    )
    assert LABELS.substitutions(session) == [
        "Bo Lund does not come.",
        "Ada Berg steps in for Bo Lund.",
    ]


def test_moment_on_the_clock_of_the_edition() -> None:
    assert LABELS.moment(at(15, 12, 15)) == "Wednesday 15 May, 12:15"
    assert DANISH.moment(at(15, 12, 15)) == "onsdag 15. maj kl. 12.15"


@pytest.mark.parametrize(
    ("edition", "forum", "notice"),
    [
        (EDITION, "Creativity World Forum 2030", ""),
        (
            replace(EDITION, illustrative=True),
            "Creativity World Forum 2030 (illustrative programme)",
            "This programme is illustrative: the real times and rooms are not known.",
        ),
        (
            replace(EDITION, invented=True),
            "Creativity World Forum 2030 (invented)",
            "This edition is invented. It shows how the planner works.",
        ),
        (
            replace(EDITION, invented=True, notice={"da": "Opdigtet."}),
            "Creativity World Forum 2030 (invented)",
            "Opdigtet.",
        ),
    ],
)
def test_forum_and_notice(edition: object, forum: str, notice: str) -> None:
    labels = Labels(replace(TIMETABLE, edition=edition), "en")  # type: ignore[arg-type]
    assert (labels.forum, labels.notice) == (forum, notice)
