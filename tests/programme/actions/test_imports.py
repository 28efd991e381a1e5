"""A file's way into the draft: each step once, by whoever holds it, and never half."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cwf import clock
from cwf.database import db
from cwf.programme import packing
from cwf.programme.actions import desk, imports, reading
from cwf.programme.actions.imports import NotReady
from cwf.programme.actions.publishing import DraftMoved
from cwf.programme.actions.reading import Order
from cwf.programme.incoming import Incoming, Item, Noun, Remark
from cwf.programme.merging import Plan, plan
from cwf.programme.models import ColumnChoice, Import, Track
from cwf.programme.queries.standing import standing
from tests.programme.conftest import ADA, Forum

NOW = clock.now()
SHEET = {"name": "", "noun": "track", "headings": ["Spor"], "samples": [], "rows": 1,
         "holds": {"Spor": "name:da"}}  # fmt: skip


def sent(forum: Forum, name: str = "tracks.csv") -> Import:
    row = imports.receive(
        forum.edition, actor=ADA, name=name, body=b"Track\nNature\n", language="en", brings="",
        options={}, at=NOW,
    )  # fmt: skip
    db.session.commit()
    return row


def taken(at: Any = NOW) -> Order:
    order = reading.take(at)
    db.session.commit()
    assert order
    return order


def made(forum: Forum, *remarks: Remark, name: str = "Nature") -> Plan:
    item = Item(noun=Noun.TRACK, key=name, name=name, values={"name": {"en": name}})
    found = plan(standing(forum.edition), Incoming(source="", whole=False, items=(item,)))
    return Plan(
        source="", steps=found.steps, same=found.same, remarks=remarks, standing=found.standing
    )


def checked(forum: Forum, *remarks: Remark) -> Import:
    row = sent(forum)
    reading.check(taken(), made(forum, *remarks), conflicts={}, at=NOW)
    db.session.commit()
    return row


def tracks() -> list[str]:
    return list(db.session.scalars(select(Track.slug).order_by(Track.slug)))


def test_a_file_is_taken_once_while_its_lease_lasts(forum: Forum) -> None:
    row = sent(forum)
    order = taken()
    assert (order.id, order.lease, order.body, row.state) == (
        row.id, row.lease, b"Track\nNature\n", "reading",
    )  # fmt: skip
    assert reading.take(NOW + reading.LEASE) is None
    again = taken(NOW + reading.LEASE + timedelta(seconds=1))
    assert (again.id, row.attempts, again.lease == order.lease) == (row.id, 2, False)


def test_progress_keeps_the_lease(forum: Forum) -> None:
    row, order = sent(forum), taken()
    later = NOW + timedelta(minutes=2)
    reading.tell(order, 30, 100, at=later)
    db.session.commit()
    assert (row.done, row.total, row.leased_until) == (30, 100, later + reading.LEASE)


def test_a_worker_that_was_given_up_writes_nothing(forum: Forum) -> None:
    row, late = sent(forum), taken()
    order = taken(NOW + reading.LEASE + timedelta(seconds=1))
    reading.tell(late, 99, 100, at=NOW)
    reading.check(late, made(forum), conflicts={}, at=NOW)
    reading.refuse(late, [Remark(code="x")], at=NOW)
    reading.fail(late, "broken", at=NOW)
    db.session.commit()
    assert (row.state, row.done, row.plan) == ("reading", 0, None)
    reading.check(order, made(forum), conflicts={}, at=NOW)
    db.session.commit()
    assert row.state == "checked"


def test_a_file_that_kills_its_worker_is_given_up(forum: Forum) -> None:
    row, at = sent(forum), NOW
    for _attempt in range(reading.ATTEMPTS):
        taken(at)
        at += reading.LEASE + timedelta(seconds=1)
    assert reading.take(at) is None
    db.session.commit()
    assert (row.state, row.summary) == ("failed", {"failure": "broken"})


def test_a_checked_file_is_taken_over_once(forum: Forum) -> None:
    row = checked(forum)
    assert tracks() == ["city", "people"]
    imports.complete(forum.edition, row, actor=ADA, at=NOW)
    db.session.commit()
    assert (tracks(), row.state, row.kept) == (["city", "nature", "people"], "done", False)
    with pytest.raises(NotReady):
        imports.complete(forum.edition, row, actor=ADA, at=NOW)
    with pytest.raises(NotReady):
        imports.want_again(row)


def test_a_file_with_errors_is_not_taken_over(forum: Forum) -> None:
    row = checked(forum, Remark(code="twice", data={"name": "x", "noun": "track"}))
    assert (row.state, row.errors, row.notes) == ("refused", 1, 0)
    with pytest.raises(NotReady):
        imports.complete(forum.edition, row, actor=ADA, at=NOW)
    assert tracks() == ["city", "people"]


def test_a_draft_that_moved_is_told_and_the_file_can_be_read_again(forum: Forum) -> None:
    row = checked(forum)
    forum.track["city"].name = {"en": "Cities"}
    db.session.commit()
    with pytest.raises(DraftMoved):
        imports.complete(forum.edition, row, actor=ADA, at=NOW)
    db.session.rollback()
    imports.want_again(row)
    db.session.commit()
    assert row.state == "wanted"
    reading.check(taken(), made(forum), conflicts={}, at=NOW)
    imports.complete(forum.edition, row, actor=ADA, at=NOW)
    db.session.commit()
    assert tracks() == ["city", "nature", "people"]


def test_what_columns_hold_is_remembered_by_noun(forum: Forum) -> None:
    row = sent(forum)
    order = taken()
    reading.keep_columns(order, [SHEET])
    reading.ask(order, at=NOW)
    db.session.commit()
    assert (row.state, row.columns["answered"]) == ("asks", False)
    imports.choose(forum.edition, row, [{**SHEET, "holds": {"Spor": "name:en"}}])
    db.session.commit()
    choice = db.session.query(ColumnChoice).one()
    assert (choice.noun, choice.chosen) == ("track", {"Spor": "name:en"})
    order = taken()
    assert order.columns == {
        "answered": True, "sheets": [{**SHEET, "holds": {"Spor": "name:en"}}],
    }  # fmt: skip


def test_remarks_are_bounded_and_errors_go_first(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "REMARKS", 2)
    note, error = Remark(code="n", error=False), Remark(code="e")
    row = checked(forum, note, error, error)
    kept = [remark.code for remark in packing.remarks(row.remarks)]
    assert (kept, row.errors, row.notes) == (["e", "e"], 2, 1)


def test_contents_go_when_nothing_has_happened_for_a_while(forum: Forum) -> None:
    ready, wrong = checked(forum), checked(forum, Remark(code="e"))
    waiting = sent(forum)
    imports.forget(NOW + imports.KEPT)
    assert (ready.state, ready.kept) == ("checked", True)
    imports.forget(NOW + imports.KEPT + timedelta(seconds=1))
    db.session.commit()
    assert [(row.state, row.kept, row.plan) for row in (ready, wrong)] == [
        ("lapsed", False, None),
        ("refused", False, None),
    ]
    assert (waiting.state, waiting.kept) == ("wanted", True)
    with pytest.raises(NotReady):
        imports.want_again(wrong)


def test_of_one_edition_few_files_are_kept(
    forum: Forum, elsewhere: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "FILES", 2)
    other = sent(elsewhere)
    rows = [sent(forum, f"{number}.csv") for number in range(3)]
    assert [(row.state, row.kept) for row in (*rows, other)] == [
        ("lapsed", False), ("wanted", True), ("wanted", True), ("wanted", True),
    ]  # fmt: skip


def test_two_editions_remember_for_themselves(
    app: Flask, forum: Forum, elsewhere: Forum, logged: Callable[[], Any]
) -> None:
    for one in (forum, elsewhere):
        sent(one)
        order = taken()
        reading.keep_columns(order, [SHEET])
        reading.ask(order, at=NOW)
        row = db.session.get_one(Import, order.id)
        imports.choose(one.edition, row, [SHEET])
        db.session.commit()
        reading.fail(taken(), "broken", at=NOW)
        db.session.commit()
    assert db.session.query(ColumnChoice).count() == 2
