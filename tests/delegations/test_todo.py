"""What is left for a delegation: dated, in order, and when its heads are reminded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from cwf.delegations.stages import Stage
from cwf.delegations.todo import (
    Known,
    OccasionLeft,
    Task,
    What,
    days_left,
    left,
    reminder_due,
    tasks,
)

NOW = datetime(2027, 4, 10, 12, tzinfo=UTC)
DEADLINE = datetime(2027, 4, 25, 21, 59, tzinfo=UTC)
DINNER = OccasionLeft(
    uuid=UUID(int=1),
    title={"en": "Network dinner"},
    starts=datetime(2027, 5, 18, 17, tzinfo=UTC),
    answer_by=datetime(2027, 4, 20, 10, tzinfo=UTC),
    yes=3,
    no=1,
    unanswered=2,
)
FORMING = Known(
    stage=Stage.FORMING,
    since=NOW,
    deadline=DEADLINE,
    granted=8,
    named=6,
    incomplete=4,
    occasions=(DINNER,),
    unread=1,
)


def short(found: tuple[Task, ...]) -> list[tuple[str, int, bool]]:
    return [(one.what.value, one.number, one.done) for one in found]


def test_what_is_left_stands_in_order_of_its_dates_then_what_is_done() -> None:
    assert short(tasks(FORMING, NOW)) == [
        ("occasion", 2, False),
        ("name", 2, False),
        ("complete", 4, False),
        ("submit", 0, False),
        ("message", 1, False),
        ("granted", 8, True),
    ]


def test_an_occasion_names_itself_and_how_many_come() -> None:
    first = tasks(FORMING, NOW)[0]
    assert (first.target, first.title, first.due, first.at, first.yes) == (
        UUID(int=1), {"en": "Network dinner"}, DINNER.answer_by, DINNER.starts, 3,
    )  # fmt: skip


def test_done_things_stay() -> None:
    settled = replace(DINNER, yes=5, no=3, unanswered=0)
    known = replace(FORMING, named=8, incomplete=0, occasions=(settled,), unread=0)
    assert short(tasks(known, NOW)) == [
        ("submit", 0, False),
        ("granted", 8, True),
        ("name", 8, True),
        ("complete", 8, True),
        ("occasion", 8, True),
    ]


def test_an_invitation_asks_for_an_answer_alone() -> None:
    known = replace(FORMING, stage=Stage.INVITED, unread=0)
    assert short(tasks(known, NOW)) == [("answer", 0, False)]


def test_after_the_deadline_nobody_is_asked_to_name_more() -> None:
    assert [one.what for one in left(FORMING, DEADLINE)] == [
        What.OCCASION, What.COMPLETE, What.SUBMIT, What.MESSAGE,
    ]  # fmt: skip


def test_without_granted_places_one_still_names_people() -> None:
    known = replace(FORMING, granted=None, named=0, incomplete=0, occasions=(), unread=0)
    assert short(tasks(known, NOW)) == [("name", 0, False), ("submit", 0, False)]


def test_what_waits_for_the_host_is_not_left_to_the_delegation() -> None:
    known = replace(FORMING, stage=Stage.SUBMITTED, named=8, incomplete=0, unread=0, occasions=())
    assert short(tasks(known, NOW))[0] == ("approved", 0, False)
    assert left(known, NOW) == ()


def test_who_does_not_come_has_nothing_to_do() -> None:
    assert tasks(replace(FORMING, stage=Stage.DECLINED), NOW) == ()


def test_an_occasion_that_has_begun_is_over() -> None:
    found = tasks(replace(FORMING, stage=Stage.APPROVED), DINNER.starts)
    assert What.OCCASION not in [one.what for one in found]


@pytest.mark.parametrize(
    ("zone", "days"), [("Europe/Copenhagen", 1), ("Asia/Kolkata", 0), ("America/Chicago", 0)]
)
def test_days_are_those_of_the_calendar_of_a_zone(zone: str, days: int) -> None:
    now = datetime(2027, 4, 24, 21, 30, tzinfo=UTC)  # 23:30, 03:00 the next day, 16:30
    due = datetime(2027, 4, 25, 4, 0, tzinfo=UTC)  # 06:00, 09:30, 23:00 of the day before
    assert days_left(due, now, zone) == days


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(days=15), None),
        (timedelta(days=14), 14),
        (timedelta(days=8), 14),
        (timedelta(days=7), 7),
        (timedelta(days=3, minutes=1), 7),
        (timedelta(days=3), 3),
        (timedelta(days=1), 1),
        (timedelta(minutes=1), 1),
        (timedelta(), None),
    ],
)
def test_reminders_go_14_7_3_and_1_days_before(before: timedelta, expected: int | None) -> None:
    invited = DEADLINE - timedelta(days=100)
    assert reminder_due(DEADLINE, invited=invited, now=DEADLINE - before) == expected


def test_who_was_just_invited_is_not_reminded_of_days_before() -> None:
    invited = DEADLINE - timedelta(days=10)
    found = [
        reminder_due(DEADLINE, invited=invited, now=DEADLINE - timedelta(days=days))
        for days in (10, 8, 7)
    ]
    assert found == [None, None, 7]


def test_without_a_deadline_nobody_is_reminded() -> None:
    assert reminder_due(None, invited=NOW, now=NOW) is None
