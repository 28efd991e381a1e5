"""A tree of any depth stands as on paper, whatever is done with it by people and parties."""

from uuid import uuid4

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import select

from cwf.database import db
from cwf.registration.actions import parties, places
from cwf.registration.actions.nodes import drop_node, put_node
from cwf.registration.models import Claim
from cwf.registration.places import ClaimState, Wait, Wish
from cwf.registration.queries.counting import untrue
from cwf.registration.queries.nodes import nodes, would_be_over_at
from cwf.registration.queries.places import claimants
from tests.registration.on_paper import MINUTES, OnPaper, stands_as_on_paper
from tests.registration.placing import after
from tests.registration.plain_model import OFFER, Nested, leads_to

PEOPLE = 9
GROUPS = ("int/d1/official", "int/d1/student+x", "int/d2/official", "int+x", "+x", "", "d3/press")
NODES = ("int", "int/d1", "int/d1/official", "int/d1/student", "int/d2", "d3", "+x", "int+x")
PERSON = st.integers(0, PEOPLE - 1)
GROUP = st.sampled_from(GROUPS)
SOME = st.dictionaries(PERSON, GROUP, min_size=1, max_size=4)


class Nesting(OnPaper):
    """Nodes of any depth, and parties."""

    @initialize(capacity=st.none() | st.integers(2, 7))
    def open_tree(self, capacity: int | None) -> None:
        self.root = places.open_tree(1, capacity=capacity, offer_minutes=OFFER)
        self.paper = Nested(capacity=capacity)
        for group, number in (("int", 4), ("int/d1", 3), ("int/d1/official", 2), ("+x", 3)):
            self.put(group, number, None)

    @rule(person=PERSON, group=GROUP, wait=st.booleans())
    def take(self, person: int, group: str, wait: bool) -> None:
        who = self.people[person]
        found = places.take(self.root, who, group=group, at=self.at, wait=wait)
        claims = person in self.paper.queue or person in self.paper.places
        said = self.paper.take_all({person: group}, "parts" if wait else "no")
        if not claims:
            self.paper.party.pop(person, None)
        assert found.value == said[person]

    @rule(some=SOME, wait=st.sampled_from(Wait))
    def take_all(self, some: dict[int, str], wait: Wait) -> None:
        wishes = [Wish(self.people[one], group) for one, group in some.items()]
        found = parties.take_all(self.root, wishes, at=self.at, wait=wait)
        said = self.paper.take_all(some, wait.value)
        assert {who: outcome.value for who, outcome in found.items()} == {
            self.people[one]: outcome for one, outcome in said.items()
        }

    @rule(some=SOME)
    def wait_wholly(self, some: dict[int, str]) -> None:
        self.take_all(some, Wait.WHOLE)

    @rule(person=PERSON)
    def accept(self, person: int) -> None:
        found = places.accept(self.root, self.people[person], at=self.at)
        assert found.value == self.paper.accept(person)

    @rule(person=PERSON)
    def give_up(self, person: int) -> None:
        found = places.give_up(self.root, self.people[person], at=self.at)
        assert found == self.paper.give_up(person)

    @rule(person=PERSON, group=GROUP)
    def regroup(self, person: int, group: str) -> None:
        found = places.regroup(self.root, self.people[person], group, at=self.at)
        assert found.value == self.paper.regroup(person, group)

    @rule(person=PERSON)
    def accept_party(self, person: int) -> None:
        said = {one: self.paper.accept(one) for one in self._party(person)}
        found = parties.accept_party(self.root, self._uuid(person), at=self.at)
        waits = {who: "not_offered" if how == "waiting" else how for who, how in said.items()}
        assert {who: how.value for who, how in found.items()} == {
            self.people[one]: how for one, how in waits.items()
        }

    @rule(person=PERSON)
    def give_up_party(self, person: int) -> None:
        theirs = [one for one in self._party(person) if one in self.paper.queue]
        assert parties.give_up_party(self.root, self._uuid(person), at=self.at) == len(theirs)
        for one in theirs:
            self.paper.end(one, "given_up")
        self.paper.serve()

    @rule(person=PERSON)
    def wait_in_parts(self, person: int) -> None:
        parties.wait_in_parts(self.root, self._uuid(person), self.at)
        self.paper.together.difference_update(self._party(person))
        self.paper.serve()

    @rule(group=st.sampled_from(NODES), number=st.integers(0, 5), until=st.none() | MINUTES)
    def put_node(self, group: str, number: int, until: int | None) -> None:
        ends = None if until is None or "+" in group else self.paper.now + until
        before = {one.participant_id: one for one in claimants(self.root, self.at)}
        until = None if ends is None else after(ends)
        told = would_be_over_at(self.root, group, number, self.at, until=until)
        had = group in self.paper.nodes
        over = self.put(group, number, ends)
        if not had:
            return
        places_over = [one for one in told if one.state is ClaimState.PLACE]
        assert len(places_over) == over
        now = {one.participant_id: one for one in claimants(self.root, self.at)}
        back = {one.participant_id for one in told if one.state is ClaimState.OFFERED}
        assert back >= {
            who
            for who, one in now.items()
            if before[who].state is ClaimState.OFFERED and one.state is ClaimState.WAITING
        }

    def put(self, group: str, number: int, ends: int | None) -> int:
        across, until = "+" in group, None if ends is None else after(ends)
        over = put_node(self.root, group, capacity=number, until=until, across=across, at=self.at)
        self.paper.nodes[group] = number, ends
        self.paper.change()
        taken = sum(leads_to(group, self.paper.group[who]) for who in self.paper.places)
        assert over == max(0, taken - number)
        return over

    @rule(group=st.sampled_from(NODES))
    def drop(self, group: str) -> None:
        drop_node(self.root, group, at=self.at)
        self.paper.nodes.pop(group, None)
        self.paper.change()

    @rule(capacity=st.none() | st.integers(0, 8))
    def resize(self, capacity: int | None) -> None:
        places.resize(self.root, capacity, self.at)
        self.paper.capacity = capacity
        self.paper.change()

    def _party(self, person: int) -> list[int]:
        party = self.paper.party.get(person)
        return [one for one, of in self.paper.party.items() if of == party]

    def _uuid(self, person: int) -> object:
        mine = select(Claim.party).where(
            Claim.participant_id == self.people[person], Claim.ended.is_(None)
        )
        if person not in self.paper.party:
            return uuid4()
        return db.session.scalar(mine.execution_options(populate_existing=True))

    @invariant()
    def every_node_has_the_numbers_of_the_paper(self) -> None:
        paper = self.paper
        for one in nodes(self.root, self.at):
            taken = sum(leads_to(one.group, paper.group[who]) for who in paper.places)
            room = paper.room(one.group)
            held = 0 if "+" in one.group else min(room, paper.below(one.group))
            assert (one.taken, one.taken + one.offered, one.held) == (
                taken,
                paper.used(one.group),
                held,
            )
            assert one.free == (None if one.capacity is None else room - held)

    @invariant()
    def every_counter_is_right(self) -> None:
        assert untrue() == []


def test_a_nested_tree_stands_as_on_paper(app: Flask, long: bool) -> None:
    times = 20 if long else 1
    stands_as_on_paper(Nesting, app, people=PEOPLE, examples=15 * times, on_postgresql=5 * times)
