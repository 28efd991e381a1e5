"""What a file would change, before anything is written."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from cwf.programme.incoming import Head, Incoming, Item, Noun, Placing, Remark, Taking, Where
from cwf.programme.merging import Plan, Verb, plan
from cwf.programme.merging.placings import merge_placings
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Kind, PersonRole, Status

ONE, TWO = UUID(int=1), UUID(int=2)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2017, 11, 1, hour, minute, tzinfo=UTC)


def placed(start: int, end: int, room: str = "hall", uuid: UUID | None = None) -> Placing:
    return Placing(starts=at(start), ends=at(end), rooms=(room,) if room else (), uuid=uuid)


def session(slug: str = "opening", /, **more: Any) -> Entry:
    bound = {name: more.pop(name, None) for name in ("source", "source_key")}
    title = more.pop("title", {"en": slug.title()})
    values = {
        "kind": Kind.TALK, "title": title, "subtitle": {}, "abstract": {}, "language": None,
        "track": None, "hosts": (), "people": (), "expected": None, "staff_note": "",
        "status": Status.CONFIRMED, "reason": {}, "placings": (), **more,
    }  # fmt: skip
    return Entry(noun=Noun.SESSION, slug=slug, name=title["en"], values=values, **bound)


def framed(noun: Noun, slug: str, /, **values: Any) -> Entry:
    name = values.pop("name", slug.title())
    return Entry(noun=noun, slug=slug, name=name, values={"name": {"en": name}, **values})


def speaker(slug: str, name: str, /, *, shared: bool = False, **values: Any) -> Entry:
    given = {"name": name, "sort_name": ", ".join(name.split()[::-1]), "group": False, **values}
    return Entry(noun=Noun.SPEAKER, slug=slug, name=name, values=given, shared=shared)


def standing(*entries: Entry) -> Standing:
    order = list(Noun)
    return Standing(
        edition="2017",
        zone="Europe/Copenhagen",
        day_change_hour=4,
        languages=("en", "da"),
        regions=("flanders",),
        entries=tuple(sorted(entries, key=lambda entry: order.index(entry.noun))),
    )


def item(noun: Noun, name: str, /, *, key: str = "", **more: Any) -> Item:
    known = {one: more.pop(one) for one in ("slug", "source_key") if one in more}
    return Item(noun=noun, key=key or name, name=name, values=more, **known)


def talk(name: str, /, **more: Any) -> Item:
    return item(Noun.SESSION, name, title={"en": name}, **more)


def planned(
    standing: Standing, *items: Item, source: str = "", whole: bool = False, **more: Any
) -> Plan:
    return plan(standing, Incoming(source=source, whole=whole, items=items, **more))


def told(made: Plan) -> list[tuple[str, str, str, object]]:
    return [(step.verb, step.noun, step.slug, step.values) for step in made.steps]


def codes(made: Plan) -> list[tuple[str, bool, dict[str, str]]]:
    return [(one.code, one.error, dict(one.data)) for one in made.remarks]


HALL = framed(Noun.VENUE, "house"), framed(Noun.ROOM, "hall", venue="house")


def test_the_same_changes_nothing() -> None:
    here = standing(*HALL, session(placings=(placed(9, 10, uuid=ONE),)))
    made = planned(here, talk("Opening", placings=(placed(9, 10),)))
    assert (made.steps, made.unchanged, made.remarks) == ((), 1, ())


def test_a_new_session_has_all_values_and_an_address_of_its_own() -> None:
    here = standing(session(source="other", source_key="7"))
    made = planned(here, talk("Opening", source_key="1", status=Status.CONFIRMED), source="fosdem")
    (step,) = made.steps
    assert (step.verb, step.slug, step.source_key) == (Verb.ADD, "opening-2", "1")
    assert step.values == {
        "kind": Kind.TALK, "title": {"en": "Opening"}, "subtitle": {}, "abstract": {},
        "language": None, "track": None, "hosts": (), "people": (), "expected": None,
        "staff_note": "", "status": Status.CONFIRMED, "reason": {}, "placings": (),
    }  # fmt: skip


def test_found_by_slug_before_key_before_name() -> None:
    here = standing(
        session("a", title={"en": "Alpha"}),
        session("b", title={"en": "Beta"}, source="x", source_key="1"),
        session("c", title={"en": "Gamma"}),
    )
    made = planned(
        here,
        talk("New A", slug="a", source_key="9"),
        talk("New B", source_key="1"),
        talk("gamma ", source_key="3"),
        source="x",
    )
    assert [(step.verb, step.slug, step.source_key) for step in made.steps] == [
        (Verb.CHANGE, "a", "9"),
        (Verb.CHANGE, "b", "1"),
        (Verb.CHANGE, "c", "3"),
    ]


@pytest.mark.parametrize(
    ("entries", "items"),
    [
        ((session("a", title={"en": "Coffee"}), session("b", title={"en": "Coffee"})), 1),
        ((session("a", title={"en": "Coffee"}),), 2),
        ((session("a", title={"en": "Coffee"}, source="other", source_key="1"),), 1),
    ],
    ids=["two stand", "two come", "of another source"],
)
def test_a_name_that_may_be_several_things_finds_none(
    entries: tuple[Entry, ...], items: int
) -> None:
    coffees = [talk("Coffee", key=str(n), source_key=str(n)) for n in range(items)]
    made = planned(standing(*entries), *coffees, source="x")
    assert {step.verb for step in made.steps} == {Verb.ADD}


def test_texts_merge_per_language_and_empty_takes_away() -> None:
    here = standing(
        session(title={"en": "Opening", "da": "Åbning"}, subtitle={"en": "A", "da": "B"})
    )
    made = planned(here, talk("Opening", subtitle={"en": ""}, abstract={"en": "New"}))
    assert told(made) == [
        ("change", "session", "opening", {"subtitle": {"da": "B"}, "abstract": {"en": "New"}})
    ]


def test_only_other_placings_are_a_move_that_keeps_the_uuid() -> None:
    here = standing(*HALL, session(placings=(placed(9, 10, uuid=ONE), placed(12, 13, uuid=TWO))))
    made = planned(here, talk("Opening", placings=(placed(14, 15), placed(9, 10))))
    placings = (placed(9, 10, uuid=ONE), placed(14, 15, uuid=TWO))
    assert told(made) == [("move", "session", "opening", {"placings": placings})]


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ([placed(9, 10, uuid=ONE)], [placed(8, 9), placed(9, 10)],
         [placed(8, 9), placed(9, 10, uuid=ONE)]),
        ([placed(9, 10, uuid=ONE), placed(11, 12, uuid=TWO)], [placed(11, 12)],
         [placed(11, 12, uuid=TWO)]),
        ([placed(9, 10, "a", uuid=ONE), placed(9, 10, "b", uuid=TWO)],
         [placed(10, 11, "b"), placed(10, 11, "a")],
         [placed(10, 11, "a", uuid=ONE), placed(10, 11, "b", uuid=TWO)]),
        ([placed(9, 10, uuid=ONE), placed(11, 12, uuid=TWO)], [placed(20, 21, uuid=ONE)],
         [placed(20, 21, uuid=ONE)]),
        ([], [placed(9, 10, uuid=ONE)], [placed(9, 10)]),
    ],
    ids=["one before", "one fewer", "rooms tell", "named", "a foreign uuid is not ours"],
)  # fmt: skip
def test_placings_are_told_apart(
    before: list[Placing], said: list[Placing], after: list[Placing]
) -> None:
    assert merge_placings(before, said) == tuple(after)


def test_what_a_whole_file_lacks_is_cancelled_once() -> None:
    here = standing(
        session("gone", source="x", source_key="1"),
        session("gone-before", source="x", source_key="2", status=Status.CANCELLED),
        session("by-hand"),
        session("foreign", source="y", source_key="1"),
        session("kept", source="x", source_key="3"),
    )
    kept = talk("Kept", source_key="3")
    assert told(planned(here, kept, source="x", whole=True)) == [
        ("cancel", "session", "gone", {"status": Status.CANCELLED})
    ]
    assert planned(here, kept, source="x").steps == ()


def test_what_comes_back_is_confirmed_without_its_reason() -> None:
    here = standing(
        session(source="x", source_key="1", status=Status.CANCELLED, reason={"en": "Ill"})
    )
    made = planned(here, talk("Opening", source_key="1", status=Status.CONFIRMED), source="x")
    assert told(made) == [
        ("change", "session", "opening", {"status": Status.CONFIRMED, "reason": {}})
    ]


def test_references_are_keys_then_slugs_then_names() -> None:
    here = standing(
        *HALL,
        framed(Noun.TRACK, "people", name="Creative People"),
        speaker("ming", "Vivienne Ming"),
    )
    made = planned(
        here,
        item(Noun.ROOM, "New Room", key="r1", name={"en": "New Room"}, venue="House"),
        talk(
            "Talk",
            track="creative people",
            people=(
                Taking(speaker="Vivienne Ming", role=PersonRole.MODERATOR),
                Taking(speaker="ming"),
            ),
            placings=(placed(9, 10, "r1"), placed(11, 12, "hall")),
        ),
    )
    room, session = made.steps
    assert (room.slug, room.values["venue"]) == ("new-room", "house")
    assert session.values["track"] == "people"
    assert session.values["people"] == (Taking(speaker="ming", role=PersonRole.MODERATOR),)
    assert session.values["placings"] == (placed(9, 10, "new-room"), placed(11, 12, "hall"))


def test_what_refers_to_nothing_keeps_the_file_out() -> None:
    made = planned(
        standing(framed(Noun.TRACK, "a", name="Same"), framed(Noun.TRACK, "b", name="Same")),
        talk("One", track="none"),
        talk("Two", track="same", hosts=("mars",)),
    )
    assert made.refused
    assert codes(made) == [
        ("unknown-reference", True, {"noun": "track", "name": "none"}),
        ("ambiguous-reference", True, {"noun": "track", "name": "same"}),
        ("unknown-region", True, {"name": "mars"}),
    ]


def test_rooms_go_to_the_only_venue_or_to_the_conferences() -> None:
    room = item(Noun.ROOM, "Aula", name={"en": "Aula"})
    head = Head(title="Forum", venue="Campus")
    assert planned(standing(HALL[0]), room, head=head).steps[0].values["venue"] == "house"
    made = planned(standing(), room, head=head)
    assert [(step.noun, step.slug) for step in made.steps] == [
        ("venue", "campus"),
        ("room", "aula"),
    ]
    assert made.steps[1].values["venue"] == "campus"
    assert codes(planned(standing(), room)) == [("room-without-venue", True, {"name": "Aula"})]


def test_a_room_that_stands_stays_in_its_venue() -> None:
    here = standing(framed(Noun.VENUE, "other"), *HALL)
    room = item(Noun.ROOM, "Hall", name={"en": "Hall"})
    assert planned(here, room, head=Head(venue="Campus")).steps == ()


def test_the_name_a_person_shares_with_another_edition_stays() -> None:
    here = standing(speaker("ming", "V Ming", shared=True, biography={}))
    new = item(
        Noun.SPEAKER, "Vivienne Ming", slug="ming", name="Vivienne Ming", biography={"en": "B"}
    )
    assert told(planned(here, new)) == [("change", "speaker", "ming", {"biography": {"en": "B"}})]


def test_the_sort_name_follows_the_name_unless_it_was_set() -> None:
    new = item(Noun.SPEAKER, "Vivienne Ming", slug="ming", name="Vivienne Ming")
    follows = planned(standing(speaker("ming", "V Ming")), new)
    assert told(follows) == [
        ("change", "speaker", "ming", {"name": "Vivienne Ming", "sort_name": "Ming, Vivienne"})
    ]
    own = planned(standing(speaker("ming", "V Ming", sort_name="Zz")), new)
    assert told(own) == [("change", "speaker", "ming", {"name": "Vivienne Ming"})]


def test_a_second_thing_of_a_name_with_an_address_of_its_own_is_new() -> None:
    made = planned(
        standing(session("lunch", title={"en": "Lunch"})),
        talk("Lunch", slug="lunch", key="a"),
        talk("Lunch", slug="lunch-on-friday", key="b"),
    )
    assert [(step.verb, step.slug) for step in made.steps] == [(Verb.ADD, "lunch-on-friday")]
    assert codes(made) == []


def test_two_rows_of_one_thing_are_refused() -> None:
    made = planned(standing(session()), talk("One", slug="opening"), talk("Two", slug="opening"))
    assert codes(made) == [("twice", True, {"noun": "session", "name": "Two"})]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": {"en": ""}}, "nameless"),
        ({"title": {"en": "x" * 301}}, "too-long"),
        ({"abstract": {"en": "a\0b"}}, "illegible"),
        ({"abstract": {"en": "\ud800"}}, "illegible"),
        ({"expected": -1}, "out-of-range"),
        ({"placings": (placed(10, 9, ""),)}, "ends-before"),
    ],
)
def test_what_no_row_can_hold_is_refused(values: dict[str, Any], code: str) -> None:
    made = planned(standing(), item(Noun.SESSION, "T", **{"title": {"en": "T"}, **values}))
    assert [remark.code for remark in made.remarks] == [code]
    assert made.refused


def test_a_row_that_was_said_to_lack_its_title_is_not_said_to_be_nameless_too() -> None:
    here, there = Where(path="Sessions", row=9), Where(path="Sessions", row=10)
    told = [Remark(code="sheet_required", where=here, data={"field": "title"})]
    items = tuple(
        Item(noun=Noun.SESSION, key=str(at.row), name="", values={}, where=at)
        for at in (here, there)
    )
    made = plan(standing(), Incoming(source="", whole=False, items=items), told)
    assert [(remark.code, remark.where.row) for remark in made.remarks] == [
        ("sheet_required", 9),
        ("nameless", 10),
    ]


def test_slugs_of_new_things_are_free_and_the_same_each_time() -> None:
    items = [talk("Coffee", key=str(n), source_key=str(n)) for n in range(3)]
    made = planned(standing(session("coffee-2")), *items, source="x")
    assert [step.slug for step in made.steps] == ["coffee", "coffee-3", "coffee-4"]
    assert made == planned(standing(session("coffee-2")), *items, source="x")
