"""The mails of a demonstration."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask_security import hash_password

from cwf import mail
from cwf.database import db
from cwf.people.models import Account
from tests.browsing import PASSWORD, Browser


@pytest.fixture
def demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The application as a demonstration."""
    settings = app.extensions["cwf_settings"]
    monkeypatch.setitem(app.extensions, "cwf_settings", replace(settings, demo=True))


@pytest.fixture
def two_mails(app: Flask) -> None:
    """Two mails, one with a link."""
    for key, body in (
        ("one", "Plain"),
        ("two", "Open\nhttps://forum.example/x?a=1&b=2\n\n<b>End</b>"),
    ):
        mail.queue(
            key=key, recipient="ada@example.org", language="en", subject=f"Mail {key}", body=body
        )
    db.session.commit()


@pytest.mark.usefixtures("two_mails")
def test_outbox_is_no_page_outside_a_demonstration(browser: Browser) -> None:
    assert browser.get("/en/outbox").status_code == 404
    assert browser.get("/en/outbox/1").status_code == 404


@pytest.mark.usefixtures("demo", "two_mails")
def test_outbox_lists_the_newest_first(browser: Browser) -> None:
    page = browser.get("/da/outbox").text
    assert page.index("Mail two") < page.index("Mail one")


@pytest.mark.usefixtures("demo", "two_mails")
def test_links_of_a_mail_can_be_followed_and_nothing_else_is_markup(browser: Browser) -> None:
    page = browser.get("/en/outbox/2").text
    assert 'href="https://forum.example/x?a=1&amp;b=2"' in page
    assert "<b>End" not in page
    assert browser.get("/en/outbox/9").status_code == 404


@pytest.mark.usefixtures("demo")
def test_demonstration_says_so_and_asks_nobody_for_a_second_factor(
    account: Callable[..., Account], browser: Browser
) -> None:
    office = account("office@example.org", secretariat=True)
    office.password = hash_password(PASSWORD)
    db.session.commit()
    assert "This is a demonstration" in browser.get("/en/account/login").text
    assert browser.sign_in(office.email).location == "/en/account/"
    assert browser.is_signed_in()
