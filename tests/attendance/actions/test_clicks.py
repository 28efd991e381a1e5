"""What a clicker sends counts once by its key, also where it is sent twice at the same moment."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from cwf.attendance.actions.stations import click
from cwf.attendance.models import Clicks, Station
from cwf.attendance.queries.stations import Device, clicked, device, token_of
from cwf.database import db
from tests.attendance.coming import FIRST, MORNING, forum, station
from tests.meeting import LONG, Meeting
from tests.registration.test_places_races import at_once

AT_ONCE = 20


def clicker() -> tuple[Device, Station]:
    """A clicker in the foyer."""
    row = station(forum()[0], "Foyer", kind="clicker")
    found = device(token_of(row))
    assert found is not None
    return found, row


def sending(here: Device, key: str, came: int = 1) -> Callable[[], bool]:
    told = {"at": MORNING, "received": MORNING, "came": came, "left": 0}
    return lambda: click(here, key=key, **told)  # type: ignore[arg-type]


def test_the_same_at_the_same_moment_counts_once_and_nobody_fails(app: Flask) -> None:
    here, _row = clicker()
    found = at_once(app, [sending(here, "key-0001", 3)] * AT_ONCE, threads=AT_ONCE)
    assert Counter(found) == {True: 1, False: AT_ONCE - 1}
    assert clicked(here.id, FIRST) == (3, 0)


def test_of_many_clickers_at_once_none_is_lost(app: Flask) -> None:
    here, _row = clicker()
    jobs = [sending(here, f"key-{number:04}") for number in range(100)]
    assert at_once(app, jobs, threads=AT_ONCE) == [True] * 100
    assert clicked(here.id, FIRST) == (100, 0)


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_looking_and_then_adding_fails(app: Flask) -> None:
    """How one must not do it: the second of two gets an error instead of an answer."""
    here, _row = clicker()
    station_id, meeting = here.id, Meeting(LONG)

    def look_then_add() -> bool:
        there = db.session.scalar(select(Clicks.id).where(Clicks.key == "key-0001"))
        meeting.wait()
        assert there is None
        row: dict[str, Any] = {"key": "key-0001", "station_id": station_id, "day": FIRST}
        told = {"at": MORNING, "received": MORNING, "came": 1, "left": 0}
        db.session.execute(insert(Clicks).values(**row, **told))
        return True

    with pytest.raises(IntegrityError):
        at_once(app, [look_then_add] * 2, threads=2)
    db.session.rollback()
