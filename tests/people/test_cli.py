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


def reset(app: Flask, email: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["people", "reset-second-factor", email])
    db.session.rollback()
    return result.exit_code, result.output


def test_lost_second_factor_is_taken_away_and_told_of(
    app: Flask,
    ada: Account,
    make_browser: Callable[[], Browser],
    mails: Callable[[], list[OutgoingMail]],
) -> None:
    here = make_browser()
    here.sign_in(ada.email)
    assert here.is_signed_in()
    ada.tf_primary_method = "authenticator"
    ada.tf_totp_secret = app.extensions["security"].totp_factory.generate_totp_secret()
    ada.mf_recovery_codes = ["x"]
    db.session.commit()
    assert reset(app, "Ada@example.org")[0] == 0
    account = db.session.scalars(select(Account)).one()
    assert (account.has_second_factor(), account.tf_totp_secret, account.mf_recovery_codes) == (
        False,
        None,
        None,
    )
    assert not here.is_signed_in()
    assert [(mail.recipient, mail.subject) for mail in mails()] == [
        ("ada@example.org", "Your second factor was taken away")
    ]
    assert "http://localhost/en/account/login" in mails()[0].body
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.actor_name, entry.subject) == (
        "account.factor_reset",
        "system",
        "ada@example.org",
    )
    assert make_browser().sign_in(ada.email).location == "/en/account/"
    assert reset(app, ada.email) == (0, "ada@example.org has no second factor.\n")
    assert len(mails()) == 1


def test_second_factor_of_nobody(app: Flask) -> None:
    assert reset(app, "none@example.org") == (1, "Error: there is no account none@example.org\n")
