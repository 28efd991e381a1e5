"""Nested places under concurrency: total, region and role are never exceeded, parties stay whole.

The negative control takes the lock and the conditional update away, and the last place of a role
is sold twice.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.actions.nodes import put_node
from cwf.registration.actions.parties import take_all
from cwf.registration.actions.settling import put
from cwf.registration.ledger import Lines
from cwf.registration.places import Outcome, Tree, Wait, Wish
from cwf.registration.queries.counting import untrue
from cwf.registration.queries.nodes import nodes
from cwf.registration.queries.places import claimants
from cwf.registration.queries.trees import read_trees
from tests.meeting import LONG, SHORT, Meeting
from tests.registration.placing import DAY, NOON, after, make_edition, make_people, untrue_counts
from tests.registration.test_places_races import at_once, with_places, without_begin_immediate

OFFICIAL, STUDENT = "int/d1/official", "int/d1/student"
GRANTS = (("int", 40), ("int/d1", 20), (OFFICIAL, 8), (STUDENT, 6))


def grant(root: int) -> int:
    for group, number in GRANTS:
        put_node(root, group, capacity=number, until=None, at=NOON)
    put_node(root, "+x", capacity=50, until=None, across=True, at=NOON)
    return root


def test_three_hundred_at_once_get_exactly_what_each_level_has(app: Flask, long: bool) -> None:
    people = make_people(make_edition(), 300)
    groups = [OFFICIAL, "int+x", STUDENT, "+x", OFFICIAL, "int+x"] * 50
    for _ in range(20 if long else 1):
        root = grant(places.open_tree(1, capacity=60, offer_minutes=DAY))
        asks = [
            partial(places.take, root, who, group=group, at=NOON)
            for who, group in zip(people, groups, strict=True)
        ]
        found = Counter(zip(groups, at_once(app, asks), strict=True))
        taken = {group: number for (group, how), number in found.items() if how is Outcome.TAKEN}
        assert taken == {OFFICIAL: 8, STUDENT: 6, "int+x": 20, "+x": 20}
        assert {one.group: one.taken for one in nodes(root, NOON)} == {
            "": 54, "int": 34, "int/d1": 14, OFFICIAL: 8, STUDENT: 6, "+x": 40,
        }  # fmt: skip
        assert untrue_counts() == untrue() == []


def test_parties_and_others_who_come_and_go_at_once_stay_whole(app: Flask) -> None:
    people = make_people(make_edition(), 120)
    root = places.open_tree(1, capacity=23, offer_minutes=DAY)
    put_node(root, "d1", capacity=12, until=None, at=NOON)
    parties = [people[first : first + 5] for first in range(0, 60, 5)]

    def come_and_go(who: int) -> Outcome:
        outcome = places.take(root, who, group="d1", at=NOON, wait=True)
        db.session.commit()
        if who % 2:
            places.give_up(root, who, at=NOON)
        return outcome

    asks: list[Callable[[], Any]] = [
        partial(take_all, root, [Wish(who, "d1") for who in five], at=NOON, wait=Wait.WHOLE)
        for five in parties
    ]
    asks += [partial(come_and_go, who) for who in people[60:]]
    at_once(app, [ask for pair in zip(asks[:12] * 5, asks[12:], strict=True) for ask in pair])
    state = {one.participant_id: one.state.value for one in claimants(root, NOON)}
    for five in parties:
        assert len({state[who] for who in five}) == 1
    (_, region) = nodes(root, NOON)
    assert region.taken + region.offered <= 12
    assert untrue_counts() == untrue() == []


# --- whatever happens at the same moment ---

PEOPLE = 24
PERSON = st.integers(0, PEOPLE - 1)
GROUP = st.sampled_from([OFFICIAL, STUDENT, "int/d1/press", "int+x", "+x"])
DEED = st.one_of(
    st.tuples(st.just("take"), PERSON, GROUP),
    st.tuples(st.just("wait"), PERSON, GROUP),
    st.tuples(st.just("party"), PERSON, GROUP),
    st.tuples(st.just("accept"), PERSON, GROUP),
    st.tuples(st.just("give_up"), PERSON, GROUP),
    st.tuples(st.just("regroup"), PERSON, GROUP),
)


class Racing(RuleBasedStateMachine):
    """Batches of deeds, all of one batch at the same moment."""

    app: Flask
    people: list[int]

    @initialize()
    def open_tree(self) -> None:
        self.minute = 0
        self.root = places.open_tree(1, capacity=9, offer_minutes=30)
        for group, number in (("int", 6), ("int/d1", 4), (OFFICIAL, 2), (STUDENT, 1)):
            put_node(self.root, group, capacity=number, until=None, at=NOON)
        put_node(self.root, "+x", capacity=5, until=None, across=True, at=NOON)

    @rule(deeds=st.lists(DEED, min_size=8, max_size=16), minutes=st.integers(0, 20))
    def all_at_once(self, deeds: Sequence[tuple[str, int, str]], minutes: int) -> None:
        self.minute += minutes
        over = {one.group: one.over for one in nodes(self.root, after(self.minute))}
        at_once(self.app, [partial(self.do, *deed) for deed in deeds], threads=8)
        now = {one.group: one.over for one in nodes(self.root, after(self.minute))}
        assert {group for group, number in now.items() if number > over[group]} == set()

    def do(self, deed: str, person: int, group: str) -> None:
        who, at = self.people[person], after(self.minute)
        if deed in ("take", "wait"):
            places.take(self.root, who, group=group, at=at, wait=deed == "wait")
        elif deed == "party":
            three = [self.people[(person + more) % PEOPLE] for more in range(3)]
            wishes = [Wish(one, group) for one in three]
            take_all(self.root, wishes, at=at, wait=Wait.WHOLE)
        elif deed == "regroup":
            places.regroup(self.root, who, group, at=at)
        else:
            getattr(places, deed)(self.root, who, at=at)

    @rule(group=st.sampled_from(["int", "int/d1", OFFICIAL]), number=st.integers(1, 6))
    def grant(self, group: str, number: int) -> None:
        put_node(self.root, group, capacity=number, until=None, at=after(self.minute))

    @invariant()
    def counters_say_what_the_claims_say(self) -> None:
        assert untrue_counts() == untrue() == []


def test_whatever_happens_at_the_same_moment_nothing_is_oversold(app: Flask, long: bool) -> None:
    Racing.app, Racing.people = app, make_people(make_edition(), PEOPLE)
    run_state_machine_as_test(
        Racing,
        settings=settings(
            max_examples=20 if long else 2,
            stateful_step_count=12 if long else 6,
            phases=[Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


# --- the negative control ---


def without_lock(monkeypatch: pytest.MonkeyPatch, seconds: int = LONG) -> None:
    """How one must not do it: both have read before either writes what they reckoned."""
    meeting = Meeting(seconds)

    def read(roots: Sequence[int]) -> dict[int, Tree]:
        found = read_trees(roots)
        meeting.wait()
        return found

    def write(tree: Tree, node: int, group: str) -> None:
        said = {tree.id: tree.taken, **{part.id: part.taken for part in tree.parts}}
        for one in Lines(tree).all(node, group):
            put(one, taken=said[one] + 1)

    monkeypatch.setattr(places, "take_at_once", lambda *asked: False)
    monkeypatch.setattr(places, "lock", read)
    monkeypatch.setattr(places, "count_in", write)


def sold(app: Flask, people: Sequence[int]) -> int:
    """How many of two people get the last place of a role."""
    root = places.open_tree(1, capacity=5, offer_minutes=DAY)
    put_node(root, "d1", capacity=3, until=None, at=NOON)
    put_node(root, "d1/official", capacity=1, until=None, at=NOON)
    ask = partial(places.take, root, group="d1/official", at=NOON)
    at_once(app, [partial(ask, who) for who in people], threads=2)
    return len(with_places(root))


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_without_the_lock_a_role_is_oversold(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    people = make_people(make_edition(), 2)
    assert sold(app, people) == 1
    without_lock(monkeypatch)
    assert sold(app, people) == 2
    assert untrue() != []


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_on_sqlite_it_is_oversold_once_begin_immediate_is_gone_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people(make_edition(), 2)
    without_lock(monkeypatch, SHORT)
    assert sold(app, people) == 1, "BEGIN IMMEDIATE lets nobody read in between"
    with without_begin_immediate():
        without_lock(monkeypatch)
        assert sold(app, people) == 2
