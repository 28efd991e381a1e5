"""Who covers what: in the member's own agenda; and places in sessions that a head takes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from cwf.agendas.picks import Hold, Pick
from cwf.agendas.queries.agendas import mine_at
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations, heads
from cwf.delegations.actions.members import name_members
from cwf.delegations.covering import letter
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.delegations.roles import Rank, Role
from cwf.delegations.stages import Stage
from cwf.people.models import Account
from tests.agendas.feeding import address, agenda, feed, read
from tests.agendas.signing import NOON, limit, publish, state_of, workshop
from tests.programme.conftest import Forum, forum, logged
from tests.registration.conftest import Visitor

__all__ = ["forum", "logged"]


@pytest.fixture
def noon() -> Any:
    """Twelve days before the forum."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def scotland(forum: Forum, noon: Any) -> Delegation:
    """A delegation with three members."""
    row = delegations.make(
        forum.edition, region_id=None, name={"en": "Scotland"}, country="GB", actor=SYSTEM, at=NOON
    )
    heads.invite(row, rank=Rank.HEAD, name="Ailsa", email="ailsa@example.org", language="en",
                 at=NOON, actor=SYSTEM)  # fmt: skip
    row.stage = Stage.FORMING
    people = [
        Named(name=name, role=Role.OFFICIAL, email=f"{name.lower()}@example.org", country="GB")
        for name in ("Bo", "Cy", "Di")
    ]
    name_members(row, people, at=NOON, actor=SYSTEM)
    db.session.commit()
    return row


@pytest.fixture
def ailsa(
    scotland: Delegation,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Visitor:
    """The browser of its head."""
    one = account("ailsa@example.org")
    scotland.heads[0].account_id = one.id
    db.session.commit()
    return Visitor(signed_in(one))


def members(row: Delegation) -> dict[str, Member]:
    """By their names."""
    found = db.session.query(Member).filter_by(delegation_id=row.id)
    return {one.participant.person.name: one for one in found}


def page(row: Delegation, slot: UUID | str = "") -> str:
    """The matrix, or one session."""
    return f"/en/delegations/{row.uuid}/programme/{slot}"


def test_a_cover_stands_in_the_agenda_and_calendar_of_the_member(
    forum: Forum,
    scotland: Delegation,
    ailsa: Visitor,
    account: Callable[..., Account],
) -> None:
    (slot,) = workshop(forum, "weaving", 9)
    publish(forum)
    bo = members(scotland)["Bo"]
    own = account("bo@example.org")
    own.person_id = bo.participant.person_id
    db.session.commit()
    path = page(scotland, slot)

    ticked = ailsa.send(path, cover=f"{slot}.{bo.uuid}")
    with_it = mine_at(forum.edition.id, own.id, NOON)
    gone = ailsa.send(path, cover=None)

    assert (ticked.status_code, gone.status_code) == (303, 303)
    assert (with_it.picks, with_it.covers) == ((Pick(slot=slot, hold=Hold.WISH),), {slot})
    assert mine_at(forum.edition.id, own.id, NOON).picks == ()


def test_a_cover_stands_in_the_calendar_that_a_member_subscribed_to(
    app: Flask,
    forum: Forum,
    scotland: Delegation,
    ailsa: Visitor,
    account: Callable[..., Account],
) -> None:
    (slot,) = workshop(forum, "weaving", 9)
    publish(forum)
    bo = members(scotland)["Bo"]
    own = account("bo@example.org")
    own.person_id = bo.participant.person_id
    db.session.commit()
    calendar = f"{address(feed(agenda(forum.edition.id, [], own)))}.ics"
    browser, path = app.test_client(), page(scotland, slot)

    def entries() -> list[tuple[str, str]]:
        found = read(browser.get(calendar).data)
        return [(uid, str(entry["SUMMARY"])) for uid, entry in found.items()]

    before = entries()
    ailsa.send(path, cover=f"{slot}.{bo.uuid}")
    covered = entries()
    ailsa.send(path, cover=None)

    assert (before, covered, entries()) == ([], [(str(slot), "Weaving")], [])


def test_what_another_head_ticked_meanwhile_stays(
    forum: Forum, scotland: Delegation, ailsa: Visitor
) -> None:
    from cwf.delegations.queries.covers import covers_in
    from tests.programme.views.conftest import fields

    (slot,) = workshop(forum, "weaving", 9)
    publish(forum)
    bo, cy = (members(scotland)[name] for name in ("Bo", "Cy"))
    path = page(scotland, slot)
    old = fields(ailsa.get(path).text)

    ailsa.send(path, cover=f"{slot}.{bo.uuid}")
    ailsa.post(path, {**old, "cover": f"{slot}.{cy.uuid}"})

    assert covers_in(scotland.id) == {slot: {bo.id, cy.id}}


def test_members_of_others_and_slots_that_are_none_are_left_aside(
    forum: Forum, scotland: Delegation, ailsa: Visitor
) -> None:
    from cwf.delegations.queries.covers import covers_in

    (slot,) = workshop(forum, "weaving", 9)
    publish(forum)
    bo = members(scotland)["Bo"]

    for sent in (f"{slot}.{UUID(int=5)}", f"{UUID(int=5)}.{bo.uuid}", "nonsense", "."):
        assert ailsa.send(page(scotland, slot), cover=sent).status_code == 303

    assert covers_in(scotland.id) == {}
    assert ailsa.get(page(scotland, UUID(int=5))).status_code == 404


def test_a_head_signs_several_up_in_one_go_and_the_last_place_goes_to_one(
    forum: Forum, scotland: Delegation, ailsa: Visitor
) -> None:
    (slot,) = workshop(forum, "weaving", 9)
    root = limit(forum, slot, 2)
    publish(forum)
    three = members(scotland)
    path = page(scotland, slot)

    def press(step: str, *names: str) -> None:
        ticked = [str(three[name].uuid) for name in names]
        from tests.programme.views.conftest import token

        data = {"csrf_token": token(ailsa.get(path).text), "step": step, "who": ticked}
        assert ailsa.client.post(f"{path}/sign-ups", data=data).status_code == 303

    def states() -> list[str]:
        db.session.rollback()
        return [state_of(one.participant, root) for one in members(scotland).values()]

    press("take", "Bo", "Cy", "Di")
    full = states()
    press("wait", "Di")
    waits = states()
    press("give_up", "Bo", "Di")

    assert full == ["place", "place", ""]
    assert waits == ["place", "place", "waiting"]
    assert states() == ["given_up", "place", "given_up"]


def test_overlaps_are_refused_unless_they_are_meant(
    forum: Forum, scotland: Delegation, ailsa: Visitor
) -> None:
    (one,), (other,) = (
        workshop(forum, "weaving", 9),
        workshop(forum, "printing", 9, room="store-sal"),
    )
    first, second = limit(forum, one, 5), limit(forum, other, 5)
    publish(forum)
    bo = members(scotland)["Bo"]
    assert first != second

    def press(slot: UUID, **more: str) -> str:
        from tests.programme.views.conftest import token

        path = page(scotland, slot)
        data = {
            "csrf_token": token(ailsa.get(path).text),
            "step": "take",
            "who": str(bo.uuid),
            **more,
        }
        ailsa.client.post(f"{path}/sign-ups", data=data)
        return state_of(bo.participant, limit_root[slot])

    limit_root = {one: first, other: second}

    assert press(one) == "place"
    assert press(other) == ""
    assert press(other, both="1") == "place"


def test_letters_go_on_after_z() -> None:
    assert [letter(one) for one in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
