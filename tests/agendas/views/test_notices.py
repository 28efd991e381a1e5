"""What changed since one looked, marking it as seen, and how one wants to be told."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.models import Agenda, NoticeWishes
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.slot_numbers import spelled
from tests.agendas.jobs.test_notices import BEFORE, NOON, move, publish, star
from tests.programme.conftest import Forum

OWN = "/en/account/agendas/2017/"


def csrf(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    assert found
    return found.group(1)


@pytest.fixture
def browser(
    forum: Forum, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    """Of somebody who starred the opening while release 1 was shown; 2 has moved it to 2099."""
    forum.slot.starts, forum.slot.ends = (
        one.replace(year=2099) for one in (forum.slot.starts, forum.slot.ends)
    )
    db.session.commit()
    publish(forum, BEFORE - timedelta(days=1))
    ada = account("ada@example.org")
    star(forum, ada, forum.slot)
    move(forum)
    publish(forum, NOON)
    return signed_in(ada)


def test_what_changed_stands_on_my_page_until_it_is_marked_as_seen(
    browser: FlaskClient, forum: Forum
) -> None:
    page = browser.get(OWN).text
    assert "What changed since you looked" in page
    assert page.count(">Changed<") == page.count("Opening, to Lille Sal, from Store Sal") == 1
    assert browser.get(OWN).text.count("What changed since you looked") == 1
    sent = {"csrf_token": csrf(page), "number": "99"}
    assert browser.post(f"{OWN}seen", data=sent).status_code == 303
    assert db.session.scalars(select(Agenda.seen)).one() == 2
    assert "What changed since you looked" not in browser.get(OWN).text
    browser.post(f"{OWN}seen", data={**sent, "number": "1"})
    db.session.expire_all()
    assert db.session.scalars(select(Agenda.seen)).one() == 2


@pytest.mark.parametrize(
    ("since", "told"), [("1", True), ("2", False), ("", False), ("9", False), ("x", False)]
)
def test_a_browser_without_account_asks_by_the_release_it_knows(
    browser: FlaskClient, forum: Forum, client: FlaskClient, since: str, told: bool
) -> None:
    path = f"/en/editions/2017/agenda?picks={spelled([forum.slot.id])}"
    page = client.get(f"{path}&since={since}" if since else path)
    assert ("What changed since you looked" in page.text) is told
    assert page.headers["Cache-Control"].startswith("public")
    assert page.headers.get("Set-Cookie") is None
    assert (
        client.get(f"{path}&since={since}").headers["ETag"]
        == client.get(f"{path}&since={since}").headers["ETag"]
    )


def test_wishes_are_kept(browser: FlaskClient) -> None:
    path = f"{OWN}notices"
    page = browser.get(path).text
    assert re.findall(r'<option selected value="([^"]*)"', page) == ["21", "8", ""]
    sent = {"csrf_token": csrf(page), "quiet_from": "23", "quiet_to": "6", "zone": "Asia/Kolkata"}
    assert browser.post(path, data=sent).status_code == 303
    rows = db.session.execute(
        select(
            NoticeWishes.mails, NoticeWishes.zone, NoticeWishes.quiet_from, NoticeWishes.quiet_to
        )
    ).all()
    assert rows == [(False, "Asia/Kolkata", 23, 6)]
    assert browser.post(path, data={**sent, "quiet_from": "24"}).status_code == 422
    assert browser.post(path, data={**sent, "zone": "Europe/Atlantis"}).status_code == 422
