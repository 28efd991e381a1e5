"""The numbers of targets on each day: taken, made afterwards, and of targets that came later."""

from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select

from cwf import audit, jobs
from cwf.attendance.actions.targets import change_target, retire, set_target
from cwf.attendance.measures import Unit
from cwf.attendance.models import Clicks, Count, Snapshot, Station, Target
from cwf.attendance.predicates import Of, Predicate, Where
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.editions.models import Edition
from cwf.programme.models import Session
from tests.attendance.growing import make_edition, registered, utc
from tests.attendance.test_evidence import came
from tests.delegations.parties import comes, delegation, takes_part
from tests.programme.conftest import Forum

ABROAD = Where(international=True)


def sweep(*args: int) -> None:
    """What a worker does at an instant of 2027."""
    db.session.rollback()
    with time_machine.travel(utc(*args), tick=False):
        jobs.run_job("snapshots")


def target(edition: Edition, of: Of, unit: Unit = Unit.PARTICIPANT, **where: Any) -> Target:
    row = set_target(
        edition,
        unit=unit,
        predicate=Predicate(of=of, where=Where(**where)),
        name={"en": of.value},
        low=3000,
        at=utc(1, 10, 8),
        actor=SYSTEM,
    )
    db.session.commit()
    return row


def told(edition: Edition, row: Target) -> dict[int, list[int] | None]:
    """What each day of a month says of a target."""
    db.session.rollback()
    uuid = str(row.uuid)
    days = select(Snapshot).where(Snapshot.edition_id == edition.id).order_by(Snapshot.day)
    return {day.day.day: day.figures.get(uuid) for day in db.session.scalars(days)}


@pytest.fixture
def edition(app: Flask) -> Edition:
    """Two come on the tenth of January, one of them from abroad, and one more each day after."""
    made = make_edition()
    registered(made, utc(1, 10), "Ada")
    registered(made, utc(1, 10), "Bo", country="DK")
    for day in (11, 12, 13):
        registered(made, utc(1, day), f"P{day}")
    return made


def test_a_day_says_the_numbers_of_all_targets(edition: Edition) -> None:
    everybody = target(edition, Of.REGISTERED)
    abroad = target(edition, Of.REGISTERED, international=True)
    sweep(1, 13, 23)
    expected = {10: [2, 0, 0, 0], 11: [3, 0, 0, 0], 12: [4, 0, 0, 0], 13: [5, 0, 0, 0]}
    assert told(edition, everybody) == expected
    assert told(edition, abroad) == {day: [n - 1, 0, 0, 0] for day, (n, *_) in expected.items()}


def test_a_target_that_is_set_later_is_counted_on_the_days_before(edition: Edition) -> None:
    sweep(1, 13, 23)
    late = target(edition, Of.REGISTERED, international=True)
    assert told(edition, late) == dict.fromkeys((10, 11, 12, 13))
    sweep(1, 14, 9)
    assert [kept and kept[0] for kept in told(edition, late).values()] == [1, 2, 3, 4]


def test_what_counts_something_else_is_counted_anew(edition: Edition) -> None:
    row = target(edition, Of.REGISTERED)
    sweep(1, 13, 23)
    change_target(
        edition,
        row,
        unit=Unit.PARTICIPANT,
        predicate=Predicate(of=Of.REGISTERED, where=ABROAD),
        path=(),
        why_now="from abroad, as the bid says",
        at=utc(1, 14, 8),
        actor=SYSTEM,
        low=3000,
        name={"en": "From abroad"},
    )
    db.session.commit()
    assert told(edition, row) == dict.fromkeys((10, 11, 12, 13))
    sweep(1, 14, 9)
    assert [kept and kept[0] for kept in told(edition, row).values()] == [1, 2, 3, 4]


def test_another_number_aimed_at_leaves_the_days_alone(edition: Edition) -> None:
    row = target(edition, Of.REGISTERED)
    sweep(1, 13, 23)
    change_target(
        edition,
        row,
        unit=Unit.PARTICIPANT,
        predicate=Predicate(of=Of.REGISTERED),
        path=(),
        why_now="",
        at=utc(1, 14, 8),
        actor=SYSTEM,
        low=2500,
    )
    db.session.commit()
    assert [kept and kept[0] for kept in told(edition, row).values()] == [2, 3, 4, 5]


def test_a_target_given_up_is_not_counted_on(edition: Edition) -> None:
    row = target(edition, Of.REGISTERED)
    sweep(1, 12, 23, 30)
    retire(edition, row, why_now="", at=utc(1, 13), actor=SYSTEM)
    db.session.commit()
    sweep(1, 13, 23)
    assert [kept and kept[0] for kept in told(edition, row).values()] == [2, 3, 4, None]


def test_the_programme_is_told_from_the_day_on_that_it_is_asked(edition: Edition) -> None:
    row = target(edition, Of.SESSIONS, Unit.SESSION)
    sweep(1, 13, 23)
    sweep(1, 14, 9)
    assert told(edition, row) == {10: None, 11: None, 12: None, 13: [0, 0, 0, 0]}


def test_of_a_day_that_was_missed_the_programme_is_told_if_it_is_the_same_still(
    forum: Forum,
) -> None:
    """One more is sure on the 12th of August; somebody made one person of two on the 14th."""
    row = target(forum.edition, Of.SESSIONS, Unit.SESSION)
    one = db.session.scalars(select(Session).where(Session.edition_id == forum.edition.id)).first()
    assert one is not None
    kinds = select(func.count()).select_from(Session).where(Session.status == "confirmed")
    with time_machine.travel(utc(8, 12, year=2017), tick=False):
        one.status = "confirmed"
        audit.record(
            SYSTEM, "session.change", scope=audit.edition_scope(forum.edition.id), subject="One"
        )
        db.session.commit()
    sure = db.session.scalar(kinds)
    registered(forum.edition, utc(8, 10, year=2017), "Ada")

    def missed(last: int) -> dict[int, list[int] | None]:
        db.session.execute(delete(Snapshot))
        db.session.commit()
        with time_machine.travel(utc(8, last + 1, year=2017), tick=False):
            jobs.run_job("snapshots")
        return told(forum.edition, row)

    now = [sure, 0, 0, 0]
    assert missed(13) == {10: None, 11: None, 12: now, 13: now}
    with time_machine.travel(utc(8, 14, year=2017), tick=False):
        audit.record(SYSTEM, "person.merge", scope=audit.NETWORK, subject="Bo")
        db.session.commit()
    assert missed(15) == {10: None, 11: None, 12: None, 13: None, 14: now, 15: now}


def test_counts_stand_on_the_days_on_which_they_stood(edition: Edition) -> None:
    """Reported on the 11th, withdrawn on the 13th; a clicker sends on the 12th."""
    guests, visits = (
        target(edition, Of.COUNTED, Unit.GUEST),
        target(edition, Of.COUNTED, Unit.VISIT),
    )
    db.session.add(
        Count(edition_id=edition.id, key="a", unit="guest", method="lincoln_petersen", number=40,
              low=30, high=55, made=utc(1, 11), withdrawn=utc(1, 13))
    )  # fmt: skip
    clicker = Station(edition_id=edition.id, kind="clicker", name="Foyer", made=utc(1, 1))
    db.session.add(clicker)
    db.session.flush()
    db.session.add(
        Clicks(key="b", station_id=clicker.id, day=date(2027, 1, 12), at=utc(1, 12),
               received=utc(1, 12), came=9, left=4)
    )  # fmt: skip
    db.session.commit()
    sweep(1, 13, 23)
    nothing, counted = [0, 0, 0, 0], [0, 40, 30, 55]
    assert told(edition, guests) == {10: nothing, 11: counted, 12: counted, 13: nothing}
    assert told(edition, visits) == {10: nothing, 11: nothing, 12: [9, 0, 0, 0], 13: [9, 0, 0, 0]}


def test_a_day_made_afterwards_is_as_it_was_taken(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Delegations, the host's among them, check-ins, one undone, and somebody who gave up."""
    day = date(2017, 11, 1)
    party = delegation(forum, "scotland", "Scotland", "Europe/London")
    own = delegation(forum, "far", "Far", "Asia/Kolkata", country="IN")
    db.session.get_one(Delegation, own.row.id).region_id = None
    comes(forum, party, "Ailsa Morrison", country="GB", channel="delegation")
    comes(forum, own, "Ravi Rao", country="IN", role="student")
    here, there = takes_part(forum, "Bo Bo", country="DK"), takes_part(forum, "Cy Cy", country=None)
    gone = utc(10, 25, year=2017)
    takes_part(forum, "Dee Dee", standing="cancelled", cancelled=gone, country="DK")
    came(forum, here, day, utc(11, 1, 7, year=2017))
    came(forum, there, day, utc(11, 1, 7, year=2017), undone=utc(11, 1, 8, year=2017))
    kept = {}
    for at in (utc(11, 1, 23, year=2017), utc(11, 1, 23, 30, year=2017)):
        with time_machine.travel(at, tick=False):
            jobs.run_job("snapshots")
        row = db.session.scalars(select(Snapshot).where(Snapshot.day == day)).one()
        kept[row.source] = row.cells
        db.session.execute(Snapshot.__table__.delete())  # type: ignore[attr-defined]
        db.session.commit()
    assert kept["job"] == kept["log"]
    assert len(kept["job"]) == 5
