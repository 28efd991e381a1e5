"""Targets set, changed, divided and given up; all of it kept with who and why."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cwf.attendance.actions import targets as actions
from cwf.attendance.actions.targets import Part
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target
from cwf.attendance.predicates import Of, Predicate, Where, read
from cwf.attendance.queries import targets as queries
from cwf.database import db
from tests.programme.conftest import ADA, Forum

AT = datetime(2017, 6, 1, 12, tzinfo=UTC)
ABROAD = Predicate(of=Of.REGISTERED, where=Where(international=True))
SAID: dict[str, Any] = {
    "unit": Unit.PARTICIPANT,
    "predicate": ABROAD,
    "path": ((date(2017, 6, 1), 0.0), (date(2017, 11, 1), 3000.0)),
    "name": {"en": "International"},
    "definition": {"en": "From abroad."},
    "why": {},
    "low": 3000.0,
    "high": None,
    "least": 2400.0,
    "stretch": None,
    "by": date(2017, 11, 1),
    "owner": "Ada",
    "sources": [],
}
Logged = Callable[[], list[tuple[str, str, Any, Any]]]


@pytest.fixture
def target(forum: Forum) -> Target:
    row = actions.set_target(forum.edition, at=AT, actor=ADA, **SAID)
    db.session.commit()
    return row


def change(forum: Forum, row: Target, why: str = "Because", **values: Any) -> None:
    later = AT + timedelta(days=1)
    said = {**SAID, **values}
    actions.change_target(forum.edition, row, why_now=why, at=later, actor=ADA, **said)
    db.session.commit()


def divide(forum: Forum, row: Target, why: str = "", **numbers: float) -> None:
    parts = [Part(value=value, name={"en": value}, low=low) for value, low in numbers.items()]
    later = AT + timedelta(days=2)
    actions.divide(forum.edition, row, "region", parts, why_now=why, at=later, actor=ADA)
    db.session.commit()


def told(row: Target) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(why, before, after) of the changes of a target, the first one first."""
    return [(one.why, one.before, one.after) for one in reversed(queries.changes_of(row))]


def test_a_target_is_read_as_it_was_set(forum: Forum, target: Target) -> None:
    (line,) = queries.targets_of(forum.edition)
    assert (line.unit, line.predicate, line.low, line.least) == (
        Unit.PARTICIPANT, ABROAD, 3000.0, 2400.0,
    )  # fmt: skip
    assert line.path == SAID["path"]
    assert (line.parent, line.axis, line.value) == (None, "", "")


def test_setting_is_kept_with_all_it_says(forum: Forum, target: Target, logged: Logged) -> None:
    ((why, before, after),) = told(target)
    assert (why, before) == ("", {})
    assert after == {
        "name": {"en": "International"}, "definition": {"en": "From abroad."}, "owner": "Ada",
        "low": 3000.0, "least": 2400.0, "by": "2017-11-01", "unit": "participant",
        "predicate": {"of": "registered", "international": True},
        "path": [["2017-06-01", 0.0], ["2017-11-01", 3000.0]],
    }  # fmt: skip
    assert logged() == [("target.set", "International", None, after)]


def test_a_change_is_kept_with_who_when_and_why(
    forum: Forum, target: Target, logged: Logged
) -> None:
    change(forum, target, "Two halls fewer", low=2600.0, owner="Ben")
    latest = queries.changes_of(target)[0]
    assert (latest.actor, latest.actor_id, latest.at) == ("Ada", 1, AT + timedelta(days=1))
    assert (latest.why, latest.before, latest.after) == (
        "Two halls fewer", {"owner": "Ada", "low": 3000.0}, {"owner": "Ben", "low": 2600.0},
    )  # fmt: skip
    assert logged()[1] == ("target.change", "International", latest.before, latest.after)


def test_what_stays_the_same_is_no_change(forum: Forum, target: Target, logged: Logged) -> None:
    change(forum, target)
    assert len(told(target)) == len(logged()) == 1


def test_what_does_not_fit_is_never_kept(forum: Forum, target: Target) -> None:
    everybody = Predicate(of=Of.EVERYBODY)
    with pytest.raises(ValueError, match="unit"):
        actions.set_target(forum.edition, at=AT, actor=ADA, **{**SAID, "predicate": everybody})
    with pytest.raises(ValueError, match="unit"):
        change(forum, target, predicate=everybody)
    db.session.rollback()
    assert [line.predicate for line in queries.targets_of(forum.edition)] == [ABROAD]


def test_parts_count_of_the_whole_what_is_theirs(forum: Forum, target: Target) -> None:
    divide(forum, target, scotland=120, catalonia=90)
    whole, first, second = queries.targets_of(forum.edition)
    assert [(one.parent, one.value, one.low) for one in (first, second)] == [
        (whole.uuid, "scotland", 120.0), (whole.uuid, "catalonia", 90.0),
    ]  # fmt: skip
    assert first.predicate == Predicate(
        of=Of.REGISTERED, where=Where(international=True, regions=frozenset({"scotland"}))
    )
    assert (first.unit, first.by) == (Unit.PARTICIPANT, date(2017, 11, 1))


def test_parts_follow_a_whole_that_counts_something_else(forum: Forum, target: Target) -> None:
    divide(forum, target, scotland=120)
    change(forum, target, "Who came", predicate=Predicate(of=Of.ARRIVED))
    (part,) = queries.parts_of(target)
    assert read(part.predicate) == Predicate(
        of=Of.ARRIVED, where=Where(regions=frozenset({"scotland"}))
    )
    assert told(part)[-1][0] == "Who came"


def test_a_part_that_is_left_out_is_given_up_and_comes_back_with_its_story(
    forum: Forum, target: Target
) -> None:
    divide(forum, target, scotland=120, catalonia=90)
    scotland = queries.parts_of(target)[0].uuid
    divide(forum, target, "Nobody comes", catalonia=100)
    assert [(one.value, one.low) for one in queries.parts_of(target)] == [("catalonia", 100.0)]
    divide(forum, target, "They do", scotland=30, catalonia=100)
    back = queries.parts_of(target)[0]
    assert (back.uuid, back.low, back.retired) == (scotland, 30.0, None)
    assert [why for why, _before, _after in told(back)] == ["", "Nobody comes", "They do"]


def test_giving_up_takes_the_parts_along_and_taking_up_brings_those_back(
    forum: Forum, target: Target, logged: Logged
) -> None:
    divide(forum, target, scotland=120, catalonia=90)
    catalonia = queries.parts_of(target)[1]
    actions.retire(forum.edition, catalonia, why_now="First", at=AT, actor=ADA)
    later = AT + timedelta(days=5)
    actions.retire(forum.edition, target, why_now="Enough", at=later, actor=ADA)
    db.session.commit()
    assert queries.targets_of(forum.edition) == []
    assert len(queries.rows_of(forum.edition, retired=True)) == 3
    actions.take_up(forum.edition, target, why_now="Again", at=later, actor=ADA)
    db.session.commit()
    assert [line.value for line in queries.targets_of(forum.edition)] == ["", "scotland"]
    assert [action for action, *_rest in logged()][-5:] == [
        "target.retire", "target.retire", "target.retire", "target.take_up", "target.take_up",
    ]  # fmt: skip


def test_of_another_edition_nothing_is_found(
    forum: Forum, elsewhere: Forum, target: Target
) -> None:
    assert queries.targets_of(elsewhere.edition) == []
