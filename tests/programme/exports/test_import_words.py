"""What a file would change, in words of the reader's language."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cwf.i18n import speaking
from cwf.programme.exports.import_words import FIELDS, LETTERS, NOUNS, VERBS, Difference, Words
from cwf.programme.incoming import VALUES, Noun, Placing, Taking
from cwf.programme.merging import Plan, Step, Verb
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Kind, PersonRole, Status

STANDING = Standing(
    edition="2017", zone="Europe/Copenhagen", day_change_hour=4, languages=("en", "da"),
    regions=("denmark",),
    entries=(
        Entry(noun=Noun.ROOM, slug="sal", name="Store Sal", values={}),
        Entry(noun=Noun.TRACK, slug="city", name="Creative City", values={}),
        Entry(noun=Noun.SPEAKER, slug="gehl", name="Jan Gehl", values={}),
    ),
)  # fmt: skip
MORNING = Placing(
    starts=datetime(2017, 11, 1, 8, 15, tzinfo=UTC),
    ends=datetime(2017, 11, 1, 9, tzinfo=UTC),
    rooms=("sal",),
)
OPEN = replace(MORNING, ends=None, rooms=())


def differences(
    before: dict[str, Any], after: dict[str, Any], noun: Noun = Noun.SESSION, *, new: bool = False
) -> tuple[Difference, ...]:
    verb = Verb.ADD if new else Verb.CHANGE
    step = Step(verb=verb, noun=noun, slug="x", name="x", values=after, before=before)
    new_one = Step(verb=Verb.ADD, noun=Noun.ROOM, slug="hall", name="Hall", values={}, before={})
    plan = Plan(source="", steps=(step, new_one), same={}, remarks=(), standing="")
    words = Words(plan=plan, standing=STANDING, regions={"denmark": {"en": "Central Denmark"}})
    return words.lines(0, 1)[0].differences


def said(name: str, value: Any) -> str:
    return differences({name: None}, {name: value})[0].after


def test_everything_has_its_words() -> None:
    assert set(FIELDS) == {name for names in VALUES.values() for name in names}
    assert (set(NOUNS), set(VERBS)) == (set(Noun), set(Verb))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("placings", (MORNING,), "Wed 1 Nov, 09:15–10:00, Store Sal"),
        ("placings", (OPEN, MORNING), "Wed 1 Nov, from 09:15; Wed 1 Nov, 09:15–10:00, Store Sal"),
        ("placings", (replace(MORNING, rooms=("hall",)),), "Wed 1 Nov, 09:15–10:00, Hall"),
        ("placings", (), ""),
        ("people", (Taking(speaker="gehl"),), "Jan Gehl"),
        ("people", (Taking(speaker="gehl", role=PersonRole.HOST),), "Jan Gehl (host)"),
        ("track", "city", "Creative City"),
        ("track", None, ""),
        ("hosts", ("denmark",), "Central Denmark"),
        ("kind", Kind.WORKSHOP, "Workshop"),
        ("status", Status.CONFIRMED, "Confirmed"),
        ("language", "da", "Danish"),
        ("expected", 120, "120"),
        ("group", True, "Yes"),
        ("step_free", False, "No"),
        ("links", ({"label": "Web", "url": "https://example.org"},), "https://example.org"),
        ("staff_note", "x" * 400, "x" * LETTERS + " …"),
    ],
)
def test_values_are_said(app: Any, name: str, value: Any, words: str) -> None:
    assert said(name, value) == words


def test_texts_are_told_by_language_where_they_differ(app: Any) -> None:
    before = {"title": {"en": "Opening", "da": "Åbning"}}
    after = {"title": {"en": "Opening", "da": "Begyndelse", "de": "Anfang"}}
    assert differences(before, after) == (
        Difference(label="Title in Danish", before="Åbning", after="Begyndelse", lang="da"),
        Difference(label="Title in German", before="", after="Anfang", lang="de"),
    )
    with speaking("da"):
        assert differences(before, after)[0].label.endswith("dansk")


def test_long_texts_are_shown_from_where_they_differ(app: Any) -> None:
    same = "The same words. " * 60
    [one] = differences({"abstract": {"en": f"{same}Old."}}, {"abstract": {"en": f"{same}New."}})
    assert (one.before[-4:], one.after[-4:]) == ("Old.", "New.")
    assert one.before.startswith("… ")
    assert len(one.before) < LETTERS


def test_of_a_new_thing_only_what_tells_it_from_others(app: Any) -> None:
    values = {"title": {"en": "x"}, "kind": Kind.TALK, "staff_note": "secret", "placings": ()}
    assert differences({}, values, new=True) == (Difference(label="Kind", before="", after="Talk"),)
