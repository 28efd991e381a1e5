"""A member who comes no longer by their own doing: who leads the delegation is told, once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import heads
from cwf.delegations.actions.member_letters import own_link
from cwf.delegations.actions.members import name_members
from cwf.delegations.models import Delegation, Member
from cwf.delegations.naming import Named
from cwf.delegations.roles import Rank, Role
from cwf.delegations.stages import Stage
from cwf.mail import OutgoingMail
from cwf.people.keeping import Subject
from cwf.registration.actions.erasing import erase
from tests.delegations.conftest import NOW
from tests.programme.views.conftest import fields
from tests.registration.conftest import MANAGE, Visitor, mails

TITLE = "Isla Drummond comes no longer: Scotland, Aarhus 2027"
HEADS = ["ailsa@gov.example", "bo@gov.example"]


@pytest.fixture
def scotland(made: Callable[..., Delegation]) -> Delegation:
    """A delegation with a head and a deputy."""
    row = made(stage=Stage.FORMING)
    heads.invite(row, rank=Rank.DEPUTY, name="Bo", email="bo@gov.example", language="en", at=NOW,
                 actor=SYSTEM)  # fmt: skip
    db.session.commit()
    return row


def named(row: Delegation, email: str = "isla@x.example") -> Member:
    """Isla, a member of it."""
    isla = Named(name="Isla Drummond", role=Role.BUSINESS, email=email, country="GB")
    (joined,) = name_members(row, [isla], at=NOW, actor=SYSTEM)
    db.session.commit()
    assert joined.member
    return joined.member


def told() -> list[tuple[str, str]]:
    """What heads were told of who comes no longer."""
    return [(one, title) for one, title in mails() if "comes no longer" in title]


def last_told() -> str:
    """What the last of these mails says."""
    rows = select(OutgoingMail).where(OutgoingMail.subject.contains("comes no longer"))
    return db.session.scalars(rows.order_by(OutgoingMail.id.desc())).all()[0].body


def test_heads_are_told_once_when_a_member_cancels(app: Flask, scotland: Delegation) -> None:
    path = f"/en/registration/{own_link(named(scotland).participant)}/cancellation"
    isla = Visitor(app.test_client())
    values = fields(isla.get(path).text)
    assert [isla.post(path, values).status_code for _again in range(2)] == [303, 303]
    assert told() == [(one, TITLE) for one in HEADS]
    body = last_told()
    assert "can name somebody else until 25 April 2027, 22:59" in body
    assert "/en/delegations/invitation/" in body


def test_heads_are_told_when_the_host_cancels_for_a_member(
    scotland: Delegation, host: Visitor
) -> None:
    uuid = named(scotland).participant.uuid
    assert host.send(f"{MANAGE}/{uuid}/cancellation").status_code == 303
    assert told() == [(one, TITLE) for one in HEADS]


def test_a_head_who_cancels_for_themselves_need_not_be_told(
    app: Flask, scotland: Delegation
) -> None:
    token = own_link(named(scotland, HEADS[1]).participant)
    Visitor(app.test_client()).send(f"/en/registration/{token}/cancellation")
    assert told() == [(HEADS[0], TITLE)]


def test_who_is_taken_out_by_a_head_is_no_news_to_them(
    scotland: Delegation, entered: Callable[..., Visitor]
) -> None:
    uuid = named(scotland).uuid
    path = f"/en/delegations/{scotland.uuid}/members/{uuid}/removal"
    assert entered(scotland).send(path).status_code == 303
    assert told() == []


def test_after_the_deadline_heads_are_sent_to_the_host(
    app: Flask, scotland: Delegation, noon: Any
) -> None:
    token = own_link(named(scotland).participant)
    noon.shift(timedelta(days=60))
    Visitor(app.test_client()).send(f"/en/registration/{token}/cancellation")
    assert "Ask the host if somebody else is to come." in last_told()


def test_of_who_is_erased_no_mail_gives_the_name(scotland: Delegation) -> None:
    row = named(scotland).participant
    subject = Subject(
        person=row.person_id,
        edition=row.edition_id,
        names=frozenset({"Isla Drummond"}),
        emails=frozenset({"isla@x.example"}),
    )
    erase(subject, at=NOW, actor=SYSTEM)
    db.session.commit()
    assert told() == [(one, "A member comes no longer: Scotland, Aarhus 2027") for one in HEADS]
    assert "Isla" not in last_told()
