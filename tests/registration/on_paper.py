"""A machine that does the same to a tree of places in the database and to one kept on paper."""

from datetime import datetime
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.places import ClaimState
from cwf.registration.queries.places import claimants
from tests.registration.placing import NOON, after, make_edition, make_people, untrue_counts

MINUTES = st.integers(1, 50)


class OnPaper(RuleBasedStateMachine):
    """What holds of every tree; in one transaction, rolled back at the end.

    A machine sets `root` and `paper` first, and says in rules of its own who does what.
    """

    people: list[int]
    root: int
    paper: Any  # of `plain_model`

    @property
    def at(self) -> datetime:
        return after(self.paper.now)

    @rule(minutes=MINUTES)
    def wait(self, minutes: int) -> None:
        self.paper.wait_until(self.paper.now + minutes)

    @rule()
    def write_down(self) -> None:
        read = claimants(self.root, self.at)
        places.settle_tree(self.root, self.at)
        assert claimants(self.root, self.at) == read

    @invariant()
    def everybody_has_what_the_paper_says(self) -> None:
        found = {
            one.participant_id: (
                one.state.value,
                one.position,
                None
                if one.expires is None or one.state is not ClaimState.OFFERED
                else int((one.expires - NOON).total_seconds() / 60),
            )
            for one in claimants(self.root, self.at)
        }
        states = {who: self.paper.state(number) for number, who in enumerate(self.people)}
        assert found == {who: state for who, state in states.items() if state}

    @invariant()
    def counters_say_what_the_claims_say(self) -> None:
        assert untrue_counts() == []

    def teardown(self) -> None:
        db.session.rollback()


def stands_as_on_paper(
    machine: type[OnPaper], app: Flask, *, people: int, examples: int, on_postgresql: int
) -> None:
    """Run a machine for so many examples; fewer on the engine that is slower."""
    machine.people = make_people(make_edition(), people)
    slow = app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql")
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=on_postgresql if slow else examples,
            stateful_step_count=40,
            phases=[Phase.generate],  # a shorter example takes minutes to find
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
