"""Other days or another zone, and what becomes of placings."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cwf.database import db
from cwf.programme.actions.dates import Days, Hours, change_dates
from tests.programme.conftest import ADA, Forum, utc

STANDS: dict[str, Any] = {
    "starts": date(2017, 11, 1),
    "ends": date(2017, 11, 2),
    "zone": "Europe/Copenhagen",
    "day_change_hour": 4,
}


def placed(forum: Forum) -> tuple[datetime, datetime | None]:
    """Start and end of the one slot, as they are kept."""
    db.session.commit()
    db.session.refresh(forum.slot)
    return forum.slot.starts, forum.slot.ends


def test_nothing_moves_when_nothing_changes(forum: Forum, logged) -> None:
    assert change_dates(forum.edition, at=utc(1, 0), actor=ADA, **STANDS) == 0
    assert placed(forum) == (utc(1, 8, 15), utc(1, 9))
    assert logged() == []


@pytest.mark.parametrize(
    ("first", "days", "starts"),
    [
        (date(2017, 11, 8), Days.MOVE, utc(8, 8, 15)),
        (date(2017, 11, 8), Days.STAY, utc(1, 8, 15)),
        # before 29 October the clock in Aarhus is two hours ahead of UTC, not one
        (date(2017, 10, 25), Days.MOVE, datetime(2017, 10, 25, 7, 15, tzinfo=UTC)),
        (None, Days.MOVE, utc(1, 8, 15)),
    ],
)
def test_placings_move_with_the_first_day_if_wanted(
    forum: Forum, first: date | None, days: Days, starts: datetime
) -> None:
    values = {**STANDS, "starts": first, "ends": first}
    change_dates(forum.edition, days=days, at=utc(1, 0), actor=ADA, **values)
    assert placed(forum)[0] == starts


@pytest.mark.parametrize(
    ("hours", "starts"),
    [(Hours.CLOCK, utc(1, 14, 15)), (Hours.INSTANT, utc(1, 8, 15))],
)
def test_zone_keeps_the_clock_or_the_instant(forum: Forum, hours: Hours, starts: datetime) -> None:
    moved = change_dates(
        forum.edition, hours=hours, at=utc(1, 0), actor=ADA, **{**STANDS, "zone": "America/Chicago"}
    )
    assert placed(forum)[0] == starts
    assert moved == (1 if hours is Hours.CLOCK else 0)
    assert forum.edition.zone == "America/Chicago"


def test_venue_with_a_zone_of_its_own_keeps_its_clock(forum: Forum) -> None:
    forum.venue.zone = "Europe/Helsinki"
    db.session.commit()
    values = {**STANDS, "zone": "America/Chicago"}
    assert change_dates(forum.edition, hours=Hours.CLOCK, at=utc(1, 0), actor=ADA, **values) == 0
    assert placed(forum)[0] == utc(1, 8, 15)


def test_second_of_two_equal_hours_stays_the_second(forum: Forum) -> None:
    second = datetime(2017, 10, 29, 1, 30, tzinfo=UTC)  # 2:30 for the second time
    forum.slot.starts, forum.slot.ends = second, datetime(2017, 10, 29, 3, tzinfo=UTC)
    db.session.commit()
    change_dates(forum.edition, days=Days.MOVE, at=utc(1, 0), actor=ADA, **{**STANDS, "ends": None})
    assert placed(forum)[0] == second


def test_change_and_each_placing_are_logged(forum: Forum, logged) -> None:
    values = {**STANDS, "starts": date(2017, 11, 8), "ends": date(2017, 11, 9)}
    change_dates(forum.edition, days=Days.MOVE, at=utc(1, 0), actor=ADA, **values)
    db.session.commit()
    assert [(action, subject) for action, subject, *_rest in logged()] == [
        ("edition.dates", "2017"),
        ("slot.move", "Opening"),
    ]
    assert logged()[0][2:] == (
        {"starts": "2017-11-01", "ends": "2017-11-02"},
        {"starts": "2017-11-08", "ends": "2017-11-09"},
    )
