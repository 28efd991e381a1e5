"""A head takes all places that are offered to members at once, or declines them."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from cwf.audit import SYSTEM, Actor, AuditEntry
from cwf.database import db
from cwf.delegations.actions.leaving import decline_offers
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation, Head
from cwf.delegations.naming import Named
from cwf.delegations.queries.members import members_of
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.registration.actions.group_offers import take_offers
from cwf.registration.actions.seating import root_of
from cwf.registration.actions.standing import take_offer
from cwf.registration.models import Claim, Participant
from cwf.registration.places import Wait
from cwf.registration.queries.counting import untrue
from cwf.registration.queries.offered import offered_to
from tests.delegations.conftest import NOW
from tests.delegations.views.test_members import base, grant
from tests.registration.conftest import Visitor, mails
from tests.registration.test_places_races import at_once

HEAD = Actor(account_id=None, name="Ailsa Morrison")
IN = "You are registered: Creativity World Forum, Aarhus 2027"
OUT = "You come with the delegation of Scotland no longer: Aarhus 2027"


@pytest.fixture
def scotland(made: Callable[..., Delegation]) -> Delegation:
    """A delegation that is being formed."""
    return made(stage=Stage.FORMING)


@pytest.fixture
def ailsa(
    scotland: Delegation,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Visitor:
    """The browser of its head."""
    one = account("ailsa@gov.example", name="Ailsa Morrison")
    head = db.session.scalars(select(Head).where(Head.delegation_id == scotland.id)).one()
    head.account_id = one.id
    db.session.commit()
    return Visitor(signed_in(one))


def wait_for_places(row: Delegation, *names: str, wait: Wait = Wait.WHOLE) -> None:
    """Officials of that name, each with an address; who has none yet waits for a place."""
    people = [
        Named(name=name, role=Role.OFFICIAL, email=f"{name.lower()}@x.example", country="GB")
        for name in names
    ]
    name_members(row, people, at=NOW, actor=SYSTEM, wait=wait)
    db.session.commit()


def stands() -> dict[str, tuple[str, str]]:
    """By name, how each participant stands, and their claim."""
    db.session.rollback()
    db.session.expire_all()
    found = select(Participant, Claim.state).join(Claim, Claim.participant_id == Participant.id)
    rows = db.session.execute(found.order_by(Participant.id))
    return {one.person.name: (str(one.standing), state) for one, state in rows}


def uuids(row: Delegation) -> dict[str, str]:
    return {one.participant.person.name: str(one.uuid) for one in members_of(row.id)}


def told(subject: str) -> list[str]:
    return sorted(recipient for recipient, said in mails() if said == subject)


def test_all_offers_are_taken_at_once_and_each_is_told(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    grant(edition, scotland, official=1)
    wait_for_places(scotland, "Ada", "Bea")
    waits = ailsa.get(base(scotland)).text
    grant(edition, scotland, official=2)
    page = ailsa.get(base(scotland)).text
    pages = []
    for _time in range(2):
        done = ailsa.post(f"{base(scotland)}waiting/offers", {}, page=base(scotland))
        pages.append(ailsa.get(str(done.location)).text)

    assert "Take all" not in waits
    assert "Decline" not in waits
    assert "Take all 2 places" in page
    assert "The places that are offered are kept until:" in page
    assert "Decline …" in page
    assert stands() == {"Ada": ("confirmed", "place"), "Bea": ("confirmed", "place")}
    assert told(IN) == ["ada@x.example", "bea@x.example"]
    assert "2 places are taken." in pages[0]
    assert "Take all" not in pages[0]
    assert "No place is offered any more." in pages[1]
    entries = select(AuditEntry.actor_name, AuditEntry.subject, AuditEntry.after).where(
        AuditEntry.action == "registration.confirm"
    )
    assert sorted(db.session.execute(entries), key=str) == [
        ("Ailsa Morrison", name, {"state": "confirmed"}) for name in ("Ada", "Bea")
    ]
    assert untrue() == []


def test_declined_they_come_no_longer_and_the_next_in_line_have_the_offers(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    grant(edition, scotland, official=1)
    wait_for_places(scotland, "Ada", "Bea")
    wait_for_places(scotland, "Cal", "Dot", "Eve", wait=Wait.PARTS)
    grant(edition, scotland, official=3)
    before = stands()
    path = f"{base(scotland)}waiting/decline"
    page = ailsa.get(path).text
    there = uuids(scotland)
    ailsa.post(path, {"who": [there["Ada"], there["Bea"]]}, page=path)

    assert {who: claim for who, (_standing, claim) in before.items()} == {
        "Ada": "offered", "Bea": "offered", "Cal": "place", "Dot": "waiting", "Eve": "waiting",
    }  # fmt: skip
    assert "Decline the 2 places that are offered" in page
    assert "<b>Ada</b>" in page
    assert "<b>Dot</b>" not in page
    assert stands() == {
        "Ada": ("cancelled", "given_up"),
        "Bea": ("cancelled", "given_up"),
        "Cal": ("confirmed", "place"),
        "Dot": ("waiting", "offered"),
        "Eve": ("waiting", "offered"),
    }
    assert list(uuids(scotland)) == ["Cal", "Dot", "Eve"]
    assert told(OUT) == ["ada@x.example", "bea@x.example"]
    assert untrue() == []


def test_only_those_on_the_page_are_declined(
    edition: Edition, scotland: Delegation, ailsa: Visitor
) -> None:
    """Who was offered a place since is not, nor who took theirs meanwhile."""
    grant(edition, scotland, official=1)
    wait_for_places(scotland, "Ada", "Bea", "Cal", wait=Wait.PARTS)
    grant(edition, scotland, official=3)
    there, path = uuids(scotland), f"{base(scotland)}waiting/decline"
    ailsa.post(path, {"who": [there["Bea"], "", "no such member"]}, page=path)
    again = ailsa.post(path, {"who": [there["Bea"]]}, page=path)

    assert stands() == {
        "Ada": ("confirmed", "place"),
        "Bea": ("cancelled", "given_up"),
        "Cal": ("waiting", "offered"),
    }
    assert again.status_code == 303
    assert told(OUT) == ["bea@x.example"]

    cal = db.session.scalars(select(Participant).where(Participant.email == "cal@x.example")).one()
    offered = offered_to(root_of(edition.id), [cal.id], NOW)
    assert offered is not None
    assert take_offer(cal, at=NOW, actor=HEAD)
    db.session.commit()
    assert decline_offers(scotland, members_of(scotland.id), offered, at=NOW, actor=HEAD) == []
    db.session.commit()
    assert stands()["Cal"] == ("confirmed", "place")
    assert ailsa.get(path).status_code == 303, "nothing is offered any more"


def test_the_same_party_of_another_delegation_is_left_alone(
    edition: Edition, made: Callable[..., Delegation], scotland: Delegation, ailsa: Visitor
) -> None:
    oklahoma = made("oklahoma", head="ann@x.example", stage=Stage.FORMING)
    for row in (scotland, oklahoma):
        grant(edition, row, official=1)
    wait_for_places(scotland, "Ada", "Bea")
    wait_for_places(oklahoma, "Cal", "Dot")
    for row in (scotland, oklahoma):
        grant(edition, row, official=2)
    # As if those of both had asked together.
    db.session.execute(update(Claim).values(party=UUID(int=1)))
    db.session.commit()
    ailsa.post(f"{base(scotland)}waiting/offers", {}, page=base(scotland))
    assert [stands()[who][0] for who in ("Ada", "Bea", "Cal", "Dot")] == [
        "confirmed", "confirmed", "waiting", "waiting",
    ]  # fmt: skip


def test_taken_and_declined_at_one_moment_each_ends_one_way(
    app: Flask, edition: Edition, scotland: Delegation
) -> None:
    number = 6
    grant(edition, scotland, official=1)
    wait_for_places(scotland, *(f"M{one}" for one in range(number)))
    grant(edition, scotland, official=number)
    row_id, people = scotland.id, [one.participant_id for one in members_of(scotland.id)]
    offered = offered_to(root_of(edition.id), people, NOW)
    assert offered is not None

    def take() -> int:
        return len(take_offers(1, offered, at=NOW, actor=HEAD))

    def decline() -> int:
        # Without the lock on the delegation that a page takes first: the rows alone have to do.
        row = db.session.get_one(Delegation, row_id)
        return len(decline_offers(row, members_of(row.id), offered, at=NOW, actor=HEAD))

    took, gone = at_once(app, [take, decline], threads=2)
    assert sorted([took, gone]) == [0, number]
    expected = ("confirmed", "place") if took else ("cancelled", "given_up")
    assert set(stands().values()) == {expected}
    assert untrue() == []


@pytest.mark.negative_control
def test_without_the_lock_on_people_both_would_be_done(
    edition: Edition, scotland: Delegation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who took the place is cancelled all the same, once nobody looks how they stand by then."""
    grant(edition, scotland, official=1)
    wait_for_places(scotland, "Ada", "Bea")
    grant(edition, scotland, official=2)
    there = members_of(scotland.id)
    offered = offered_to(root_of(edition.id), [one.participant_id for one in there], NOW)
    assert offered is not None
    rows = {one.participant_id: one.participant for one in there}
    assert len(take_offers(edition.id, offered, at=NOW, actor=HEAD)) == 2
    monkeypatch.setattr("cwf.registration.actions.group_offers._locked", lambda ids: rows)
    decline_offers(scotland, there, offered, at=NOW, actor=HEAD)
    assert [row.standing for row in rows.values()] == ["cancelled", "cancelled"]
    db.session.rollback()
