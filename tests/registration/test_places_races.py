"""A thousand at the same moment: exactly as many places as there are, each person once.

Every sign-up is a transaction of its own on a connection of its own, `AT_ONCE` of them at a time,
as the threads of two web processes would have them. The negative control shows that the test could
fail: with the conditional update replaced by reading and then writing, and a barrier between the
two, places are sold twice.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from cwf import database
from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.models import Claim
from cwf.registration.places import ClaimState, Outcome
from cwf.registration.queries.places import counts
from cwf.registration.queries.trees import QUOTAS
from tests.meeting import LONG, SHORT, Meeting
from tests.registration.placing import DAY, NOON, make_edition, make_people, untrue_counts

AT_ONCE = 16
SIGN_UPS = 1000
PLACES = 100


def at_once(app: Flask, jobs: Sequence[Callable[[], Any]], threads: int = AT_ONCE) -> list[Any]:
    """What each gave, in order; they begin together, each commits by itself."""
    together = threading.Barrier(threads)

    def work(job: Callable[[], Any]) -> Any:
        with app.app_context():
            found = job()
            db.session.commit()
            return found

    db.session.commit()
    with ThreadPoolExecutor(threads, initializer=lambda: together.wait(60)) as pool:
        return list(pool.map(work, jobs))


def with_places(root: int) -> list[int]:
    held = select(Claim.participant_id).where(
        Claim.root_id == root, Claim.state == ClaimState.PLACE
    )
    return list(db.session.scalars(held))


def asks(root: int, people: Sequence[int], **how: Any) -> list[Callable[[], Outcome]]:
    return [lambda who=who: places.take(root, who, at=NOON, **how) for who in people]


@pytest.fixture
def people(app: Flask) -> list[int]:
    """Three hundred participants."""
    return make_people(make_edition(), 300)


def twice(people: Sequence[int]) -> list[int]:
    """The first tenth and more press the button twice, right one after the other."""
    again = SIGN_UPS - len(people)
    return [who for one in people[:again] for who in (one, one)] + list(people[again:])


def test_a_thousand_sign_ups_fill_exactly_a_hundred_places(app: Flask, long: bool) -> None:
    people = make_people(make_edition(), SIGN_UPS * 9 // 10)
    for _ in range(20 if long else 2):
        root = places.open_tree(1, capacity=PLACES, offer_minutes=DAY)
        found = Counter(at_once(app, asks(root, twice(people))))
        assert found[Outcome.TAKEN] == PLACES
        assert found.total() == SIGN_UPS
        assert set(found) <= {Outcome.TAKEN, Outcome.ALREADY, Outcome.FULL}
        held = with_places(root)
        assert (len(held), len(set(held))) == (PLACES, PLACES)
        assert untrue_counts() == []


def test_of_three_hundred_at_once_all_beyond_the_places_wait_in_line_once(
    app: Flask, people: list[int]
) -> None:
    root = places.open_tree(1, capacity=PLACES, offer_minutes=DAY)
    found = Counter(at_once(app, asks(root, people + people[:100], wait=True)))
    assert found[Outcome.TAKEN] == PLACES
    assert set(found) == {Outcome.TAKEN, Outcome.ALREADY, Outcome.WAITING}
    now = counts([root], NOON)[root]
    assert (now.taken, now.waiting, now.offered, now.free) == (PLACES, 200, 0, 0)
    queued = db.session.scalars(
        select(Claim.queued).where(Claim.root_id == root, Claim.state == ClaimState.WAITING)
    ).all()
    assert len(set(queued)) == 200
    assert untrue_counts() == []


def test_places_held_back_are_for_their_group_in_a_race_too(app: Flask, people: list[int]) -> None:
    root = places.open_tree(1, capacity=40, offer_minutes=DAY)
    places.hold_back(root, group="press", number=10, until=None, at=NOON)
    anybody, press = people[:150], people[150:170]
    jobs = asks(root, anybody[:75], group="full") + asks(root, press, group="press")
    at_once(app, jobs + asks(root, anybody[75:], group="full"))
    held = with_places(root)
    assert len(held) == len(set(held)) == 40
    assert len(set(held) & set(press)) >= 10
    assert untrue_counts() == []


def test_a_crowd_that_comes_waits_accepts_and_goes_keeps_the_counts_true(
    app: Flask, people: list[int]
) -> None:
    root = places.open_tree(1, capacity=20, offer_minutes=DAY)

    def come_and_go(who: int) -> None:
        places.take(root, who, at=NOON, wait=True)
        db.session.commit()
        if who % 3 == 0:
            places.give_up(root, who, at=NOON)
            db.session.commit()
        places.accept(root, who, at=NOON)

    at_once(app, [lambda who=who: come_and_go(who) for who in people[:150]])
    now = counts([root], NOON)[root]
    assert now.taken + now.offered == 20
    assert untrue_counts() == []


# --- the negative control ---


def read_then_write(meeting: Meeting) -> Callable[..., bool]:
    """How one must not do it: both have read before either writes."""

    def count_at_once(root_id: int, at: Any) -> bool:
        quota = db.session.execute(select(QUOTAS).where(QUOTAS.c.id == root_id)).one()
        meeting.wait()
        if quota.taken >= quota.capacity:
            return False
        written = update(QUOTAS).where(QUOTAS.c.id == root_id).values(taken=quota.taken + 1)
        db.session.execute(written)
        return True

    return count_at_once


@contextmanager
def without_begin_immediate() -> Iterator[None]:
    """SQLite as the driver has it: a transaction begins with the first change, not before."""

    def as_the_driver_has_it(connection: Any, *more: Any) -> None:
        connection.isolation_level = ""

    db.session.remove()
    db.engine.dispose()
    event.remove(Engine, "begin", database._begin_sqlite)
    event.listen(db.engine, "checkout", as_the_driver_has_it)
    try:
        yield
    finally:
        event.remove(db.engine, "checkout", as_the_driver_has_it)
        event.listen(Engine, "begin", database._begin_sqlite)
        db.session.remove()
        db.engine.dispose()


def sold(
    app: Flask, people: Sequence[int], monkeypatch: pytest.MonkeyPatch, seconds: int = LONG
) -> int:
    """How many of two people get the one place, when both read before either writes."""
    root = places.open_tree(1, capacity=1, offer_minutes=DAY)
    monkeypatch.setattr(places, "count_at_once", read_then_write(Meeting(seconds)))
    found = at_once(app, asks(root, people[:2]), threads=2)
    assert found.count(Outcome.TAKEN) == len(with_places(root))
    return len(with_places(root))


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_reading_and_then_writing_oversells(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sold(app, make_people(make_edition(), 2), monkeypatch) == 2


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_on_sqlite_it_oversells_once_begin_immediate_is_gone_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people(make_edition(), 2)
    assert sold(app, people, monkeypatch, SHORT) == 1, "BEGIN IMMEDIATE lets nobody read in between"
    with without_begin_immediate():
        assert sold(app, people, monkeypatch) == 2


@pytest.mark.negative_control
def test_the_database_refuses_what_a_counter_must_not_say(app: Flask) -> None:
    """CHECK and UNIQUE stand behind the conditional update."""
    (who,) = make_people(make_edition(), 1)
    root = places.open_tree(1, capacity=1, offer_minutes=DAY)
    places.take(root, who, at=NOON)
    db.session.commit()
    with pytest.raises(IntegrityError):
        db.session.execute(update(QUOTAS).where(QUOTAS.c.id == root).values(taken=2))
    db.session.rollback()
    again = {"root_id": root, "quota_id": root, "participant_id": who}
    with pytest.raises(IntegrityError):
        db.session.execute(insert(Claim).values(**again, state=ClaimState.PLACE, since=NOON))
    db.session.rollback()
