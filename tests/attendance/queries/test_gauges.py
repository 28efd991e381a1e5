"""What metrics tell of targets: goals and numbers of forums to come, of the last day kept."""

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from cwf import jobs
from cwf.attendance.actions.targets import set_target
from cwf.attendance.measures import Unit
from cwf.attendance.models import Count
from cwf.attendance.predicates import Of, Predicate
from cwf.attendance.queries.gauges import gauges
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from tests.attendance.growing import make_edition, registered, utc

TOKEN = {"Authorization": "Bearer a-token-for-the-tests"}


def aimed(edition: Edition) -> None:
    """A target of guests; two registered, forty estimated beside them."""
    set_target(
        edition, unit=Unit.GUEST, predicate=Predicate(of=Of.EVERYBODY), name={"en": "Guests"},
        low=10_000, at=utc(1, 10), actor=SYSTEM,
    )  # fmt: skip
    registered(edition, utc(1, 10), "Ada")
    registered(edition, utc(1, 10), "Bo")
    db.session.add(
        Count(edition_id=edition.id, key=edition.slug, unit="guest", method="duplication",
              number=40, low=30, high=50, made=utc(1, 10))
    )  # fmt: skip
    db.session.commit()


def told(client: FlaskClient, *args: int) -> list[str]:
    """The lines of attendance at an instant."""
    db.session.rollback()
    with time_machine.travel(utc(*args), tick=False):
        text = client.get("/metrics", headers=TOKEN).text
    return [line for line in text.splitlines() if line.startswith(("cwf_target", "cwf_day_kept"))]


def test_goals_and_numbers_of_the_last_day(app: Flask, client: FlaskClient) -> None:
    edition = make_edition()
    aimed(edition)
    assert told(client, 1, 10, 20) == []
    with time_machine.travel(utc(1, 10, 23), tick=False):
        jobs.run_job("snapshots")
    labels = '{edition="2027",target="Guests",unit="guest"}'
    assert told(client, 1, 11, 1) == [
        f"cwf_target_goal{labels} 10000.0",
        f"cwf_target_counted{labels} 2.0",
        f"cwf_target_estimated{labels} 40.0",
        'cwf_day_kept_age_seconds{edition="2027"} 7200.0',
    ]
    assert told(client, 5, 21) == []  # it is over


def test_it_asks_twice_however_many_editions_there_are(app: Flask) -> None:
    for slug in ("2027", "2028", "2029"):
        aimed(make_edition(slug))
    with time_machine.travel(utc(1, 10, 23), tick=False):
        jobs.run_job("snapshots")
        asked: list[str] = []

        def note(_1: object, _2: object, statement: str, *_: object) -> None:
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        found = list(gauges())
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in asked if one != "BEGIN IMMEDIATE"]) == 2
    assert [len(one.values) for one in found] == [3, 3, 3, 3]
