"""The calendars of an account: made, named, given another address, ended; and by nobody else."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.feeds import Kind
from cwf.agendas.models import Agenda, Feed
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.demo import large
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account
from tests.agendas.feeding import AT, address, feed, read
from tests.browsing import Browser

LIST = "/en/account/feeds/"
Sign = Callable[[Account], FlaskClient]


@pytest.fixture
def edition(app: Flask) -> Edition:
    """A released programme of twelve sessions."""
    large.add(sessions=12, now=AT)
    db.session.commit()
    return db.session.scalars(select(Edition)).one()


@pytest.fixture
def ada(account: Callable[..., Account]) -> Account:
    return account("ada@example.org")


@pytest.fixture
def browser(ada: Account, signed_in: Sign, edition: Edition) -> Browser:
    return Browser(signed_in(ada))


def own(account: Account) -> list[Feed]:
    db.session.rollback()
    return list(db.session.scalars(select(Feed).where(Feed.account_id == account.id)))


def deeds() -> list[str]:
    of_feeds = select(AuditEntry.action).where(AuditEntry.action.startswith("feed."))
    return list(db.session.scalars(of_feeds.order_by(AuditEntry.id)))


def test_list_is_for_its_account_alone(client: FlaskClient, browser: Browser) -> None:
    assert client.get(LIST).status_code == 302
    answer = browser.get(LIST)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_calendar_is_made_with_its_agenda_and_asking_twice_makes_one(
    browser: Browser, ada: Account, client: FlaskClient
) -> None:
    form = {"of": "agenda large-12"}
    answers = [browser.post(LIST, form) for _ in range(2)]
    (made,) = own(ada)
    assert [one.location for one in answers] == [f"{LIST}#feed-{made.id}"] * 2
    assert db.session.get_one(Agenda, made.agenda_id).account_id == ada.id
    assert f"{address(made)}.ics" in browser.get(LIST).text
    assert read(client.get(f"{address(made)}.ics").data) == {}
    assert deeds() == ["feed.make"]


def test_named_calendar_is_another(browser: Browser, ada: Account) -> None:
    for name in ("", "Phone", "Phone"):
        browser.post(LIST, {"of": "agenda large-12", "name": name})
    assert [one.name for one in own(ada)] == ["", "Phone"]
    assert len({one.agenda_id for one in own(ada)}) == 1


@pytest.mark.parametrize(
    "form", [{"of": "staff large-12"}, {"of": "agenda nowhere"}, {"of": ""}, {"of": "x y z"}]
)
def test_what_is_not_offered_is_refused_beside_the_field(
    browser: Browser, ada: Account, form: dict[str, str]
) -> None:
    assert browser.post(LIST, form).status_code == 422
    assert own(ada) == []


def test_too_long_a_name_is_refused_and_kept(browser: Browser, ada: Account) -> None:
    answer = browser.post(LIST, {"of": "agenda large-12", "name": "n" * 101})
    assert (answer.status_code, "n" * 101 in answer.text, own(ada)) == (422, True, [])


def test_staff_are_offered_what_staff_need(
    browser: Browser, ada: Account, edition: Edition
) -> None:
    db.session.add(Staff(edition_id=edition.id, account_id=ada.id, role="editor", appointed=AT))
    db.session.commit()
    browser.post(LIST, {"of": "staff large-12"})
    assert [one.kind for one in own(ada)] == [Kind.STAFF]


def test_name_and_alarm_are_changed_and_show_in_the_calendar(
    browser: Browser, ada: Account, client: FlaskClient
) -> None:
    browser.post(LIST, {"of": "agenda large-12"})
    (made,) = own(ada)
    answer = browser.post(f"{LIST}{made.id}", {"name": "Phone", "alarm": "15"})
    assert answer.status_code == 303
    (made,) = own(ada)
    assert (made.name, made.options) == ("Phone", {"alarm": 15})
    assert b": Phone\r\n" in client.get(f"{address(made)}.ics").data
    assert browser.post(f"{LIST}{made.id}", {"alarm": "7"}).status_code == 422
    browser.post(f"{LIST}{made.id}", {"name": "", "alarm": ""})
    assert own(ada)[0].options == {}


def test_new_address_ends_the_old_one(browser: Browser, ada: Account, client: FlaskClient) -> None:
    browser.post(LIST, {"of": "agenda large-12"})
    (made,) = own(ada)
    before = address(made)
    browser.post(f"{LIST}{made.id}/renewal", page=f"{LIST}{made.id}")
    (made,) = own(ada)
    assert address(made) != before
    assert b"has a new address" in client.get(f"{before}.ics").data
    assert b"has a new address" not in client.get(f"{address(made)}.ics").data


def test_revoked_calendar_leaves_the_list_and_says_so(
    browser: Browser, ada: Account, client: FlaskClient
) -> None:
    browser.post(LIST, {"of": "agenda large-12"})
    (made,) = own(ada)
    url = address(made)
    browser.post(f"{LIST}{made.id}/revocation", page=f"{LIST}{made.id}")
    assert url not in browser.get(LIST).text
    assert b"was revoked" in client.get(f"{url}.ics").data
    assert browser.get(f"{LIST}{made.id}").status_code == 404
    assert deeds() == ["feed.make", "feed.revoke"]
    browser.post(LIST, {"of": "agenda large-12"})
    assert len(own(ada)) == 2


def test_calendar_of_another_is_not_found(
    browser: Browser, account: Callable[..., Account], edition: Edition
) -> None:
    bo = account("bo@example.org")
    other = feed(None, Kind.GROUP, edition_id=edition.id, account_id=bo.id)
    number, path = other.id, address(other)
    assert path not in browser.get(LIST).text
    for address_, data in (
        (f"{LIST}{number}", {"name": "mine"}),
        (f"{LIST}{number}/renewal", {}),
        (f"{LIST}{number}/revocation", {}),
    ):
        assert browser.post(address_, data, page=LIST).status_code == 404
    db.session.expire_all()
    assert (other.name, other.generation, other.revoked) == ("", 1, None)


def test_fetch_and_client_are_shown(browser: Browser, ada: Account, client: FlaskClient) -> None:
    browser.post(LIST, {"of": "agenda large-12"})
    assert "Not fetched yet" in browser.get(LIST).text
    client.get(f"{address(own(ada)[0])}.ics", headers={"User-Agent": "Google-Calendar-Importer"})
    page = browser.get(LIST).text
    assert "Last fetched" in page
    assert "Google Calendar" in page


def test_account_home_leads_there(browser: Browser) -> None:
    assert LIST in browser.get("/en/account/").text
