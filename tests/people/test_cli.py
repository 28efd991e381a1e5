"""The first account of a real installation."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people import queries
from cwf.people.models import Account
from tests.browsing import Browser, link

NEW = {"password": "a river at night", "password_confirm": "a river at night"}


def invite(app: Flask, *words: str) -> str:
    result = app.test_cli_runner().invoke(args=["people", "invite-secretariat", *words])
    assert result.exit_code == 0, result.output
    db.session.rollback()
    return str(result.output)


def test_link_leads_to_a_password_and_a_second_factor(
    app: Flask, browser: Browser, mails: Callable[[], list[OutgoingMail]]
) -> None:
    printed = link(invite(app, "Office@example.org", "--language", "da"))
    assert [(mail.recipient, mail.language) for mail in mails()] == [("office@example.org", "da")]
    assert link(mails()[0].body) == printed
    account = db.session.scalars(select(Account)).one()
    assert (account.password, queries.is_secretariat(account)) == (None, True)
    assert browser.post(printed, NEW).location == "/da/account/login"
    assert browser.sign_in("office@example.org", NEW["password"]).location == (
        "/en/account/tf-setup"
    )


def test_called_again_it_makes_no_second_account(app: Flask, browser: Browser) -> None:
    first, second = link(invite(app, "office@example.org")), link(invite(app, "office@example.org"))
    assert len(db.session.scalars(select(Account)).all()) == 1
    deeds = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert deeds == ["account.make", "secretariat.appoint"]
    assert browser.post(second, NEW).status_code == 302
    assert browser.get(first).status_code == 302, "spent with the second"


def test_account_that_is_there_is_appointed(app: Flask, ada: Account) -> None:
    invite(app, "ADA@example.org")
    db.session.refresh(ada)
    assert queries.is_secretariat(ada)


def test_what_is_no_address_is_refused(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["people", "invite-secretariat", "office"])
    assert result.exit_code == 2
    assert "not an e-mail address" in result.output
