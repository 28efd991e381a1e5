"""A worker is killed while it lets go of what was kept long enough: nobody is half erased."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf import jobs
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.jobs import RETENTION
from cwf.people.models import Person
from cwf.registration.models import Participant, Particulars
from tests.faults.test_killed import killed_at

PEOPLE = 6
WORK = ("jobs", "work")


@pytest.fixture
def past(app: Flask) -> Edition:
    """A forum of long ago, of which everything is due."""
    made = Edition(slug="2011", year=2011, zone="UTC", starts=date(2011, 5, 1))
    db.session.add(made)
    db.session.flush()
    at = datetime(2011, 1, 1, tzinfo=UTC)
    for number in range(PEOPLE):
        row = Participant(
            edition_id=made.id,
            person=Person(name=f"Ada {number}", sort_name=f"Ada {number}"),
            category="full",
            country="GB",
            email=f"ada{number}@example.org",
            standing="confirmed",
            consented=at,
            asked=at,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add(Particulars(participant_id=row.id, diet="vegan"))
    db.session.commit()
    return made


def state() -> tuple[int, int, int]:
    """How many have particulars, a name, and are there at all."""
    db.session.rollback()
    people = select(func.count()).select_from(Participant)
    kept = db.session.scalar(select(func.count()).select_from(Particulars)) or 0
    named = db.session.scalar(people.where(Participant.email.is_not(None))) or 0
    return kept, named, db.session.scalar(people) or 0


@pytest.mark.parametrize("step", ["letting go", "amid erasing"])
def test_killed_it_begins_again_and_nobody_is_half_erased(
    app: Flask, past: Edition, tmp_path: Path, step: str
) -> None:
    killed_at(app, step, tmp_path / "told", *WORK)
    kept, named, there = state()
    assert there == PEOPLE
    assert (kept, named) in {(PEOPLE, PEOPLE), (0, PEOPLE)}
    assert db.session.get(jobs.Heartbeat, RETENTION) is None
    db.session.rollback()
    jobs.run_job(RETENTION)
    assert state() == (0, 0, PEOPLE)
    jobs.run_job(RETENTION)
    assert state() == (0, 0, PEOPLE)
