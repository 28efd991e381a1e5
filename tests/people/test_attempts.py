"""How often one may try: the rule, and that it holds at the door."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from cwf.database import db
from cwf.people import actions, throttle
from cwf.people.models import Account, SignInAttempt
from cwf.people.throttle import PER_ACCOUNT, PER_ADDRESS, WINDOW, Kind, pause
from tests.browsing import PASSWORD, Browser

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def ago(*minutes: float) -> list[datetime]:
    return [NOW - timedelta(minutes=minute) for minute in minutes]


@pytest.mark.parametrize(
    ("account", "address", "minutes"),
    [
        (ago(0), ago(0), None),
        (ago(*range(5, -1, -1)), ago(0), None),
        (ago(*range(6, -1, -1)), ago(0), 9),
        (ago(0), ago(*[1] * PER_ADDRESS, 0), 14),
        (ago(*range(6, -1, -1)), ago(*[1] * PER_ADDRESS, 0), 14),
    ],
)
def test_pause_lasts_until_the_try_too_many_leaves_the_window(
    account: list[datetime], address: list[datetime], minutes: int | None
) -> None:
    wait = pause(Kind.CODE, account=account, address=address, now=NOW)
    assert wait == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("not an address", "not an address"),
    ],
)
def test_network_is_what_one_customer_has(address: str, network: str) -> None:
    assert throttle.network_of(address) == network


def fail(browser: Browser, email: str, times: int) -> list[int]:
    return [browser.sign_in(email, "not the password").status_code for _ in range(times)]


@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_account_is_asked_to_wait_whether_it_exists_or_not(
    ada: Account, browser: Browser, email: str
) -> None:
    limit = PER_ACCOUNT[Kind.PASSWORD]
    assert fail(browser, email, limit + 1) == [200] * limit + [429]
    refused = browser.sign_in(email, PASSWORD)
    assert refused.status_code == 429, "the right password is not judged either"
    assert 0 < int(refused.headers["Retry-After"]) <= WINDOW.total_seconds()
    assert "Wait 15 minutes" in refused.text or "Wait 16 minutes" in refused.text


def test_without_the_limit_guessing_goes_on(
    ada: Account, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with the limit away the same tries are all judged."""
    monkeypatch.setattr(throttle, "pause", lambda *args, **kwargs: None)
    assert fail(browser, ada.email, PER_ACCOUNT[Kind.PASSWORD] + 2) == [200] * 12
    assert browser.sign_in(ada.email).status_code == 302


def test_after_the_window_one_may_try_again(ada: Account, browser: Browser) -> None:
    fail(browser, ada.email, PER_ACCOUNT[Kind.PASSWORD] + 1)
    with time_machine.travel(datetime.now(UTC) + WINDOW + timedelta(seconds=1)):
        assert browser.sign_in(ada.email).status_code == 302


def test_sign_in_forgets_the_failures_before_it(
    ada: Account, make_browser: Callable[[], Browser]
) -> None:
    fail(make_browser(), ada.email, 8)
    assert make_browser().sign_in(ada.email).status_code == 302
    assert fail(make_browser(), ada.email, 8) == [200] * 8


def test_one_address_trying_many_accounts_is_asked_to_wait(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PER_ADDRESS", 3)
    codes = [browser.sign_in(f"nobody{n}@example.org").status_code for n in range(4)]
    assert codes == [200, 200, 200, 429]


def test_mails_to_one_address_are_few(ada: Account, browser: Browser) -> None:
    limit = PER_ACCOUNT[Kind.MAIL]
    codes = [
        browser.post("/en/account/reset", {"email": ada.email}).status_code
        for _ in range(limit + 1)
    ]
    assert codes == [200] * limit + [429]


def test_what_was_typed_is_not_kept(ada: Account, browser: Browser) -> None:
    browser.sign_in("nobody@example.org")
    kept = db.session.scalars(select(SignInAttempt)).one()
    assert kept.account == actions.attempt_key(Kind.PASSWORD, "Nobody@example.org ")
    assert "nobody" not in kept.account


def test_nobody_signs_in_while_tries_cannot_be_counted(
    ada: Account, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("away"))

    monkeypatch.setattr(actions, "count_try", away)
    assert browser.sign_in(ada.email).status_code == 503
    monkeypatch.undo()
    assert not browser.is_signed_in()


def test_old_tries_are_forgotten(ada: Account, browser: Browser) -> None:
    browser.sign_in("nobody@example.org")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        actions.forget_old(tries_before=timedelta(days=1), sign_ins_before=timedelta(days=90))
        db.session.commit()
    assert db.session.scalars(select(SignInAttempt)).all() == []
