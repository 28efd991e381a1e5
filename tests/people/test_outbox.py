"""The mails of a demonstration."""

from dataclasses import replace

import pytest
from flask import Flask

from cwf import mail
from cwf.database import db
from tests.browsing import Browser


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
    app: Flask, browser: Browser
) -> None:
    assert "This is a demonstration" in browser.get("/en/account/login").text
