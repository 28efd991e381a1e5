"""Another definition of who is international moves delegations with their places and people."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations as actions
from cwf.delegations.actions import quotas
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation
from cwf.delegations.naming import Named
from cwf.delegations.queries.node_names import delegations_at, groups_now
from cwf.delegations.queries.quotas import quotas_of
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.registration.actions.admission import open_places
from cwf.registration.actions.granting import set_international
from cwf.registration.actions.nodes import put_node
from cwf.registration.international import Basis
from cwf.registration.models import Admission, Claim
from cwf.registration.places import Wait
from cwf.registration.queries.counting import untrue
from cwf.registration.queries.nodes import nodes
from tests.delegations.conftest import NOW
from tests.registration.conftest import Visitor

Make = Callable[..., Delegation]
HELD = NOW + timedelta(days=30)
PLACES = "/en/manage/editions/2027/registration-places/international"
SETTINGS = "/en/manage/editions/2027/settings"


def tree() -> dict[str, tuple[int | None, int, str | None]]:
    """(capacity, taken, the node above) by node."""
    db.session.rollback()
    root = db.session.scalars(select(Admission.root_id)).one()
    assert root is not None
    found = nodes(root, NOW)
    return {one.group: (one.capacity, one.taken, one.above) for one in found if one.group}


def claims() -> list[tuple[str, str]]:
    """The group of each claim and its state, the one who waits last."""
    found = db.session.execute(select(Claim.group, Claim.state).order_by(Claim.state, Claim.group))
    return [(group, str(state)) for group, state in found]


def filled(made: Make, edition: Edition) -> Delegation:
    """Scotland with 3 places, 2 of them for officials; a third official waits."""
    admission = open_places(edition, 50, NOW, SYSTEM)
    assert admission.root_id is not None
    put_node(admission.root_id, "int", capacity=20, until=HELD, at=NOW)
    row = made(stage=Stage.FORMING, places_held_until=HELD)
    quotas.grant(row, 3, {Role.OFFICIAL: 2}, at=NOW, actor=SYSTEM)
    people = [(Role.OFFICIAL, name) for name in ("A One", "B Two", "C Three")]
    named = [Named(name=name, role=role, country="GB") for role, name in people]
    named.append(Named(name="D Four", role=Role.STUDENT, country="GB"))
    name_members(row, named, at=NOW, actor=SYSTEM, wait=Wait.PARTS)
    db.session.commit()
    return row


ABROAD = {"int": (20, 3, ""), "int/d1": (3, 3, "int"), "int/d1/official": (2, 2, "int/d1")}
AT_HOME = {"int": (20, 0, ""), "d1": (3, 3, ""), "d1/official": (2, 2, "d1")}
OWN = ["d1/official", "d1/official", "d1/student", "d1/official"]
STATES = ["place", "place", "place", "waiting"]


def test_nodes_and_people_of_a_delegation_go_home_and_abroad_again(
    made: Make, edition: Edition
) -> None:
    row = filled(made, edition)
    before = quotas_of(row, NOW).said()
    assert tree() == ABROAD
    set_international(edition, basis=Basis.RESIDENCE, home=["DK", "GB"], at=NOW, actor=SYSTEM)
    db.session.commit()
    assert tree() == AT_HOME
    assert claims() == list(zip(OWN, STATES, strict=True))
    assert quotas_of(row, NOW).said() == before
    assert untrue() == []
    set_international(edition, basis=Basis.REGION, home=["DK", "GB"], at=NOW, actor=SYSTEM)
    db.session.commit()
    assert tree() == ABROAD
    assert claims() == list(zip([f"int/{one}" for one in OWN], STATES, strict=True))
    assert untrue() == []


def test_who_is_named_afterwards_finds_the_places_of_the_delegation(
    made: Make, edition: Edition
) -> None:
    row = filled(made, edition)
    set_international(edition, basis=Basis.RESIDENCE, home=["GB"], at=NOW, actor=SYSTEM)
    quotas.grant(row, 4, {Role.OFFICIAL: 3}, at=NOW, actor=SYSTEM)
    late = [Named(name="E Five", role=Role.PRESS, country="GB")]
    (joined,) = name_members(row, late, at=NOW, actor=SYSTEM, wait=Wait.NO)
    db.session.commit()
    assert joined.member is None, "the delegation has four places, and four people have them"
    assert tree()["d1"] == (4, 3, "")
    assert untrue() == []


def test_a_node_too_small_for_who_comes_is_over_and_nobody_loses_a_place(
    made: Make, edition: Edition
) -> None:
    filled(made, edition)
    set_international(edition, basis=Basis.RESIDENCE, home=["GB"], at=NOW, actor=SYSTEM)
    root = db.session.scalars(select(Admission.root_id)).one()
    assert root is not None
    put_node(root, "int", capacity=1, until=None, at=NOW)
    set_international(edition, basis=Basis.RESIDENCE, home=["DK"], at=NOW, actor=SYSTEM)
    db.session.commit()
    assert tree()["int"] == (1, 3, "")
    assert [state for _, state in claims()] == STATES
    assert untrue() == []


def test_the_pages_of_the_definition_and_of_the_edition_move_them_both(
    made: Make, edition: Edition, host: Visitor
) -> None:
    filled(made, edition)
    assert host.send(PLACES, home="DK, GB").status_code == 303
    assert tree() == AT_HOME
    assert host.send(PLACES, home="").status_code == 303
    assert tree() == ABROAD
    assert host.send(SETTINGS, country="GB", host_region="").status_code == 303
    assert tree() == AT_HOME


def test_another_country_of_a_delegation_moves_it(made: Make, edition: Edition) -> None:
    row = filled(made, edition)
    actions.change(row, at=NOW, actor=SYSTEM, country="DK")
    db.session.commit()
    assert tree() == AT_HOME
    assert untrue() == []


def test_groups_that_are_nobody_s_or_right_stay(app: Flask, made: Make, edition: Edition) -> None:
    row = made()
    groups = ["", "int", "+full", "int+full", "int/d99", "d1/official+delegate", "int/d1", "d12x"]
    assert groups_now(edition.id, groups) == {
        "d1/official+delegate": "int/d1/official+delegate",
        "int/d1": "int/d1",
    }
    assert groups_now(edition.id + 1, groups) == {}
    name = {"en": "Scotland"}
    assert delegations_at(edition.id, ["int/d1", "int/d1/press", "int/d1/king", "+full"]) == {
        "int/d1": (name, None),
        "int/d1/press": (name, Role.PRESS),
    }
    assert row.id == 1


def test_nodes_are_called_by_region_and_role(made: Make, edition: Edition, host: Visitor) -> None:
    filled(made, edition)
    page = host.get("/en/manage/editions/2027/registration-places").text
    assert "Scotland: Officials" in page
    assert "Scotland: Students" not in page, "they have no number of their own"
