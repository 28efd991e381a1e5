"""Signing in by password, the second factor, and what must not be told or be possible."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people import actions
from cwf.people.models import Account, SignIn
from tests.architecture.source import ROOT
from tests.browsing import PASSWORD, Browser, link

Mails = Callable[[], list[OutgoingMail]]
MakeAccount = Callable[..., Account]
KEY = re.compile(r"<code>([^<]+)</code>")


def deeds() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def code_now(app: Flask, account: Account) -> str:
    db.session.refresh(account)
    totp = app.extensions["security"].totp_factory
    return str(totp.generate_totp_password(account.tf_totp_secret))


def code_of(app: Flask, page: str) -> str:
    """What an app would show after reading the setup page."""
    found = KEY.search(page)
    assert found
    key = found.group(1).replace("-", "")
    factory = app.extensions["security"].totp_factory._totp
    return str(factory(key=key, format="base32").generate().token)


def test_password_signs_in_and_is_logged(ada: Account, browser: Browser) -> None:
    answer = browser.sign_in("Ada@Example.org")
    assert (answer.status_code, answer.location) == (302, "/en/account/")
    assert browser.is_signed_in()
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_name, entry.after) == (
        "account.sign_in",
        "Ada",
        {"via": "password"},
    )


def test_password_is_kept_as_argon2id(ada: Account) -> None:
    assert ada.password is not None
    assert ada.password.startswith("$argon2id$")


def test_wrong_password_unknown_address_and_closed_account_are_told_alike(
    ada: Account, account: MakeAccount, make_browser: Callable[[], Browser]
) -> None:
    account("grace@example.org")  # has no password
    tries = [
        ("ada@example.org", "another lake entirely"),
        ("nobody@example.org", PASSWORD),
        ("grace@example.org", PASSWORD),
    ]
    pages = set()
    for email, password in tries:
        answer = make_browser().sign_in(email, password)
        assert answer.status_code == 200
        assert "do not go together" in answer.text
        pages.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(pages) == 1
    assert db.session.scalars(select(SignIn)).all() == []


def test_closed_account_cannot_sign_in(ada: Account, browser: Browser) -> None:
    ada.active = False
    db.session.commit()
    assert browser.sign_in("ada@example.org").status_code == 200
    assert not browser.is_signed_in()


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
@pytest.mark.parametrize(
    ("path", "words"),
    [("/en/account/reset", "is on its way"), ("/en/account/link", "is on its way")],
)
def test_asking_for_a_mail_tells_nothing_about_accounts(
    ada: Account, browser: Browser, mails: Mails, email: str, path: str, words: str
) -> None:
    answer = browser.post(path, {"email": email})
    assert answer.status_code == 200
    assert words in answer.text
    assert [mail.recipient for mail in mails()] == [email] * (email == ada.email)


def test_forms_without_a_token_are_refused(ada: Account, browser: Browser) -> None:
    answer = browser.client.post(
        "/en/account/login", data={"email": ada.email, "password": PASSWORD}
    )
    assert answer.status_code == 400
    browser.sign_in(ada.email)
    assert browser.client.post("/en/account/logout").status_code == 400
    assert browser.is_signed_in()


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "http://localhost/en/account/",
        "/en/no/such/page",
        "javascript:alert(1)",
        "security.logout",
    ],
)
def test_next_is_a_page_of_ours_or_nothing(ada: Account, browser: Browser, wanted: str) -> None:
    page = browser.client.get("/en/account/login", query_string={"next": wanted})
    assert (page.status_code, page.location) == (302, "/en/account/login")
    answer = browser.sign_in(ada.email, next=wanted)
    assert answer.status_code == 400
    assert not browser.is_signed_in()


def test_next_leads_to_the_page_that_was_asked_for(ada: Account, browser: Browser) -> None:
    asked = browser.get("/da/account/log")
    assert asked.location == "/en/account/login?next=/da/account/log" or asked.location.startswith(
        "/da/account/login?next="
    )
    answer = browser.post(asked.location, {"email": ada.email, "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/da/account/log")


def test_new_password_by_link_ends_all_sessions_and_works_once(
    ada: Account, make_browser: Callable[[], Browser], mails: Mails
) -> None:
    elsewhere, here = make_browser(), make_browser()
    elsewhere.sign_in(ada.email)
    here.post("/en/account/reset", {"email": ada.email}, page="/en/account/reset")
    path = link(mails()[0].body)
    new = {"password": "a river at night", "password_confirm": "a river at night"}
    assert here.post(path, new).location == "/en/account/login"
    assert not elsewhere.is_signed_in()
    assert here.get(path).status_code == 302, "spent"
    assert here.sign_in(ada.email).status_code == 200
    assert here.sign_in(ada.email, "a river at night").status_code == 302
    assert [mail.subject for mail in mails()] == ["Set a new password", "Your password was changed"]
    assert deeds() == ["account.sign_in", "account.password_reset", "account.sign_in"]


def test_link_in_a_mail_names_the_canonical_address(
    ada: Account, browser: Browser, mails: Mails
) -> None:
    page = browser.client.get("/en/account/link")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token
    browser.client.post(
        "/en/account/link",
        data={"email": ada.email, "csrf_token": token.group(1)},
        headers={"Host": "evil.example"},
    )
    browser.post("/en/account/link", {"email": ada.email})
    assert all("http://localhost/en/account/link/" in mail.body for mail in mails())
    assert "evil" not in "".join(mail.body for mail in mails())


def test_mails_speak_the_language_of_their_reader(
    ada: Account, browser: Browser, mails: Mails
) -> None:
    ada.language = "da"
    db.session.commit()
    browser.post("/en/account/reset", {"email": ada.email})
    assert (mails()[0].language, link(mails()[0].body)[:4]) == ("da", "/da/")


def test_short_password_is_refused(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    change = {"password": PASSWORD, "new_password": "short", "new_password_confirm": "short"}
    answer = browser.post("/en/account/change", change)
    assert answer.status_code == 200
    assert "at least 10 characters" in answer.text


def test_changed_password_keeps_this_session_and_ends_the_others(
    ada: Account, make_browser: Callable[[], Browser]
) -> None:
    elsewhere, here = make_browser(), make_browser()
    elsewhere.sign_in(ada.email)
    here.sign_in(ada.email)
    new = {"new_password": "a river at night", "new_password_confirm": "a river at night"}
    answer = here.post("/en/account/change", {"password": PASSWORD, **new})
    assert answer.status_code == 302
    assert here.is_signed_in()
    assert not elsewhere.is_signed_in()
    assert deeds() == ["account.sign_in", "account.sign_in", "account.password_change"]


def test_link_signs_in_at_the_press_of_its_button_and_once(
    ada: Account, make_browser: Callable[[], Browser], mails: Mails
) -> None:
    here, elsewhere = make_browser(), make_browser()
    here.post("/en/account/link", {"email": ada.email})
    path = link(mails()[0].body)
    assert here.get(path).status_code == 200
    assert not here.is_signed_in(), "opening alone does not sign in"
    assert here.post(path).location == "/en/account/"
    assert here.is_signed_in()
    assert elsewhere.get(path).status_code == 410


def test_link_is_good_for_an_hour(ada: Account, browser: Browser, mails: Mails) -> None:
    browser.post("/en/account/link", {"email": ada.email})
    path = link(mails()[0].body)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61)):
        assert browser.get(path).status_code == 410


def test_link_that_was_changed_is_spent(ada: Account, browser: Browser) -> None:
    assert browser.get("/en/account/link/nonsense").status_code == 410


def test_secretariat_sets_up_a_second_factor_at_the_first_sign_in(
    app: Flask, account: MakeAccount, browser: Browser
) -> None:
    office = account("office@example.org", secretariat=True)
    office.password = hash_password(PASSWORD)
    db.session.commit()
    assert browser.sign_in(office.email).location == "/en/account/tf-setup"
    assert not browser.is_signed_in()
    page = browser.post("/en/account/tf-setup", {"setup": "authenticator"})
    assert "data:image/svg+xml" in page.text
    code = code_of(app, page.text)
    answer = browser.client.post(
        "/en/account/tf-validate", data={"code": code, "csrf_token": token_of(page.text)}
    )
    assert answer.location == "/en/account/"
    assert browser.is_signed_in()
    assert deeds() == ["account.factor_set", "account.sign_in"]


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found.group(1)


@pytest.fixture
def with_factor(app: Flask, ada: Account) -> Account:
    """Ada with an authenticator and recovery codes."""
    security = app.extensions["security"]
    ada.tf_primary_method = "authenticator"
    ada.tf_totp_secret = security.totp_factory.generate_totp_secret()
    db.session.commit()
    return ada


def test_second_step_is_asked_for_after_the_password(
    app: Flask, with_factor: Account, browser: Browser
) -> None:
    answer = browser.sign_in(with_factor.email, next="/en/account/log")
    assert answer.location.startswith("/en/account/tf-validate")
    assert not browser.is_signed_in()
    wrong = browser.post(answer.location, {"code": "000000"})
    assert "does not fit" in wrong.text
    right = browser.post(answer.location, {"code": code_now(app, with_factor)})
    assert right.location == "/en/account/log"
    assert browser.is_signed_in()


def test_second_step_is_asked_for_after_the_link(
    app: Flask, with_factor: Account, browser: Browser, mails: Mails
) -> None:
    browser.post("/en/account/link", {"email": with_factor.email})
    path = link(mails()[0].body)
    answer = browser.post(path)
    assert answer.location.startswith("/en/account/tf-validate")
    assert not browser.is_signed_in()
    browser.post("/en/account/tf-validate", {"code": code_now(app, with_factor)})
    assert browser.is_signed_in()


def test_code_is_good_once(
    app: Flask, with_factor: Account, make_browser: Callable[[], Browser]
) -> None:
    code = code_now(app, with_factor)
    first, second = make_browser(), make_browser()
    for browser in (first, second):
        browser.sign_in(with_factor.email)
        browser.post("/en/account/tf-validate", {"code": code})
    assert (first.is_signed_in(), second.is_signed_in()) == (True, False)


def test_recovery_code_is_good_once(
    app: Flask, with_factor: Account, make_browser: Callable[[], Browser]
) -> None:
    with app.test_request_context():
        made = app.extensions["security"].mf_recovery_codes_util.create_recovery_codes(with_factor)
        db.session.commit()
    assert made[0] not in str(with_factor.mf_recovery_codes), "kept encrypted"
    first, second = make_browser(), make_browser()
    for browser in (first, second):
        browser.sign_in(with_factor.email)
        browser.post("/en/account/mf-recovery", {"code": made[0]})
    assert (first.is_signed_in(), second.is_signed_in()) == (True, False)
    assert "account.recovery_code_used" in deeds()


def test_who_must_have_a_second_factor_cannot_switch_it_off(
    app: Flask, account: MakeAccount, signed_in: Callable[[Account], object]
) -> None:
    office = account("office@example.org", secretariat=True)
    office.tf_primary_method = "authenticator"
    office.tf_totp_secret = app.extensions["security"].totp_factory.generate_totp_secret()
    db.session.commit()
    browser = Browser(signed_in(office))  # type: ignore[arg-type]
    answer = browser.post("/en/account/tf-setup", {"setup": "disable"})
    assert "Your role needs a second factor" in answer.text
    db.session.refresh(office)
    assert office.tf_primary_method == "authenticator"


def test_appointment_ends_sessions_without_a_second_factor(
    ada: Account, account: MakeAccount, browser: Browser
) -> None:
    browser.sign_in(ada.email)
    actions.appoint_secretariat(actions.Actor(account_id=None, name="system"), ada)
    db.session.commit()
    assert not browser.is_signed_in()


def test_there_is_no_way_in_by_json(ada: Account, browser: Browser) -> None:
    token = token_of(browser.get("/en/account/login").text)
    answer = browser.client.post(
        "/en/account/login?include_auth_token",
        json={"email": ada.email, "password": PASSWORD},
        headers={"X-CSRFToken": token, "Accept": "application/json"},
    )
    assert "authentication_token" not in answer.text


def test_authenticator_is_set_up_and_switched_off_by_oneself(
    app: Flask, ada: Account, browser: Browser
) -> None:
    browser.sign_in(ada.email)
    page = browser.post("/en/account/tf-setup", {"setup": "authenticator"})
    action = re.search(r'action="(/en/account/tf-setup/[^"]+)"', page.text)
    assert action
    form = {"code": code_of(app, page.text), "csrf_token": token_of(page.text)}
    assert browser.client.post(action.group(1), data=form).location == "/en/account/"
    browser.post("/en/account/tf-setup", {"setup": "disable"})
    db.session.refresh(ada)
    assert ada.tf_primary_method is None
    assert deeds() == ["account.sign_in", "account.factor_set", "account.factor_off"]


def test_what_is_delicate_asks_again_after_two_hours(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=3)):
        asked = browser.get("/en/account/mf-recovery-codes")
        assert asked.location.startswith("/en/account/verify")
        wrong = browser.post(asked.location, {"password": "not the password"})
        assert "not the password" in wrong.text
        right = browser.post(asked.location, {"password": PASSWORD})
        assert right.location == "/en/account/mf-recovery-codes"
        assert browser.get(right.location).status_code == 200


def test_next_without_its_last_slash_is_a_page_of_ours(ada: Account, browser: Browser) -> None:
    assert browser.get("/en/account/login?next=/en/account").status_code == 200


def test_forged_next_of_a_form_address_is_refused(ada: Account, browser: Browser) -> None:
    token = token_of(browser.get("/en/account/login").text)
    answer = browser.client.post(
        "/en/account/login?next=https://evil.example/",
        data={"email": ada.email, "password": PASSWORD, "csrf_token": token},
    )
    assert answer.status_code == 400


def test_signed_in_account_needs_no_link(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    assert browser.get("/en/account/link/any").location == "/en/account/"


@pytest.mark.parametrize("lang", ["en", "da"])
def test_pages_of_one_signed_in_open_in_both_languages(
    ada: Account, browser: Browser, lang: str
) -> None:
    browser.sign_in(ada.email)
    for page in ("", "log", "change", "verify", "tf-setup", "wan-register", "wan-verify"):
        assert browser.get(f"/{lang}/account/{page}").status_code == 200, page


@pytest.mark.parametrize("lang", ["en", "da"])
def test_pages_of_a_stranger_open_in_both_languages(browser: Browser, lang: str) -> None:
    for page in ("login", "reset", "link", "wan-signin"):
        assert browser.get(f"/{lang}/account/{page}").status_code == 200, page


def test_flask_security_speaks_our_danish(browser: Browser) -> None:
    if not (ROOT / "cwf" / "translations" / "da" / "LC_MESSAGES" / "messages.mo").exists():
        pytest.skip("the catalogues are not compiled: ./dev test does it")
    answer = browser.post("/da/account/login", {"email": "a@example.org", "password": "wrong"})
    assert "Adressen og adgangskoden hører ikke sammen." in answer.text


@pytest.mark.parametrize("path", ["login", "reset", "link"])
def test_pages_of_signing_in_are_kept_by_nobody(browser: Browser, path: str) -> None:
    assert browser.get(f"/en/account/{path}").headers["Cache-Control"] == "no-store"
