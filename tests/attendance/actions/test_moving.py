"""Targets when the forum moves to other days."""

from datetime import UTC, date, datetime

import pytest

from cwf.attendance.actions import targets as actions
from cwf.attendance.actions.targets import Part
from cwf.attendance.measures import Unit
from cwf.attendance.models import Target
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.attendance.queries import targets as queries
from cwf.database import db
from cwf.programme.actions.dates import Days, change_dates
from tests.programme.conftest import ADA, Forum

AT = datetime(2017, 10, 1, 12, tzinfo=UTC)
PATH = ((date(2017, 9, 1), 5.0), (date(2017, 10, 20), 40.0), (date(2017, 11, 1), 90.0))
BOTH = frozenset({date(2017, 11, 1), date(2017, 11, 2)})


@pytest.fixture
def target(forum: Forum) -> Target:
    """Who comes on the two days, a number for each."""
    row = actions.set_target(
        forum.edition,
        unit=Unit.PARTICIPANT,
        predicate=Predicate(of=Of.ARRIVED, where=Where(days=BOTH)),
        path=PATH,
        name={"en": "Came"},
        low=90,
        by=date(2017, 11, 1),
        at=AT,
        actor=ADA,
    )
    parts = [Part(value=f"2017-11-0{day}", name={"en": "x"}, low=50) for day in (1, 2)]
    actions.divide(forum.edition, row, "day", parts, why_now="", at=AT, actor=ADA)
    db.session.commit()
    return row


def move(forum: Forum, first: date, how: Days = Days.MOVE) -> None:
    """The forum's two days begin on another."""
    dates = {"starts": first, "ends": date.fromordinal(first.toordinal() + 1)}
    change_dates(forum.edition, days=how, at=AT, actor=ADA, **dates)
    db.session.commit()


@pytest.mark.parametrize("day", [2, 8])
def test_what_lies_ahead_moves_and_what_has_passed_stays(
    forum: Forum, target: Target, day: int
) -> None:
    """By one day, too, where the first day takes the place of the second."""
    first, second = date(2017, 11, day), date(2017, 11, day + 1)
    move(forum, first)
    whole, *parts = queries.targets_of(forum.edition)
    assert whole.by == first
    assert whole.path == (PATH[0], (date(2017, 10, 19 + day), 40.0), (first, 90.0))
    assert whole.predicate.where.days == {first, second}
    assert [(one.value, one.predicate.where.days) for one in parts] == [
        (first.isoformat(), {first}), (second.isoformat(), {second}),
    ]  # fmt: skip
    assert queries.changes_of(target)[0].before["by"] == "2017-11-01"


def test_by_one_day_back_the_second_takes_the_place_of_the_first(
    forum: Forum, target: Target
) -> None:
    move(forum, date(2017, 10, 31))
    parts = queries.targets_of(forum.edition)[1:]
    assert [one.value for one in parts] == ["2017-10-31", "2017-11-01"]


def test_moving_back_leaves_out_what_would_have_passed(forum: Forum, target: Target) -> None:
    move(forum, date(2017, 10, 10))
    line = queries.targets_of(forum.edition)[0]
    assert line.path == (PATH[0], (date(2017, 10, 10), 90.0))


def test_where_nothing_moves_along_targets_stay(forum: Forum, target: Target) -> None:
    move(forum, date(2017, 11, 8), Days.STAY)
    line = queries.targets_of(forum.edition)[0]
    assert (line.by, line.path) == (date(2017, 11, 1), PATH)
