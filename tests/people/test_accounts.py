"""The secretariat's pages: accounts, and who belongs to the secretariat."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people import queries
from cwf.people.models import Account
from tests.browsing import PASSWORD, Browser

MakeAccount = Callable[..., Account]


@pytest.fixture
def office(account: MakeAccount) -> Account:
    """The one account of the secretariat."""
    return account("office@example.org", name="Office", secretariat=True)


@pytest.fixture
def browser_of(signed_in: Callable[[Account], FlaskClient]) -> Callable[[Account], Browser]:
    """The browser of an account."""
    return lambda account: Browser(signed_in(account))


def step(browser: Browser, account: Account, name: str) -> int:
    page = f"/en/manage/people/{account.id}"
    return browser.post(f"{page}/{name}", page=page).status_code


def network_deeds() -> list[tuple[str, str]]:
    db.session.rollback()
    found = select(AuditEntry).order_by(AuditEntry.id)
    return [(entry.action, entry.subject) for entry in db.session.scalars(found)]


def test_accounts_are_found_by_name_or_address(
    office: Account, account: MakeAccount, browser_of: Callable[[Account], Browser]
) -> None:
    account("ada@example.org", name="Ada Lovelace")
    account("a_b@example.org", name="Percent % Sign")
    browser = browser_of(office)
    for words, names in {
        "lovelace": ["ada@example.org"],
        "ADA example": ["ada@example.org"],
        "%": ["a_b@example.org"],
        "a_b": ["a_b@example.org"],
        "nobody": [],
    }.items():
        page = browser.client.get("/en/manage/people", query_string={"q": words}).text
        assert [email for email in ("a_b@example.org", "ada@example.org") if email in page] == names


def test_accounts_come_in_pages(
    office: Account,
    account: MakeAccount,
    browser_of: Callable[[Account], Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for name in ("ada", "bea", "cleo"):
        account(f"{name}@example.org")
    browser = browser_of(office)
    first = browser.get("/en/manage/people").text
    assert ("bea@" in first, "cleo@" in first) == (True, False)
    second = browser.get("/en/manage/people?after=bea@example.org").text
    assert ("bea@example.org</td>" in second, "cleo@" in second) == (False, True)


def test_appointing_and_withdrawing_is_logged(
    office: Account, ada: Account, browser_of: Callable[[Account], Browser]
) -> None:
    browser = browser_of(office)
    assert step(browser, ada, "appoint") == 302
    db.session.refresh(ada)
    assert queries.is_secretariat(ada)
    assert step(browser, ada, "withdraw") == 302
    db.session.refresh(ada)
    assert not queries.is_secretariat(ada)
    assert network_deeds() == [
        ("secretariat.appoint", "ada@example.org"),
        ("secretariat.withdraw", "ada@example.org"),
    ]


@pytest.mark.parametrize("name", ["withdraw", "close"])
def test_last_of_the_secretariat_stays(
    office: Account, browser_of: Callable[[Account], Browser], name: str
) -> None:
    browser = browser_of(office)
    assert step(browser, office, name) == 302
    db.session.refresh(office)
    assert (queries.is_secretariat(office), office.active) == (True, True)
    assert network_deeds() == []


def test_closed_account_cannot_be_used_until_it_is_opened_again(
    office: Account,
    ada: Account,
    browser_of: Callable[[Account], Browser],
    make_browser: Callable[[], Browser],
) -> None:
    hers, browser = make_browser(), browser_of(office)
    hers.sign_in(ada.email)
    step(browser, ada, "close")
    assert not hers.is_signed_in()
    assert hers.sign_in(ada.email, PASSWORD).status_code == 200
    step(browser, ada, "open")
    assert hers.sign_in(ada.email, PASSWORD).status_code == 302


def test_unknown_account_and_step_are_not_found(
    office: Account, browser_of: Callable[[Account], Browser]
) -> None:
    browser = browser_of(office)
    assert browser.get("/en/manage/people/999").status_code == 404
    assert step(browser, office, "promote") == 404


def test_pages_speak_both_languages(
    app: Flask, office: Account, browser_of: Callable[[Account], Browser]
) -> None:
    browser = browser_of(office)
    for path in ("manage/people", f"manage/people/{office.id}", "manage/log", "account/"):
        for lang in ("en", "da"):
            assert browser.get(f"/{lang}/{path}").status_code == 200
