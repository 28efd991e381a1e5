"""Whatever is done in whatever order, places stand as a plain list kept on paper has them."""

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from cwf.registration.actions import places
from cwf.registration.places import ClaimState
from cwf.registration.queries.places import claimants, counts, would_be_over
from tests.registration.on_paper import MINUTES, OnPaper, stands_as_on_paper
from tests.registration.placing import after
from tests.registration.plain_model import OFFER, Paper

PEOPLE = 7
GROUPS = ["", "", "", "press", "press", "student", "student"]
PERSON = st.integers(0, PEOPLE - 1)


class Places(OnPaper):
    """A root with parts that hold places back for a group."""

    @initialize(capacity=st.integers(0, 4))
    def open_tree(self, capacity: int) -> None:
        self.root = places.open_tree(1, capacity=capacity, offer_minutes=OFFER)
        self.paper = Paper(capacity=capacity, group=dict(enumerate(GROUPS)))

    @rule(person=PERSON, wait=st.booleans())
    def take(self, person: int, wait: bool) -> None:
        found = places.take(
            self.root, self.people[person], group=GROUPS[person], at=self.at, wait=wait
        )
        assert found.value == self.paper.take(person, wait=wait)

    @rule(person=PERSON)
    def take_or_wait(self, person: int) -> None:
        self.take(person, wait=True)

    @rule(person=PERSON)
    def accept(self, person: int) -> None:
        found = places.accept(self.root, self.people[person], at=self.at)
        assert found.value == self.paper.accept(person)

    @rule(person=PERSON)
    def give_up(self, person: int) -> None:
        found = places.give_up(self.root, self.people[person], at=self.at)
        assert found == self.paper.give_up(person)

    @rule(capacity=st.integers(0, 5))
    def resize(self, capacity: int) -> None:
        before = {one.participant_id: one.state for one in claimants(self.root, self.at)}
        told = would_be_over(self.root, capacity, self.at)
        over = places.resize(self.root, capacity, self.at)
        assert over == self.paper.resize(capacity)
        now = {one.participant_id: one for one in claimants(self.root, self.at)}
        assert {one.participant_id for one in told if one.state is ClaimState.PLACE} == {
            who for who, one in now.items() if one.over
        }
        assert {one.participant_id for one in told if one.state is ClaimState.OFFERED} == {
            who
            for who, one in now.items()
            if before[who] is ClaimState.OFFERED and one.state is ClaimState.WAITING
        }

    @rule(
        group=st.sampled_from(["press", "student"]),
        number=st.integers(0, 3),
        until=st.none() | MINUTES,
    )
    def hold_back(self, group: str, number: int, until: int | None) -> None:
        ends = None if until is None else self.paper.now + until
        places.hold_back(
            self.root,
            group=group,
            number=number,
            until=None if ends is None else after(ends),
            at=self.at,
        )
        self.paper.hold_back(group, number, ends)

    @rule(minutes=st.none() | MINUTES)
    def close_at(self, minutes: int | None) -> None:
        ends = None if minutes is None else self.paper.now + minutes
        closes = None if ends is None else after(ends)
        places.set_terms(self.root, offer_minutes=OFFER, closes=closes, at=self.at)
        self.paper.closes = ends
        self.paper.serve()

    @rule()
    def close_or_reopen(self) -> None:
        if self.paper.closed:
            places.reopen_tree(self.root, self.at)
        else:
            places.close_tree(self.root, self.at)
            self.paper.offers.clear()
        self.paper.closed = not self.paper.closed
        self.paper.serve()

    @invariant()
    def the_numbers_are_those_of_the_paper(self) -> None:
        paper, found = self.paper, counts([self.root], self.at)[self.root]
        assert (found.taken, found.offered, found.waiting, found.held, found.free) == (
            len(paper.places),
            len(paper.offers),
            len(paper.queue) - len(paper.offers),
            paper.held(),
            paper.left() - paper.held() if paper.open() else 0,
        )


def test_places_stand_as_on_paper(app: Flask, long: bool) -> None:
    times = 20 if long else 1
    stands_as_on_paper(Places, app, people=PEOPLE, examples=20 * times, on_postgresql=8 * times)
