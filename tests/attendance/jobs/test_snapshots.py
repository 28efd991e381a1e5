"""Each day is kept once when it has ended there: missed, twice at once, over changes of clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import IntegrityError

from cwf import audit, jobs
from cwf.attendance.actions import snapshots as actions
from cwf.attendance.models import Snapshot
from cwf.attendance.queries import daily
from cwf.attendance.queries.daily import Known
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.participants import cancel
from cwf.registration.models import Participant
from tests.attendance.growing import days_of, make_edition, registered, utc
from tests.registration.test_places_races import at_once


def sweep(at: datetime) -> None:
    """What a worker does at an instant."""
    db.session.rollback()
    with time_machine.travel(at, tick=False):
        jobs.run_job("snapshots")


def test_a_day_is_kept_as_it_ends_there_and_not_before(app: Flask) -> None:
    edition = make_edition()
    registered(edition, utc(1, 10, 22, 59), "Ada")
    sweep(utc(1, 10, 22, 59))
    assert days_of(edition) == {}
    sweep(utc(1, 10, 23, 0))
    assert days_of(edition) == {date(2027, 1, 10): (1, "job")}
    registered(edition, utc(1, 10, 23, 0), "Bo")  # midnight in Copenhagen: of the next day
    sweep(utc(1, 11, 23, 1))
    assert days_of(edition) == {date(2027, 1, 10): (1, "job"), date(2027, 1, 11): (2, "job")}


@pytest.mark.parametrize(
    ("first", "change", "hours"),
    [
        (date(2027, 3, 27), date(2027, 3, 28), 23),
        (date(2027, 10, 30), date(2027, 10, 31), 25),
    ],
)
def test_days_are_whole_over_a_change_of_the_clock(
    app: Flask, first: date, change: date, hours: int
) -> None:
    """Somebody each hour of three days: as many come on a day as it has hours.

    The worker looks each hour; then the days are made once more, of the log, and are the same.
    """
    edition = make_edition(starts=date(2027, 11, 19), ends=date(2027, 11, 20))
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=1)
    if change.month == 10:  # summer time still holds
        begin -= timedelta(hours=1)
    for hour in range(24 + hours + 24 + 1):
        sweep(begin + timedelta(hours=hour))
        registered(edition, begin + timedelta(hours=hour), f"P{hour}")
    days = (first, change, change + timedelta(days=1))
    expected = dict(zip(days, (24, 24 + hours, 24 + hours + 24), strict=True))
    assert days_of(edition) == {day: (number, "job") for day, number in expected.items()}
    db.session.execute(Snapshot.__table__.delete())  # type: ignore[attr-defined]
    db.session.commit()
    sweep(begin + timedelta(hours=24 + hours + 24, minutes=30))
    assert days_of(edition) == {day: (number, "log") for day, number in expected.items()}


def test_days_that_were_missed_are_made_of_dates_and_the_log(app: Flask) -> None:
    edition = make_edition()
    with time_machine.travel(utc(1, 12), tick=False) as clock:
        registered(edition, utc(1, 10), "Ada")
        leaving = registered(edition, utc(1, 11), "Bo")
        cancel(leaving, at=utc(1, 12), actor=SYSTEM)
        db.session.commit()
        clock.move_to(utc(1, 14))
        leaving.standing, leaving.confirmed, leaving.cancelled = "confirmed", utc(1, 14), None
        db.session.commit()
    sweep(utc(1, 14, 23))
    assert days_of(edition) == {
        date(2027, 1, 10): (1, "log"),
        date(2027, 1, 11): (1, "log"),
        date(2027, 1, 12): (1, "log"),
        date(2027, 1, 13): (1, "log"),
        date(2027, 1, 14): (2, "job"),
    }


@pytest.mark.parametrize(("state", "number"), [("waiting", 0), ("confirmed", 1)])
def test_who_waited_in_vain_is_on_no_day_that_was_missed(
    app: Flask, state: str, number: int
) -> None:
    """In and out again before they came at last: of the first time the log alone tells."""
    edition = make_edition()
    scope = audit.edition_scope(edition.id)
    with time_machine.travel(utc(1, 10), tick=False) as clock:
        audit.record(
            SYSTEM, "registration.enter", scope=scope, subject="Bo", after={"state": state}
        )
        clock.move_to(utc(1, 12))
        audit.record(SYSTEM, "registration.cancel", scope=scope, subject="Bo")
        db.session.commit()
    registered(edition, utc(1, 14), "Bo")
    registered(edition, utc(1, 9), "Ada")
    sweep(utc(1, 15, 12))
    assert [n - 1 for n, _ in days_of(edition).values()] == [0, number, number, 0, 0, 1]


def test_of_two_with_one_name_only_dates_tell(app: Flask) -> None:
    edition = make_edition()
    with time_machine.travel(utc(1, 12), tick=False):
        registered(edition, utc(1, 10), "Bo")
        other = registered(edition, utc(1, 10), "Bo")
        cancel(other, at=utc(1, 12), actor=SYSTEM)
        db.session.commit()
    sweep(utc(1, 13))
    assert [number for number, _ in days_of(edition).values()] == [2, 2, 1]


def test_a_gap_is_closed_and_what_is_kept_stays(app: Flask) -> None:
    edition = make_edition()
    registered(edition, utc(1, 10), "Ada")
    sweep(utc(1, 10, 23))
    sweep(utc(1, 14, 23))
    db.session.execute(
        Snapshot.__table__.delete().where(Snapshot.day == date(2027, 1, 12))  # type: ignore[attr-defined]
    )
    db.session.commit()
    kept = {row.day: row.taken for row in db.session.scalars(select(Snapshot))}
    sweep(utc(1, 15, 12))
    assert list(days_of(edition)) == [date(2027, 1, day) for day in range(10, 15)]
    now = {row.day: row.taken for row in db.session.scalars(select(Snapshot))}
    assert now == {**kept, date(2027, 1, 12): utc(1, 15, 12)}


def test_an_edition_of_which_nothing_is_known_is_left_alone(app: Flask) -> None:
    edition = make_edition()
    sweep(utc(1, 14, 23))
    assert days_of(edition) == {}


def test_a_month_after_the_forum_the_last_day_is_kept(app: Flask) -> None:
    edition = make_edition()
    registered(edition, utc(6, 17), "Ada")
    sweep(utc(9, 1))
    assert list(days_of(edition)) == [date(2027, 6, day) for day in (17, 18, 19)]


def test_a_forum_long_past_is_left_alone(app: Flask) -> None:
    edition = make_edition()
    registered(edition, utc(5, 1), "Ada")
    sweep(utc(7, 1, year=2028))
    assert days_of(edition) == {}


def test_where_nothing_is_missing_a_sweep_asks_three_things(app: Flask) -> None:
    edition = make_edition()
    registered(edition, utc(1, 10), "Ada")
    sweep(utc(1, 14, 23))
    asked: list[str] = []

    def note(_1: object, _2: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    sweep(utc(1, 15, 3))
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in asked if one != "BEGIN"]) == 3


WORKERS = 8


def taken_at_once(app: Flask) -> int:
    """Several workers sweep at one moment after three days; how many days are kept."""
    edition = make_edition()
    registered(edition, utc(1, 10), "Ada")

    def work() -> None:
        app.extensions["cwf_jobs"]["snapshots"]()  # as a process of its own: no turns

    with time_machine.travel(utc(1, 12, 23), tick=False):
        at_once(app, [work] * WORKERS, threads=WORKERS)
    return db.session.scalar(select(func.count()).select_from(Snapshot)) or 0


def test_workers_at_once_keep_each_day_once(app: Flask) -> None:
    assert taken_at_once(app) == 3


def test_who_looks_and_then_inserts_meets_the_other(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with a plain insert the others fail, so they do come at once."""
    plain = dict.fromkeys(("sqlite", "postgresql"), insert(Snapshot.__table__))  # type: ignore[arg-type]
    monkeypatch.setattr(actions, "KEEP", plain)
    with pytest.RaisesGroup(IntegrityError):
        taken_at_once(app)


def test_a_day_once_kept_is_not_taken_anew(app: Flask) -> None:
    edition = make_edition()
    registered(edition, utc(1, 10), "Ada")
    with time_machine.travel(utc(1, 10, 23), tick=False):
        jobs.run_job("snapshots")
    db.session.execute(Participant.__table__.delete())  # type: ignore[attr-defined]
    db.session.commit()
    sweep(utc(1, 10, 23, 2))
    assert days_of(edition) == {date(2027, 1, 10): (1, "job")}


def test_an_edition_that_fails_holds_up_no_other(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, sound = make_edition("2026"), make_edition("2027")
    for edition in (broken, sound):
        registered(edition, utc(1, 10, 12), "Ada")

    def fail(edition: Edition, *given: object, **named: object) -> list[Known]:
        if edition.id == broken.id:
            raise ZeroDivisionError
        return known(edition, *given, **named)

    known = daily.known
    monkeypatch.setattr(daily, "known", fail)
    sweep(utc(1, 10, 23))
    assert [len(days_of(edition)) for edition in (broken, sound)] == [0, 1]
    monkeypatch.undo()
    sweep(utc(1, 10, 23))
    assert [len(days_of(edition)) for edition in (broken, sound)] == [1, 1]
