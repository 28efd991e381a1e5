"""Two heads name somebody at one moment for the last place of a role: one of them gets it."""

from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import quotas
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.delegations.queries.quotas import quotas_of
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.registration.places import Outcome, Wait
from tests.registration.test_places_races import at_once

HEADS = 8


@pytest.fixture
def scotland(made: Callable[..., Delegation]) -> int:
    """A delegation with ten places, one of them for a student; its id."""
    row = made(stage=Stage.FORMING)
    quotas.grant(row, 10, {Role.STUDENT: 1, Role.OFFICIAL: 9}, at=clock.now(), actor=SYSTEM)
    db.session.commit()
    return row.id


def name(delegation_id: int, who: str, wait: Wait = Wait.NO) -> Outcome:
    """What comes of naming a student, as one of several at the same moment."""
    row = db.session.get_one(Delegation, delegation_id)
    student = Named(name=who, role=Role.STUDENT, email=f"{who}@x.example", country="GB")
    (joined,) = name_members(row, [student], at=clock.now(), actor=SYSTEM, wait=wait)
    return joined.outcome


def named(delegation_id: int) -> int:
    """How many members there are."""
    rows = select(func.count(Member.id)).where(Member.delegation_id == delegation_id)
    return db.session.scalar(rows) or 0


def students(delegation_id: int) -> tuple[int | None, int, int | None]:
    """Granted, named and free places of students."""
    db.session.expire_all()
    part = quotas_of(db.session.get_one(Delegation, delegation_id), clock.now()).roles[Role.STUDENT]
    return part.granted, part.named, part.free


def test_the_last_place_of_a_role_goes_to_one(app: Flask, scotland: int) -> None:
    jobs = [partial(name, scotland, f"s{number}") for number in range(HEADS)]
    found = at_once(app, jobs, threads=HEADS)
    assert sorted(found) == sorted([Outcome.TAKEN, *[Outcome.FULL] * (HEADS - 1)])
    assert (named(scotland), students(scotland)) == (1, (1, 1, 0))


def test_whoever_is_left_without_it_waits_once(app: Flask, scotland: int) -> None:
    jobs = [partial(name, scotland, f"s{number}", Wait.PARTS) for number in range(HEADS)]
    found = at_once(app, jobs, threads=HEADS)
    assert sorted(found) == sorted([Outcome.TAKEN, *[Outcome.WAITING] * (HEADS - 1)])
    assert named(scotland) == HEADS


def test_one_person_named_by_two_at_once_is_one_member(app: Flask, scotland: int) -> None:
    found = at_once(app, [partial(name, scotland, "same")] * 2, threads=2)
    assert sorted(found) == sorted([Outcome.TAKEN, Outcome.ALREADY])
    assert (named(scotland), students(scotland)) == (1, (1, 1, 0))
