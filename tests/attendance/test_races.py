"""Fifty doors at the same moment: one code is one entry, and every door learns which it was.

Every scan is a transaction of its own on a connection of its own. The negative controls show that
the tests could fail: with the conditional insert replaced by looking and then entering, and a
barrier between the two, one comes twice or a door gets no answer.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from cwf.attendance.actions import checking
from cwf.attendance.checking import Outcome, Refusal, Scan, State
from cwf.attendance.models import CheckIn
from cwf.attendance.queries.checking import CHECK_INS
from cwf.database import db
from cwf.registration.actions import places
from tests.attendance.coming import DOOR, MORNING, OLGA, at, code, forum, limited, rows, station
from tests.meeting import LONG, Meeting
from tests.registration.test_places_races import at_once, without_begin_immediate

SCANS = 50


def scans(door: Any, said: str, keys: list[str]) -> list[Callable[[], Outcome]]:
    def one(key: str) -> Callable[[], Outcome]:
        told = Scan(key=key, at=MORNING, code=said)
        return lambda: checking.check_in(door, told, received=MORNING, actor=DOOR)

    return [one(key) for key in keys]


def test_fifty_scans_of_one_code_are_one_entry(app: Flask) -> None:
    edition, (ada, *_) = forum()
    door = at(edition, station(edition))
    keys = [f"k{number}" for number in range(SCANS)]
    found = at_once(app, scans(door, code(ada), keys), threads=SCANS)
    assert Counter(one.state for one in found) == {State.ENTERED: 1, State.ALREADY: SCANS - 1}
    (row,) = rows()
    assert {one.entry.key for one in found if one.entry} == {row.key}
    assert next(one.key for one in found if one.state is State.ENTERED) == row.key


def test_fifty_sendings_of_one_scan_are_one_entry_and_one_answer(app: Flask) -> None:
    edition, (ada, *_) = forum()
    door = at(edition, station(edition))
    found = at_once(app, scans(door, code(ada), ["k"] * SCANS), threads=SCANS)
    assert len(rows()) == 1
    assert set(found) == {found[0]}
    assert found[0].state is State.ENTERED


def test_many_come_at_many_doors_none_is_lost_and_none_twice(app: Flask) -> None:
    edition, people = forum(people=100)
    doors = [at(edition, station(edition, f"Door {number}")) for number in range(4)]
    jobs = [
        job
        for who in people
        for number, door in enumerate(doors)
        for job in scans(door, code(who), [f"{who.id}-{number}"])
    ]
    found = at_once(app, jobs)
    assert Counter(one.state for one in found) == {State.ENTERED: 100, State.ALREADY: 300}
    assert sorted(row.participant_id for row in rows()) == sorted(who.id for who in people)


def test_one_comes_and_is_undone_over_and_over_and_stands_once_at_most(app: Flask) -> None:
    edition, (ada, *_) = forum()
    door = at(edition)
    come = scans(door, code(ada), [f"k{number}" for number in range(100)])
    how = {"why": "Mistake", "at": MORNING, "actor": OLGA}
    here = edition.id  # not from a row that a thread would read again
    go = [lambda key=f"k{n}": checking.undo(here, key, **how) for n in range(100)]
    at_once(app, [job for pair in zip(come, go, strict=True) for job in pair])
    standing = [row for row in rows() if row.undone is None]
    assert len(standing) <= 1


def test_one_who_gives_up_the_place_meanwhile_is_in_or_out(app: Flask) -> None:
    edition, people = forum(people=40)
    slot, root = limited(edition, 40)
    for who in people:
        places.take(root, who.id, group="full", at=MORNING)
    door = at(edition, slot=slot)
    come = [job for who in people for job in scans(door, code(who), [f"{who.id}"])]
    go = [lambda who=who.id: places.give_up(root, who, at=MORNING) for who in people]
    found = at_once(app, [job for pair in zip(come, go, strict=True) for job in pair])
    told = [one for one in found if isinstance(one, Outcome)]
    assert {one.refusal for one in told} <= {None, Refusal.NO_PLACE}
    assert len(rows()) == sum(one.state is State.ENTERED for one in told)


# --- the negative controls ---


def look_then_enter(meeting: Meeting) -> Callable[..., Any]:
    """How one must not do it: both have looked before either enters."""

    def enter(door: Any, scan: Scan, who: Any, day: Any, received: Any, actor: Any) -> Any:
        theirs = select(CHECK_INS.c.id).where(CHECK_INS.c.participant_id == who.id)
        there = db.session.execute(theirs).first()
        meeting.wait()
        if there is not None:
            return None
        values = {"key": scan.key, "edition_id": door.edition_id, "participant_id": who.id}
        told = {"slot": "", "day": day, "at": scan.at, "received": received, "station": ""}
        plain = {"by_name": "", "undone_by": "", "undone_why": ""}
        made = insert(CHECK_INS).values(**values, **told, **plain).returning(CHECK_INS)
        return db.session.execute(made).one()

    return enter


@contextmanager
def without_the_index() -> Iterator[None]:
    """The table as if nobody had thought of the unique index."""
    definition = (
        "CREATE UNIQUE INDEX uq_check_ins_standing ON check_ins (participant_id, slot, day)"
        " WHERE undone IS NULL"
    )
    db.session.execute(text("DROP INDEX uq_check_ins_standing"))
    db.session.commit()
    try:
        yield
    finally:
        db.session.remove()
        db.session.execute(text("DELETE FROM check_ins"))
        db.session.execute(text(definition))
        db.session.commit()


def twice(app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often somebody stands there whose ticket two doors scan at once."""
    edition, (ada, *_) = forum()
    jobs = scans(at(edition), code(ada), ["k1", "k2"])
    monkeypatch.setattr(checking, "_enter", look_then_enter(Meeting(LONG)))
    at_once(app, jobs, threads=2)
    return len(rows())


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_looking_and_then_entering_counts_twice(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_the_index():
        assert twice(app, monkeypatch) == 2


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_on_sqlite_it_counts_twice_once_begin_immediate_is_gone_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_the_index(), without_begin_immediate():
        assert twice(app, monkeypatch) == 2


@pytest.mark.negative_control
def test_the_database_refuses_that_somebody_stands_twice(app: Flask) -> None:
    """The unique index stands behind the conditional insert."""
    edition, (ada, *_) = forum()
    same = {"edition_id": edition.id, "participant_id": ada.id, "day": MORNING.date()}
    for key in ("k1", "k2"):
        db.session.add(CheckIn(key=key, **same, at=MORNING, received=MORNING))
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()
