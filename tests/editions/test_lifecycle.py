"""The life of an edition: which steps there are, and which are taken by hand."""

from datetime import date

import pytest

from cwf.editions.lifecycle import Lifecycle, Obstacle, may_follow, obstacle

PLANNED, ANNOUNCED, PUBLISHED, HELD, CANCELLED = Lifecycle
TODAY = date(2027, 1, 18)


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (PLANNED, {ANNOUNCED, CANCELLED}),
        (ANNOUNCED, {PLANNED, PUBLISHED, HELD, CANCELLED}),
        (PUBLISHED, {ANNOUNCED, HELD, CANCELLED}),
        (HELD, {PUBLISHED}),
        (CANCELLED, {ANNOUNCED}),
    ],
)
def test_steps_that_may_follow(now: Lifecycle, following: set[Lifecycle]) -> None:
    assert {then for then in Lifecycle if may_follow(now, then)} == following


@pytest.mark.parametrize(
    ("now", "then", "last_day", "why"),
    [
        (PLANNED, ANNOUNCED, None, None),
        (PLANNED, HELD, None, Obstacle.NOT_FROM_HERE),
        (PLANNED, PUBLISHED, None, Obstacle.BY_PUBLISHING),
        (ANNOUNCED, PUBLISHED, None, Obstacle.BY_PUBLISHING),
        (PUBLISHED, ANNOUNCED, None, Obstacle.BY_WITHDRAWING),
        (HELD, PUBLISHED, date(2027, 1, 1), None),
        (PUBLISHED, HELD, date(2027, 1, 17), None),
        (PUBLISHED, HELD, date(2027, 1, 18), Obstacle.NOT_OVER),
        (ANNOUNCED, HELD, None, None),
        (PUBLISHED, CANCELLED, date(2027, 1, 18), None),
        (CANCELLED, HELD, date(2027, 1, 1), Obstacle.NOT_FROM_HERE),
        (CANCELLED, ANNOUNCED, date(2027, 1, 1), None),
    ],
)
def test_obstacle_to_a_step_by_hand(
    now: Lifecycle, then: Lifecycle, last_day: date | None, why: Obstacle | None
) -> None:
    assert obstacle(now, then, today=TODAY, last_day=last_day) is why
