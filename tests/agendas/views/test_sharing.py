"""Pages of sharing: the link, the names, and what a stranger gets."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.models import Agenda, Share
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.agendas.jobs.test_notices import BEFORE, publish, star
from tests.programme.conftest import Forum

SHARES = "/en/account/agendas/2017/shares"


@pytest.fixture
def ada(forum: Forum, account: Callable[..., Account]) -> Account:
    publish(forum, BEFORE)
    made = account("ada@example.org", name="Ada Sample")
    star(forum, made, forum.slot)
    return made


def csrf(browser: FlaskClient) -> str:
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', browser.get(SHARES).text)
    assert found
    return found.group(1)


def post(browser: FlaskClient, path: str, **fields: str) -> int:
    return browser.post(path, data={"csrf_token": csrf(browser), **fields}).status_code


def link(browser: FlaskClient) -> str:
    found = re.search(r'value="http://localhost(/en/agendas/[^"]+)"', browser.get(SHARES).text)
    return found.group(1) if found else ""


def test_a_link_is_opened_read_without_an_account_renewed_and_closed(
    ada: Account, client: FlaskClient, signed_in: Callable[[Account], FlaskClient]
) -> None:
    browser = signed_in(ada)
    assert link(browser) == ""
    assert post(browser, f"{SHARES}/link", step="open") == 303
    first = link(browser)
    page = client.get(first)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "Agenda of Ada Sample" in page.text
    assert "Opening" in page.text
    assert "ada@example.org" not in page.text
    assert "Set-Cookie" not in page.headers
    assert client.get(first.replace("/en/", "/da/")).status_code == 200
    assert post(browser, f"{SHARES}/link", step="renew") == 303
    second = link(browser)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert post(browser, f"{SHARES}/link", step="close") == 303
    assert (link(browser), client.get(second).status_code) == ("", 404)
    assert post(browser, f"{SHARES}/link", step="sell") == 400


def test_a_link_to_what_is_no_longer_published_leads_nowhere(
    forum: Forum, ada: Account, client: FlaskClient, signed_in: Callable[[Account], FlaskClient]
) -> None:
    browser = signed_in(ada)
    post(browser, f"{SHARES}/link", step="open")
    path = link(browser)
    forum.edition.lifecycle = "cancelled"
    db.session.commit()
    assert client.get(path).status_code == 404
    assert client.get("/en/agendas/nonsense").status_code == 404


def test_named_people_read_it_and_nobody_else(
    ada: Account, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    browser = signed_in(ada)
    assert post(browser, SHARES, email="Bo@Example.org") == 303
    uuid = db.session.scalars(select(Agenda.uuid)).one()
    path = f"/en/account/agendas/2017/shared/{uuid}"
    (mail,) = db.session.scalars(select(OutgoingMail))
    assert (mail.recipient, path in mail.body) == ("bo@example.org", True)
    bo, eve = signed_in(account("bo@example.org")), signed_in(account("eve@example.org"))
    page = bo.get(path)
    assert (page.status_code, "Agenda of Ada Sample" in page.text) == (200, True)
    assert "no-store" in page.headers["Cache-Control"]
    assert path in bo.get(SHARES).text
    assert (eve.get(path).status_code, browser.get(path).status_code) == (404, 404)
    share = db.session.scalars(select(Share.id)).one()
    assert post(eve, f"{SHARES}/{share}/withdraw") == 404
    assert post(bo, f"{SHARES}/{share}/withdraw") == 404
    assert post(browser, f"{SHARES}/{share}/withdraw") == 303
    assert bo.get(path).status_code == 404


@pytest.mark.parametrize("email", ["", "bo", "bo@x", "a b@example.org"])
def test_what_is_no_address_is_said_beside_the_field(
    ada: Account, signed_in: Callable[[Account], FlaskClient], email: str
) -> None:
    browser = signed_in(ada)
    assert post(browser, SHARES, email=email) == 422
    assert db.session.query(Share).count() == 0


def test_a_stranger_is_sent_to_sign_in(ada: Account, client: FlaskClient) -> None:
    assert client.get(SHARES).status_code == 302
