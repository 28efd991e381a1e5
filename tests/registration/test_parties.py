"""Several people at once: taken in one go, waiting wholly or in part, and why."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.actions.nodes import put_node
from cwf.registration.actions.parties import (
    accept_party,
    give_up_party,
    take_all,
    wait_in_parts,
)
from cwf.registration.models import Claim
from cwf.registration.places import Outcome, Wait, Wish
from cwf.registration.queries.nodes import parties
from cwf.registration.queries.places import claimants, counts, held_by, reasons
from tests.registration.placing import DAY, after, make_edition, make_people, untrue_counts
from tests.registration.test_places import statements

NOON = after(0)
TAKEN, FULL, WAITING, ALREADY = Outcome.TAKEN, Outcome.FULL, Outcome.WAITING, Outcome.ALREADY


@pytest.fixture
def people(app: Flask) -> list[int]:
    """Eight participants of one edition."""
    return make_people(make_edition(), 8)


@pytest.fixture
def root(people: list[int]) -> int:
    """Six places, three of them for a region; one person without a region has one of the others."""
    made = places.open_tree(1, capacity=6, offer_minutes=DAY)
    put_node(made, "d1", capacity=3, until=None, at=NOON)
    places.take(made, people[7], at=NOON)
    return made


def of_region(people: list[int]) -> list[Wish]:
    return [Wish(who, "d1") for who in people]


def states(root: int, minute: int) -> dict[int, str]:
    return {one.participant_id: one.state.value for one in claimants(root, after(minute))}


def party_of(who: int) -> UUID:
    found = db.session.scalar(select(Claim.party).where(Claim.participant_id == who))
    assert found
    return found


def test_whoever_gets_a_place_gets_one_and_the_rest_none(root: int, people: list[int]) -> None:
    found = take_all(root, of_region(people[:5]), at=NOON)
    assert list(found.items()) == list(zip(people, [TAKEN] * 3 + [FULL] * 2, strict=False))
    assert take_all(root, of_region(people[2:4]), at=NOON) == {people[2]: ALREADY, people[3]: FULL}
    assert counts([root], NOON)[root].taken == 4
    assert untrue_counts() == []


def test_five_hundred_cost_as_many_statements_as_five(app: Flask) -> None:
    people = make_people(make_edition(), 505)
    root = places.open_tree(1, capacity=600, offer_minutes=DAY)
    put_node(root, "d1", capacity=600, until=None, at=NOON)
    said = []
    for some in (people[:5], people[5:]):
        with statements() as now:
            assert set(take_all(root, of_region(some), at=NOON).values()) == {TAKEN}
        said.append(list(now))
    assert said[0] == said[1] == ["SELECT", "SELECT", "SELECT", "UPDATE", "INSERT"]
    assert untrue_counts() == []


def test_who_asks_twice_is_counted_once(root: int, people: list[int]) -> None:
    wishes = [Wish(people[0], "d1"), Wish(people[0], "+full")]
    assert take_all(root, wishes, at=NOON) == {people[0]: TAKEN}
    assert held_by(people[0], NOON)[0].group == "d1"
    assert untrue_counts() == []


def test_in_parts_those_without_a_place_wait_each_for_themselves(
    root: int, people: list[int]
) -> None:
    found = take_all(root, of_region(people[:5]), at=NOON, wait=Wait.PARTS)
    assert list(found.values()) == [TAKEN] * 3 + [WAITING] * 2
    places.give_up(root, people[0], at=after(1))
    assert states(root, 1)[people[3]] == "offered"
    assert states(root, 1)[people[4]] == "waiting"
    assert untrue_counts() == []


def test_wholly_all_wait_until_there_is_a_place_for_each(root: int, people: list[int]) -> None:
    take_all(root, of_region(people[:2]), at=NOON)
    found = take_all(root, of_region(people[2:5]), at=NOON, wait=Wait.WHOLE)
    assert set(found.values()) == {WAITING}
    assert take_all(root, of_region([people[5]]), at=after(1)) == {people[5]: TAKEN}, "first fit"
    (party,) = parties(root, after(1))
    assert (party.together, party.need, party.there_are, party.full) == (True, 3, 0, ("d1",))
    places.give_up(root, people[0], at=after(2))
    places.give_up(root, people[1], at=after(3))
    (party,) = parties(root, after(3))
    assert (party.need, party.there_are, party.full) == (3, 2, ("d1",))
    why = reasons([root], people[2], group="d1", at=after(3))[root]
    assert (why.need, why.there_are, why.full, why.position) == (3, 2, ("d1",), 1)
    places.give_up(root, people[5], at=after(4))
    assert [states(root, 4)[who] for who in people[2:5]] == ["offered"] * 3
    assert {one.expires for one in claimants(root, after(4)) if one.expires} == {after(4 + DAY)}
    assert accept_party(root, party.id, at=after(5)) == dict.fromkeys(people[2:5], TAKEN)
    assert accept_party(root, party.id, at=after(6)) == dict.fromkeys(people[2:5], ALREADY)
    assert parties(root, after(6)) == []
    assert untrue_counts() == []


def test_offers_of_a_party_lapse_together(root: int, people: list[int]) -> None:
    take_all(root, of_region([people[0]]), at=NOON)
    take_all(root, of_region(people[1:4]), at=NOON, wait=Wait.WHOLE)
    places.give_up(root, people[0], at=after(1))
    places.accept(root, people[1], at=after(2))
    late = states(root, 1 + DAY)
    assert [late[who] for who in people[1:4]] == ["place", "lapsed", "lapsed"]


def test_a_party_may_be_let_wait_in_parts(root: int, people: list[int]) -> None:
    take_all(root, of_region([people[0]]), at=NOON)
    take_all(root, of_region(people[1:4]), at=NOON, wait=Wait.WHOLE)
    wait_in_parts(root, party_of(people[1]), after(1))
    assert [states(root, 1)[who] for who in people[1:4]] == ["offered", "offered", "waiting"]
    (party,) = parties(root, after(1))
    assert [one.state.value for one in party.people] == ["offered", "offered", "waiting"]
    assert (party.together, party.need, party.there_are) == (False, 1, 0)
    found = accept_party(root, party.id, at=after(2))
    assert list(found.values()) == [TAKEN, TAKEN, Outcome.NOT_OFFERED]
    assert untrue_counts() == []


def test_offers_to_a_party_are_taken_back_together_where_too_few_are_left(
    root: int, people: list[int]
) -> None:
    take_all(root, of_region([people[0]]), at=NOON)
    take_all(root, of_region(people[1:4]), at=NOON, wait=Wait.WHOLE)
    places.give_up(root, people[0], at=after(1))
    put_node(root, "d1", capacity=2, until=None, at=after(2))
    assert {one.why for one in claimants(root, after(2)) if one.position} == {"resized"}
    assert [states(root, 2)[who] for who in people[1:4]] == ["waiting"] * 3


def test_a_party_that_gives_up_leaves_the_line_and_it_is_logged_by_whom(
    root: int, people: list[int]
) -> None:
    take_all(root, of_region(people[:2]), at=NOON)
    take_all(root, of_region(people[2:5]), at=NOON, wait=Wait.PARTS)
    by = Actor(account_id=1, name="Olga")
    assert give_up_party(root, party_of(people[3]), at=after(1), by=by) == 2
    assert give_up_party(root, uuid4(), at=after(1), by=by) == 0
    assert states(root, 1)[people[2]] == "place"
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    assert [(one.actor_name, one.action, one.subject) for one in entries] == [
        ("Olga", "place.give_up", "Person 3"),
        ("Olga", "place.give_up", "Person 4"),
    ]
    assert untrue_counts() == []


def test_to_ask_together_is_to_take_what_was_offered(root: int, people: list[int]) -> None:
    take_all(root, of_region(people[:5]), at=NOON, wait=Wait.PARTS)
    places.give_up(root, people[0], at=after(1))
    found = take_all(root, of_region(people[:5]), at=after(2), wait=Wait.PARTS)
    assert list(found.values()) == [WAITING, ALREADY, ALREADY, TAKEN, WAITING]
    assert untrue_counts() == []


def test_on_a_closed_tree_nobody_gets_anything(root: int, people: list[int]) -> None:
    take_all(root, of_region(people[:4]), at=NOON, wait=Wait.PARTS)
    party = party_of(people[3])
    places.set_terms(root, offer_minutes=DAY, closes=after(5), at=NOON)
    found = take_all(root, of_region(people[2:5]), at=after(5), wait=Wait.PARTS)
    assert list(found.values()) == [ALREADY, Outcome.CLOSED, Outcome.CLOSED]
    places.close_tree(root, after(6))
    assert take_all(root, of_region([people[5]]), at=after(7)) == {people[5]: Outcome.CLOSED}
    assert accept_party(root, party, at=after(7)) == {people[3]: Outcome.CLOSED}
    assert untrue_counts() == []
