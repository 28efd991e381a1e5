"""Many choose the same option at the same moment: as many get it as there are places.

The negative control shows that the test could fail: with the lock of the block taken away and a
barrier between counting and writing, a place is given twice.
"""

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.registration.actions import answers
from cwf.registration.answers import Given, OptionsFull
from cwf.registration.models import Answer, Block, Participant
from cwf.registration.queries.blocks import as_question
from tests.meeting import LONG, SHORT, Meeting
from tests.registration.placing import NOON, make_edition, make_people
from tests.registration.test_places_races import at_once


def make_block(edition: int, places: int) -> int:
    made = Block(edition_id=edition, position=0, kind="choice", label={"en": "Tour"}, hint={},
                 options=[{"code": "boat", "text": {"en": "Boat"}, "places": places},
                          {"code": "walk", "text": {"en": "Walk"}}])  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made.id


def choose(block: int, who: int) -> str:
    """Somebody chooses the boat, under the lock of their own row, as views do."""
    theirs = select(Participant).where(Participant.id == who)
    row = db.session.scalars(theirs.with_for_update(of=Participant)).one()
    try:
        answers.set_answers(row, {block: Given(value="boat")}, at=NOON, actor=SYSTEM)
    except OptionsFull:
        db.session.rollback()
        return "full"
    return "taken"


def on_boat(block: int) -> int:
    theirs = select(func.count()).where(Answer.block_id == block)
    return db.session.scalar(theirs) or 0


def test_a_hundred_at_once_get_exactly_the_places_there_are(app: Flask, long: bool) -> None:
    edition = make_edition()
    people = make_people(edition, 100)
    for _ in range(20 if long else 1):
        block = make_block(edition, 7)
        found = at_once(app, [lambda who=who, block=block: choose(block, who) for who in people])
        assert Counter(found) == {"taken": 7, "full": 93}
        assert on_boat(block) == 7


def sold(
    app: Flask, people: list[int], block: int, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> int:
    """How many get the one place, if both count before either writes."""
    meeting = Meeting(seconds)

    def unlocked(block_ids: list[int]) -> dict[int, Any]:
        rows = db.session.scalars(select(Block).where(Block.id.in_(block_ids)))
        return {one.id: as_question(one) for one in rows}

    def counted(block_id: int, code: str, who: int) -> int:
        found = taken(block_id, code, who)
        meeting.wait()
        return found

    taken = answers._taken
    monkeypatch.setattr(answers, "_locked", unlocked)
    monkeypatch.setattr(answers, "_taken", counted)
    at_once(app, [lambda who=who: choose(block, who) for who in people], threads=2)
    return on_boat(block)


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_counting_without_the_lock_oversells(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = make_edition()
    people = make_people(edition, 2)
    assert sold(app, people, make_block(edition, 1), monkeypatch, LONG) == 2


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_on_sqlite_one_writes_at_a_time_in_any_case(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = make_edition()
    people = make_people(edition, 2)
    assert sold(app, people, make_block(edition, 1), monkeypatch, SHORT) == 1
