"""The clock of a door, and what a door is open for."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from cwf.attendance.checking import BACK, Doorway, moment, short

NOON = datetime(2027, 5, 19, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_without_network_it_counts_when_they_came() -> None:
    came = NOON - timedelta(hours=3)
    assert moment(came, sent=NOON, received=NOON) == came
    assert moment(came, sent=None, received=NOON) == came


@pytest.mark.parametrize("wrong", [timedelta(days=-900), timedelta(hours=5), timedelta(seconds=-9)])
def test_a_clock_that_is_wrong_does_no_harm(wrong: timedelta) -> None:
    came = NOON - timedelta(minutes=7)
    assert moment(came + wrong, sent=NOON + wrong, received=NOON) == came


def test_what_cannot_be_is_when_it_was_received() -> None:
    assert moment(NOON + SECOND, sent=None, received=NOON) == NOON
    assert moment(NOON + SECOND, sent=NOON, received=NOON) == NOON
    assert moment(NOON - BACK - SECOND, sent=None, received=NOON) == NOON
    assert moment(NOON - BACK, sent=None, received=NOON) == NOON - BACK


def door(**more: object) -> Doorway:
    told = {"edition_id": 1, "zone": "Europe/Copenhagen", "day_change_hour": 4, **more}
    return Doorway(**told)


def test_the_forum_is_open_on_its_days_and_a_session_on_any() -> None:
    days = {"starts": date(2027, 5, 19), "ends": date(2027, 5, 20)}
    open_on = [door(**days).open_on(date(2027, 5, day)) for day in (18, 19, 20, 21)]
    assert open_on == [False, True, True, False]
    assert door(**days, slot=uuid4()).open_on(date(2027, 5, 18))
    assert door().open_on(date(2027, 5, 18))
    assert not door(starts=date(2027, 5, 19)).open_on(date(2027, 5, 20))


def test_a_night_belongs_to_its_evening() -> None:
    assert door().day(datetime(2027, 5, 20, 1, 59, tzinfo=UTC)) == date(2027, 5, 19)
    assert door().day(datetime(2027, 5, 20, 2, 0, tzinfo=UTC)) == date(2027, 5, 20)


def test_a_short_code_is_the_beginning_of_the_ticket() -> None:
    assert short(UUID("0123abcd-0000-4000-8000-000000000000")) == "0123 ABCD"
