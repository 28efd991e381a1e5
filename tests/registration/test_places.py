"""Places in a database: taken, waited for, offered, held back, given up, made fewer and more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.actions.settling import Oversold, count_in, lock
from cwf.registration.models import Claim, Quota
from cwf.registration.places import ClaimState, Counts, Held, Outcome
from cwf.registration.queries.places import claimants, counts, held_by, reasons, would_be_over
from cwf.registration.reasons import Code
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


@pytest.fixture
def full(root: int, people: list[int]) -> int:
    """The same: the first two have places, the next three wait, a minute apart."""
    for minute, person in enumerate(people[:5]):
        places.take(root, person, at=after(minute), wait=True)
    db.session.commit()
    return root


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is said to the database meanwhile, by its first words."""
    said: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *more: object) -> None:
        said.append(statement.split()[0])

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)


def told(root: int, at: datetime) -> list[tuple[int, str, str]]:
    """Everybody with a claim, as lists show them."""
    return [(one.participant_id, one.state.value, one.why) for one in claimants(root, at)]


def logged() -> list[tuple[str, str, str]]:
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(one.actor_name, one.action, one.subject) for one in entries]


# --- taking ---


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


def test_a_tree_without_bound_takes_everybody(people: list[int]) -> None:
    root = places.open_tree(1, capacity=None, offer_minutes=DAY)
    assert {places.take(root, person, at=NOON) for person in people} == {Outcome.TAKEN}
    assert counts([root], NOON)[root] == Counts(
        capacity=None, taken=6, free=None, held=0, waiting=0, over=0
    )


def test_a_sign_up_costs_two_statements_got_or_not(root: int, people: list[int]) -> None:
    said: list[list[str]] = []
    for person in people[:3]:
        with statements() as now:
            places.take(root, person, at=NOON)
        said.append(list(now))
    assert said == [["UPDATE", "INSERT"], ["UPDATE", "INSERT"], ["UPDATE", "SELECT"]]


def test_nobody_takes_from_the_close_on(root: int, people: list[int]) -> None:
    places.set_terms(root, offer_minutes=DAY, closes=after(10), at=NOON)
    assert places.take(root, people[0], at=after(9)) is Outcome.TAKEN
    assert places.take(root, people[1], at=after(10), wait=True) is Outcome.CLOSED
    assert counts([root], after(10))[root].free == 0
    assert counts([root], after(9))[root].free == 1


def test_a_tree_that_is_not_there_is_refused(app: Flask) -> None:
    with pytest.raises(LookupError, match=r"\[99\]"):
        places.take(99, 1, at=NOON)


def test_a_counter_that_disagrees_stops_everything(full: int) -> None:
    with pytest.raises(Oversold, match=f"quota {full}"):
        count_in(lock([full])[full], full)


# --- waiting, and offers ---


def test_a_place_given_up_is_offered_to_the_first_in_line(full: int, people: list[int]) -> None:
    assert places.give_up(full, people[0], at=after(10)) is True
    assert held_by(people[2], after(11)) == [
        Held(
            root_id=full,
            state=ClaimState.OFFERED,
            group="",
            since=after(10),
            expires=after(10 + DAY),
            why="in_turn",
        )
    ]
    assert counts([full], after(11))[full] == Counts(
        capacity=2, taken=1, free=0, held=0, waiting=2, over=0, offered=1
    )
    assert logged() == [("system", "place.offer", "Person 2")]


def test_who_comes_later_takes_no_place_past_those_in_line(full: int, people: list[int]) -> None:
    places.give_up(full, people[0], at=after(10))
    assert places.take(full, people[5], at=after(11)) is Outcome.FULL
    assert places.take(full, people[5], at=after(11), wait=True) is Outcome.WAITING
    assert places.accept(full, people[3], at=after(11)) is Outcome.NOT_OFFERED
    assert [one.participant_id for one in claimants(full, after(11)) if one.position] == [
        people[3],
        people[4],
        people[5],
    ]


def test_an_offer_is_accepted_once(full: int, people: list[int]) -> None:
    places.give_up(full, people[0], at=after(10))
    assert places.accept(full, people[2], at=after(12)) is Outcome.TAKEN
    assert places.accept(full, people[2], at=after(13)) is Outcome.ALREADY
    assert told(full, after(13))[:2] == [(people[1], "place", ""), (people[2], "place", "offered")]
    assert untrue_counts() == []


def test_to_ask_for_a_place_is_to_take_the_one_offered(full: int, people: list[int]) -> None:
    places.give_up(full, people[0], at=after(10))
    assert places.take(full, people[2], at=after(12)) is Outcome.TAKEN


def test_an_offer_that_ran_out_is_nobodys_before_anything_is_written_down(
    full: int, people: list[int]
) -> None:
    places.give_up(full, people[0], at=after(10))
    late = after(10 + DAY)
    assert told(full, late) == [
        (people[1], "place", ""),
        (people[3], "offered", "in_turn"),
        (people[4], "waiting", "full"),
        (people[0], "given_up", "given_up"),
        (people[2], "lapsed", "lapsed"),
    ]
    assert db.session.scalar(select(Claim.state).where(Claim.participant_id == people[2])) == (
        "offered"
    )
    before = [held_by(person, late) for person in people]
    assert places.accept(full, people[2], at=late) is Outcome.NOT_OFFERED
    assert [held_by(person, late) for person in people] == before
    assert db.session.scalar(select(Claim.state).where(Claim.participant_id == people[2])) == (
        "lapsed"
    )
    assert logged() == [
        ("system", "place.offer", "Person 2"),
        ("system", "place.lapse", "Person 2"),
        ("system", "place.offer", "Person 3"),
    ]


def test_who_let_an_offer_pass_may_get_in_line_again_at_its_end(
    full: int, people: list[int]
) -> None:
    places.give_up(full, people[0], at=after(10))
    places.give_up(full, people[2], at=after(11))
    assert told(full, after(11))[-1] == (people[2], "given_up", "declined")
    assert places.take(full, people[2], at=after(12), wait=True) is Outcome.WAITING
    assert held_by(people[2], after(12))[0].position == 2
    assert untrue_counts() == []


def test_the_order_of_the_queue_is_that_of_the_lock_whatever_clocks_say(
    full: int, people: list[int]
) -> None:
    assert places.take(full, people[5], at=after(-30), wait=True) is Outcome.WAITING
    assert held_by(people[5], after(10))[0].position == 4


def test_reading_costs_few_statements(full: int, people: list[int]) -> None:
    roots = [full, *(places.open_tree(1, capacity=1, offer_minutes=DAY) for _ in range(5))]
    costs = []
    for read in (
        lambda: counts(roots[1:], NOON),
        lambda: counts(roots, NOON),
        lambda: held_by(people[0], NOON),
        lambda: held_by(people[2], NOON),
        lambda: reasons(roots, people[2], group="", at=NOON),
        lambda: claimants(full, NOON),
    ):
        with statements() as said:
            read()
        costs.append(len(said))
    assert costs == [1, 2, 1, 3, 5, 2]


# --- held back ---


def test_places_held_back_are_for_the_group_until_their_instant(
    root: int, people: list[int]
) -> None:
    places.hold_back(root, group="press", number=1, until=after(60), at=NOON)
    assert places.take(root, people[0], group="full", at=after(1)) is Outcome.TAKEN
    assert places.take(root, people[1], group="full", at=after(2)) is Outcome.FULL
    assert counts([root], after(2))[root] == Counts(
        capacity=2, taken=1, free=0, held=1, waiting=0, over=0
    )
    assert reasons([root], None, group="full", at=after(2))[root].code is Code.HELD_BACK
    assert reasons([root], None, group="press", at=after(2))[root].code is Code.FREE
    assert counts([root], after(60))[root].free == 1
    assert places.take(root, people[1], group="full", at=after(60)) is Outcome.TAKEN
    assert untrue_counts() == []


def test_a_group_takes_its_own_places_first_and_then_those_of_all(
    root: int, people: list[int]
) -> None:
    places.hold_back(root, group="press", number=1, until=None, at=NOON)
    assert places.take(root, people[0], group="press", at=NOON) is Outcome.TAKEN
    assert counts([root], NOON)[root].free == 1
    assert places.take(root, people[1], group="press", at=NOON) is Outcome.TAKEN
    assert untrue_counts() == []
    places.give_up(root, people[0], at=after(1))
    assert counts([root], after(1))[root].held == 1


def test_who_waits_gets_what_was_held_back_at_its_very_end(root: int, people: list[int]) -> None:
    places.hold_back(root, group="press", number=2, until=after(60), at=NOON)
    places.take(root, people[0], group="full", at=after(1), wait=True)
    places.take(root, people[1], group="press", at=after(2), wait=True)
    assert told(root, after(59)) == [(people[1], "place", ""), (people[0], "waiting", "held_back")]
    (mine,) = held_by(people[0], after(90))
    assert (mine.state, mine.since, mine.expires) == ("offered", after(60), after(60 + DAY))


def test_holding_back_no_more_frees_the_places_at_once(root: int, people: list[int]) -> None:
    places.hold_back(root, group="press", number=2, until=None, at=NOON)
    places.take(root, people[0], group="press", at=after(1))
    places.take(root, people[1], group="full", at=after(2), wait=True)
    places.hold_back(root, group="press", number=0, until=None, at=after(3))
    assert told(root, after(3)) == [(people[0], "place", ""), (people[1], "offered", "in_turn")]
    assert db.session.scalars(select(Quota.id)).all() == [root]
    assert untrue_counts() == []


def test_an_offer_stands_though_fewer_places_are_held_back_than_when_it_was_made(
    root: int, people: list[int]
) -> None:
    places.resize(root, 0, NOON)
    places.hold_back(root, group="press", number=1, until=None, at=NOON)
    places.take(root, people[0], group="full", at=after(1), wait=True)
    places.take(root, people[1], group="press", at=after(2), wait=True)
    places.hold_back(root, group="press", number=2, until=None, at=after(3))
    places.take(root, people[2], group="press", at=after(4), wait=True)
    places.resize(root, 2, after(5))
    assert [who for who, state, _ in told(root, after(5)) if state == "offered"] == people[1:3]
    places.hold_back(root, group="press", number=1, until=None, at=after(6))
    found = [places.accept(root, person, at=after(7)) for person in people[1:3]]
    assert found == [Outcome.TAKEN, Outcome.TAKEN]
    assert untrue_counts() == []


# --- smaller and larger ---


def test_a_smaller_capacity_drops_nobody_and_says_who_is_over(full: int, people: list[int]) -> None:
    named = [(one.participant_id, one.state) for one in would_be_over(full, 0, after(10))]
    assert named == [(people[1], ClaimState.PLACE), (people[0], ClaimState.PLACE)]
    assert [one.participant_id for one in would_be_over(full, 1, after(10))] == [people[1]]
    assert would_be_over(full, 2, after(10)) == would_be_over(99, 0, after(10)) == []
    assert counts([full], after(10))[full].taken == 2
    assert places.resize(full, 1, after(10)) == 1
    assert [one.participant_id for one in claimants(full, after(10)) if one.over] == [people[1]]
    assert counts([full], after(10))[full].over == 1
    places.give_up(full, people[0], at=after(11))
    assert counts([full], after(11))[full].over == 0
    assert told(full, after(11))[0] == (people[1], "place", "")
    assert untrue_counts() == []


def test_a_larger_capacity_is_offered_to_those_who_wait(full: int, people: list[int]) -> None:
    assert places.resize(full, 4, after(10)) == 0
    assert [who for who, state, _ in told(full, after(10)) if state == "offered"] == people[2:4]
    places.resize(full, 9, after(11))
    assert counts([full], after(11))[full].free == 4
    assert places.take(full, people[5], at=after(12)) is Outcome.TAKEN


def test_offers_that_no_longer_fit_are_named_before_and_taken_back(
    full: int, people: list[int]
) -> None:
    places.resize(full, 4, after(10))
    named = [(one.participant_id, one.state) for one in would_be_over(full, 3, after(11))]
    assert named == [(people[3], ClaimState.OFFERED)]
    places.resize(full, 3, after(11))
    (mine,) = held_by(people[3], after(11))
    assert (mine.state, mine.position, mine.why) == (ClaimState.WAITING, 1, "resized")
    assert logged()[-1] == ("system", "place.take_back", "Person 3")
    assert untrue_counts() == []


# --- the end ---


def test_who_leaves_gives_all_up_and_it_is_logged_who_did_it(full: int, people: list[int]) -> None:
    other = places.open_tree(1, capacity=1, offer_minutes=DAY)
    places.take(other, people[0], at=NOON)
    assert places.give_all_up(people[0], at=after(10), by=ORGANISER) == 2
    assert places.give_all_up(people[0], at=after(11)) == 0
    assert [(one.state, one.why) for one in held_by(people[0], after(11))] == [
        ("given_up", "cancelled"),
        ("given_up", "cancelled"),
    ]
    assert logged() == [
        ("system", "place.offer", "Person 2"),
        ("Olga", "place.give_up", "Person 0"),
        ("Olga", "place.give_up", "Person 0"),
    ]
    assert untrue_counts() == []


def test_there_is_nothing_to_give_up_twice(full: int, people: list[int]) -> None:
    found = [places.give_up(full, people[3], at=after(10)) for _ in range(2)]
    assert [*found, places.give_up(full, people[5], at=after(10))] == [True, False, False]
    assert untrue_counts() == []


def test_the_claims_of_a_closed_tree_are_cancelled_and_come_back(
    full: int, people: list[int]
) -> None:
    places.give_up(full, people[0], at=after(10))
    places.close_tree(full, after(20))
    places.close_tree(full, after(30))
    assert held_by(people[1], after(40)) == [
        Held(
            root_id=full,
            state=ClaimState.CANCELLED,
            group="",
            since=after(1),
            ended=after(20),
            why="cancelled",
        )
    ]
    assert {state for who, state, _ in told(full, after(40)) if who != people[0]} == {"cancelled"}
    assert places.take(full, people[5], at=after(40)) is Outcome.CLOSED
    assert places.accept(full, people[2], at=after(40)) is Outcome.CLOSED
    assert untrue_counts() == []
    places.reopen_tree(full, after(50))
    assert told(full, after(50)) == [
        (people[1], "place", ""),
        (people[2], "offered", "in_turn"),
        (people[3], "waiting", "full"),
        (people[4], "waiting", "full"),
        (people[0], "given_up", "given_up"),
    ]
    assert held_by(people[2], after(50))[0].expires == after(50 + DAY)
    assert untrue_counts() == []


@pytest.mark.negative_control
def test_counts_that_are_not_true_are_seen(full: int) -> None:
    db.session.execute(update(Quota).where(Quota.id == full).values(taken=1, waiting=0))
    assert untrue_counts() == [f"{full}: 1 0 0, but 2 3 0"]
