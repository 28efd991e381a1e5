"""Places in a database: taken, waited for, offered, held back, given up, made fewer and more."""

from datetime import datetime

import pytest
from flask import Flask

from cwf.audit import Actor
from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.places import ClaimState, Counts, Held, Outcome
from cwf.registration.queries.places import claimants, counts, held_by
from tests.registration.placing import DAY, NOON, after, make_edition, make_people, untrue_counts

ORGANISER = Actor(account_id=7, name="Olga")


@pytest.fixture
def people(app: Flask) -> list[int]:
    """Six participants of one edition."""
    return make_people(make_edition(), 6)


@pytest.fixture
def root(people: list[int]) -> int:
    """A tree of two places; offers are open for a day."""
    return places.open_tree(1, capacity=2, offer_minutes=DAY)


def states(root: int, at: datetime) -> dict[int, str]:
    return {one.participant_id: one.state.value for one in claimants(root, at)}


def fill(root: int, people: list[int], *, waiting: int = 0) -> None:
    """The first have places, the next wait, a minute apart."""
    for minute, person in enumerate(people[: 2 + waiting]):
        places.take(root, person, at=after(minute), wait=True)
    db.session.commit()


def test_places_are_taken_until_none_is_left(root: int, people: list[int]) -> None:
    found = [places.take(root, person, at=NOON) for person in people[:4]]
    assert found == [Outcome.TAKEN, Outcome.TAKEN, Outcome.FULL, Outcome.FULL]
    assert counts([root], NOON) == {
        root: Counts(capacity=2, taken=2, free=0, held=0, waiting=0, over=0)
    }
    assert untrue_counts() == []


def test_each_person_takes_one_place(root: int, people: list[int]) -> None:
    found = [places.take(root, people[0], at=after(minute), wait=True) for minute in range(3)]
    assert found == [Outcome.TAKEN, Outcome.ALREADY, Outcome.ALREADY]
    assert counts([root], NOON)[root].taken == 1
    assert untrue_counts() == []


def test_who_waits_is_offered_a_place_that_is_given_up(root: int, people: list[int]) -> None:
    fill(root, people, waiting=2)
    assert places.give_up(root, people[0], at=after(10)) is True
    assert held_by(people[2], after(10)) == [
        Held(
            root_id=root,
            state=ClaimState.OFFERED,
            group="",
            since=after(10),
            expires=after(10 + DAY),
            why="in_turn",
        )
    ]
    assert places.take(root, people[4], at=after(11)) is Outcome.FULL
    assert places.accept(root, people[3], at=after(11)) is Outcome.NOT_OFFERED
    assert places.accept(root, people[2], at=after(12)) is Outcome.TAKEN
    assert places.accept(root, people[2], at=after(13)) is Outcome.ALREADY
    assert untrue_counts() == []
