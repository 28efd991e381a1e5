"""A plan carried out: wholly or not at all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from cwf.database import db
from cwf.people.models import Person
from cwf.programme import models
from cwf.programme.actions import importing
from cwf.programme.actions.importing import DraftMoved, Refused
from cwf.programme.incoming import Incoming, Item, Noun, Placing, Remark, Taking
from cwf.programme.merging import plan
from cwf.programme.queries.standing import standing
from cwf.programme.timetable import Kind, PersonRole, Status
from tests.programme.conftest import ADA, Forum, utc

Logged = Callable[[], list[tuple[str, str, Any, Any]]]


def item(noun: Noun, name: str, /, **values: Any) -> Item:
    known = {one: values.pop(one) for one in ("slug", "source_key") if one in values}
    return Item(noun=noun, key=name, name=name, values=values, **known)


NEW = (
    item(Noun.VENUE, "Dokk1", name={"en": "Dokk1"}, latitude=56.15),
    item(Noun.ROOM, "Big", name={"en": "Big"}, venue="Dokk1", seats=100),
    item(Noun.TRACK, "Nature", name={"en": "Nature"}),
    item(Noun.SPEAKER, "Ada Lovelace", name="Ada Lovelace", source_key="p1", region="denmark"),
    item(
        Noun.SESSION,
        "Engines",
        source_key="7",
        title={"en": "Engines"},
        kind=Kind.WORKSHOP,
        status=Status.CONFIRMED,
        track="Nature",
        hosts=("denmark",),
        people=(Taking(speaker="Ada Lovelace", role=PersonRole.HOST), Taking(speaker="ming")),
        placings=(Placing(starts=utc(1, 10), ends=utc(1, 11), rooms=("Big", "store-sal")),),
    ),
)


def carried_out(forum: Forum, *items: Item, whole: bool = False) -> Any:
    incoming = Incoming(source="x", whole=whole, items=items)
    made = plan(standing(forum.edition), incoming)
    importing.carry_out(forum.edition, made, actor=ADA, at=utc(1, 0))
    db.session.commit()
    return made


def value(forum: Forum, noun: Noun, slug: str) -> dict[str, Any]:
    return dict(standing(forum.edition).entry[noun, slug].values)


def test_new_things_stand_as_the_file_says(forum: Forum, logged: Logged) -> None:
    carried_out(forum, *NEW)
    engines = value(forum, Noun.SESSION, "engines")
    (placing,) = engines.pop("placings")
    assert engines == {
        "kind": Kind.WORKSHOP, "title": {"en": "Engines"}, "subtitle": {}, "abstract": {},
        "language": None, "track": "nature", "hosts": ("denmark",),
        "people": (Taking(speaker="ada-lovelace", role=PersonRole.HOST), Taking(speaker="ming")),
        "expected": None, "staff_note": "", "status": Status.CONFIRMED, "reason": {},
    }  # fmt: skip
    assert placing == Placing(
        starts=utc(1, 10), ends=utc(1, 11), rooms=("big", "store-sal"), uuid=placing.uuid
    )
    assert value(forum, Noun.ROOM, "big")["venue"] == "dokk1"
    ada = value(forum, Noun.SPEAKER, "ada-lovelace")
    assert (ada["name"], ada["sort_name"], ada["region"]) == (
        "Ada Lovelace", "Lovelace, Ada", "denmark",
    )  # fmt: skip
    row = db.session.scalars(select(models.Session).filter_by(slug="engines")).one()
    assert (row.source, row.source_key, row.version) == ("x", "7", 1)
    assert [one[:2] for one in logged()] == [("programme.import", "x")]
    assert logged()[0][3] == {
        "source": "x", "added": 5, "changed": 0, "moved": 0, "cancelled": 0, "unchanged": 0,
        "first": ["Dokk1", "Big", "Nature", "Ada Lovelace", "Engines"],
    }  # fmt: skip


def test_a_second_time_changes_nothing(forum: Forum, logged: Logged) -> None:
    carried_out(forum, *NEW)
    again = carried_out(forum, *NEW, whole=True)
    assert (again.steps, again.unchanged, len(logged())) == ((), 5, 1)


def test_changes_raise_versions_and_keep_identities(forum: Forum) -> None:
    carried_out(forum, *NEW)
    before = value(forum, Noun.SESSION, "engines")["placings"]
    moved = Placing(starts=utc(2, 10), ends=None, assumed_minutes=30, rooms=("lille-sal",))
    changed = replace(
        NEW[4],
        values={**NEW[4].values, "placings": (moved,), "people": (), "hosts": (), "track": None},
    )
    ada = replace(NEW[3], values={"name": "Ada King", "region": None})
    carried_out(forum, ada, changed)
    engines = value(forum, Noun.SESSION, "engines")
    assert engines["placings"] == (replace(moved, uuid=before[0].uuid),)
    assert (engines["people"], engines["hosts"], engines["track"]) == ((), (), None)
    row = db.session.scalars(select(models.Session).filter_by(slug="engines")).one()
    assert (row.version, row.slots[0].version) == (2, 2)
    speaker = value(forum, Noun.SPEAKER, "ada-lovelace")
    assert (speaker["name"], speaker["sort_name"], speaker["region"]) == (
        "Ada King", "King, Ada", None,
    )  # fmt: skip
    assert db.session.scalar(select(func.count()).select_from(Person)) == 3


def test_placings_come_and_go(forum: Forum) -> None:
    carried_out(forum, *NEW)
    both = (*NEW[4].values["placings"], Placing(starts=utc(2, 8), ends=utc(2, 9)))
    carried_out(forum, replace(NEW[4], values={"title": {"en": "Engines"}, "placings": both}))
    kept = value(forum, Noun.SESSION, "engines")["placings"]
    assert [one.starts for one in kept] == [utc(1, 10), utc(2, 8)]
    carried_out(forum, replace(NEW[4], values={"placings": both[1:]}))
    (last,) = value(forum, Noun.SESSION, "engines")["placings"]
    assert last == kept[1]


def test_what_a_whole_file_lacks_is_cancelled_and_comes_back(forum: Forum) -> None:
    carried_out(forum, *NEW)
    carried_out(forum, *NEW[:4], whole=True)
    assert value(forum, Noun.SESSION, "engines")["status"] is Status.CANCELLED
    assert value(forum, Noun.SESSION, "opening")["status"] is Status.CONFIRMED
    carried_out(forum, *NEW, whole=True)
    assert value(forum, Noun.SESSION, "engines")["status"] is Status.CONFIRMED


def test_a_draft_that_moved_is_left_alone(forum: Forum, logged: Logged) -> None:
    made = plan(standing(forum.edition), Incoming(source="x", whole=False, items=NEW))
    forum.session["panel"].title = {"en": "Other"}
    db.session.commit()
    with pytest.raises(DraftMoved):
        importing.carry_out(forum.edition, made, actor=ADA, at=utc(1, 0))
    db.session.rollback()
    slugs = {one.slug for one in db.session.scalars(select(models.Session))}
    assert (slugs, logged()) == ({"opening", "panel"}, [])


def test_a_plan_with_an_error_is_refused(forum: Forum) -> None:
    made = plan(standing(forum.edition), Incoming(source="x", whole=False, items=NEW))
    with pytest.raises(Refused):
        importing.carry_out(
            forum.edition, replace(made, remarks=(Remark(code="x"),)), actor=ADA, at=utc(1, 0)
        )


def test_namesakes_are_two_persons(forum: Forum) -> None:
    twins = [
        Item(noun=Noun.SPEAKER, key=key, name="A B", values={"name": "A B"}, source_key=key)
        for key in ("1", "2")
    ]
    carried_out(forum, *twins)
    rows = db.session.scalars(select(models.Speaker).filter_by(source="x")).all()
    assert [(row.slug, row.person.name) for row in rows] == [("a-b", "A B"), ("a-b-2", "A B")]
    assert len({row.person_id for row in rows}) == 2


def _statements(run: Callable[[], object]) -> int:
    seen: list[str] = []

    def listen(*args: Any) -> None:
        seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        run()
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(seen)


def test_a_larger_file_takes_no_more_statements(app: Flask, forum: Forum) -> None:
    def many(start: int, number: int) -> list[Item]:
        return [
            replace(NEW[4], key=f"k{n}", source_key=f"k{n}", name=f"T{n}",
                    values={**NEW[4].values, "title": {"en": f"T{n}"}, "people": (), "track": None,
                            "placings": (Placing(starts=utc(1, 9), ends=utc(1, 10)),)})
            for n in range(start, start + number)
        ]  # fmt: skip

    carried_out(forum, *many(200, 3))
    few = _statements(lambda: carried_out(forum, *many(0, 3)))
    lots = _statements(lambda: carried_out(forum, *many(100, 60)))
    assert lots == few
    assert _statements(lambda: standing(forum.edition)) <= 12
