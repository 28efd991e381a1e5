"""The link of a head: what it shows, whom it lets in, when it ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import heads as people
from cwf.delegations.actions import letters
from cwf.delegations.links import Purpose
from cwf.delegations.models import Delegation, Head
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Stage
from cwf.people.models import Account
from cwf.registration.links import Purpose as Registering
from cwf.registration.links import token
from tests.browsing import link
from tests.delegations.conftest import AILSA, MANAGE, NOW, heads_of, stage_of, way_in
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, last_mail, mails

Make = Callable[..., Delegation]
SUBJECT = "Your delegation to the Creativity World Forum, Aarhus 2027"


def accounts() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Account)) or 0


def test_opening_the_link_shows_a_button_and_changes_nothing(app: Flask, made: Make) -> None:
    row = made()
    stranger = app.test_client()
    for _ in range(3):
        page = stranger.get(way_in(row))
        assert (page.status_code, "Accept and begin" in page.text) == (200, True)
    assert "25 April 2027, 22:59" in page.text, "the time of Scotland"
    assert "23:59 in Copenhagen" in page.text
    assert (stage_of(row.uuid), accounts(), heads_of(row)[0].opened) == (Stage.INVITED, 0, None)


def test_button_makes_the_account_signs_in_and_takes_the_invitation_up(
    app: Flask, made: Make
) -> None:
    row = made()
    browser = Visitor(app.test_client())
    answer = browser.send(way_in(row))
    assert answer.status_code in (302, 303)
    assert answer.location == f"/en/delegations/{row.uuid}/"
    (head,) = heads_of(row)
    account = db.session.get_one(Account, head.account_id)
    assert (account.email, account.password, head.opened) == (AILSA["email"], None, NOW)
    assert stage_of(row.uuid) is Stage.FORMING
    assert browser.client.get("/en/account/").status_code == 200


def test_link_goes_on_to_let_in(app: Flask, made: Make) -> None:
    row = made()
    for _ in range(2):
        browser = Visitor(app.test_client())
        assert browser.send(way_in(row)).status_code in (302, 303)
        assert browser.client.get("/en/account/").status_code == 200
    assert accounts() == 1
    assert "Open the page of the delegation" in app.test_client().get(way_in(row)).text


def test_link_leads_on_to_a_page_of_the_delegation_and_nowhere_else(app: Flask, made: Make) -> None:
    row = made()
    home = f"/en/delegations/{row.uuid}/"
    found = {}
    for goal in ("messages", "https://evil.example", "../x"):
        answer = Visitor(app.test_client()).send(f"{way_in(row)}?to={goal}")
        found[goal] = answer.location
    assert found == {"messages": f"{home}messages", "https://evil.example": home, "../x": home}


def test_second_factor_is_kept(app: Flask, made: Make, account: Callable[..., Account]) -> None:
    row = made(head="sec@example.org")
    one = account("sec@example.org", secretariat=True)
    assert one.needs_second_factor()
    browser = Visitor(app.test_client())
    answer = browser.send(way_in(row))
    assert "/tf-" in answer.location or "two" in answer.location or "factor" in answer.location
    assert browser.client.get("/en/account/").status_code == 302, "not signed in by half"


def test_a_closed_account_is_not_let_in(
    app: Flask, made: Make, account: Callable[..., Account]
) -> None:
    row = made()
    account(AILSA["email"]).active = False
    db.session.commit()
    answer = Visitor(app.test_client()).send(way_in(row))
    assert (answer.status_code, stage_of(row.uuid)) == (403, Stage.INVITED)


def test_somebody_else_who_is_signed_in_is_asked_to_sign_out(
    made: Make, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    row = made()
    browser = signed_in(account("eve@example.org"))
    page = browser.get(way_in(row))
    assert "You are signed in as eve@example.org" in page.text
    assert "Accept and begin" not in page.text
    path = way_in(row)
    assert Visitor(browser).post(path, {}, page=path).status_code == 200
    assert stage_of(row.uuid) is Stage.INVITED


def test_renewed_and_withdrawn_links_have_ended(app: Flask, made: Make, host: Visitor) -> None:
    row = made()
    first, page = way_in(row), f"{MANAGE}/{row.uuid}/"
    head = heads_of(row)[0]
    assert host.post(page + f"heads/{head.uuid}/renew", {}, page=page).status_code == 303
    second = link(last_mail().body)
    assert [app.test_client().get(path).status_code for path in (first, second)] == [410, 200]
    assert host.post(page + f"heads/{head.uuid}/withdraw", {}, page=page).status_code == 303
    assert app.test_client().get(second).status_code == 410
    assert heads_of(row) == []


def test_withdrawn_head_reaches_the_delegation_no_longer(
    made: Make, host: Visitor, entered: Callable[..., Visitor]
) -> None:
    row = made()
    browser = entered(row)
    page = f"{MANAGE}/{row.uuid}/"
    assert (
        host.post(page + f"heads/{heads_of(row)[0].uuid}/withdraw", {}, page=page).status_code
        == 303
    )
    assert browser.get("/en/account/").text.count(str(row.uuid)) == 0


@pytest.mark.parametrize("spoilt", ["x", "a.1.b", "", "..", "ÿ.1.ÿ", "A" * 22 + ".1." + "B" * 27])
def test_what_is_no_link_of_ours_leads_nowhere(app: Flask, edition: Any, spoilt: str) -> None:
    assert app.test_client().get(f"/en/delegations/invitation/{spoilt}").status_code == 404


def test_one_purpose_never_opens_another(app: Flask, made: Make) -> None:
    row = made()
    (head,) = heads_of(row)
    key = app.config["SECRET_KEY"]
    made_for = {
        purpose: token(key, purpose, head.uuid, head.generation)
        for purpose in (Purpose.PRACTICAL, *Registering)
    }
    for purpose, written in made_for.items():
        path = f"/en/delegations/invitation/{written}"
        assert app.test_client().get(path).status_code == 404, purpose
    personal = f"/en/registration/{letters.head_token(head)}"
    assert app.test_client().get(personal).status_code == 404
    assert len({str(one) for one in (*Purpose, *Registering)}) == len([*Purpose, *Registering])


def test_declining_tells_the_host_and_why(app: Flask, made: Make, host: Visitor) -> None:
    row = made()
    stranger = Visitor(app.test_client())
    answer = stranger.send(f"{way_in(row)}/declining", reason="Elections that week.")
    assert answer.status_code == 303
    assert stage_of(row.uuid) is Stage.DECLINED
    assert mails() == [("org@example.org", "Scotland does not come: Aarhus 2027")]
    assert "Elections that week." in last_mail().body
    assert accounts() == 1, "the organiser's alone"
    again = stranger.get(f"{way_in(row)}/declining")
    assert again.status_code == 303
    assert "This delegation was declined" in stranger.get(way_in(row)).text


def test_a_deputy_is_let_in_and_named_as_one(app: Flask, made: Make) -> None:
    row = made(stage=Stage.FORMING)
    people.invite(
        row, rank=Rank.DEPUTY, name="Bo", email="bo@gov.example", language="da", at=NOW,
        actor=SYSTEM,
    )  # fmt: skip
    db.session.commit()
    browser = Visitor(app.test_client())
    assert browser.send(way_in(row, 1)).status_code in (302, 303)
    assert "Deputy head of delegation" in browser.get("/en/account/").text


def test_invitation_is_mailed_in_the_language_chosen(made: Make, host: Visitor) -> None:
    row = made(head=None)
    page = f"{MANAGE}/{row.uuid}/"
    assert host.send(page, **AILSA, language="da", rank="head").status_code == 303
    found = last_mail()
    assert (found.recipient, found.language) == (AILSA["email"], "da")
    assert "/da/delegations/invitation/" in found.body
    assert [(one.name, one.rank) for one in heads_of(row)] == [(AILSA["name"], "head")]


def test_the_same_address_is_invited_once(made: Make, host: Visitor) -> None:
    row = made()
    answer = host.send(f"{MANAGE}/{row.uuid}/", name="A", email="AILSA@gov.example", language="en")
    assert (answer.status_code, len(heads_of(row))) == (422, 1)
    assert "answers for it already" in answer.text


def test_a_form_sent_twice_invites_once(made: Make, host: Visitor, noon: Any) -> None:
    row = made(head=None)
    page = f"{MANAGE}/{row.uuid}/"
    values = {**fields(host.get(page).text), **AILSA, "language": "en", "rank": "head"}
    assert [host.post(page, values).status_code for _ in range(2)] == [303, 303]
    noon.shift(timedelta(minutes=1))
    assert mails() == [(AILSA["email"], SUBJECT)]
    assert db.session.scalar(select(func.count()).select_from(Head)) == 1
