"""Sessions: listed, ended, forgotten; the marker, and the corner of the header."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people import actions
from cwf.people.client import shortened
from cwf.people.jobs import forget
from cwf.people.models import Account, SignIn
from tests.browsing import Browser

MakeBrowser = Callable[[], Browser]


def rows() -> list[SignIn]:
    db.session.rollback()
    return list(db.session.scalars(select(SignIn).order_by(SignIn.id)))


@pytest.mark.parametrize(
    ("user_agent", "short"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox, Linux",
        ),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_client_is_kept_in_short(user_agent: str, short: str) -> None:
    assert shortened(user_agent) == short


def test_session_of_another_device_can_be_ended(ada: Account, make_browser: MakeBrowser) -> None:
    here, elsewhere = make_browser(), make_browser()
    here.sign_in(ada.email)
    elsewhere.sign_in(ada.email)
    other = rows()[1].id
    answer = here.post(f"/en/account/sessions/{other}/end", page="/en/account/")
    assert answer.status_code == 302
    assert (here.is_signed_in(), elsewhere.is_signed_in()) == (True, False)
    assert "account.session_end" in db.session.scalars(select(AuditEntry.action)).all()


def test_foreign_session_is_not_found(
    ada: Account, account: Callable[..., Account], make_browser: MakeBrowser, signed_in: Callable
) -> None:
    grace = account("grace@example.org")
    theirs = Browser(signed_in(grace))
    mine = make_browser()
    mine.sign_in(ada.email)
    foreign = next(row.id for row in rows() if row.account_id == grace.id)
    for number in (foreign, 999):
        answer = mine.post(f"/en/account/sessions/{number}/end", page="/en/account/")
        assert answer.status_code == 404
    assert theirs.is_signed_in()


def test_all_other_sessions_can_be_ended(ada: Account, make_browser: MakeBrowser) -> None:
    browsers = [make_browser() for _ in range(3)]
    for browser in browsers:
        browser.sign_in(ada.email)
    browsers[1].post("/en/account/sessions/end", page="/en/account/")
    assert [browser.is_signed_in() for browser in browsers] == [False, True, False]


def test_signing_out_ends_the_session_itself(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    kept = browser.client.get_cookie("cwf")
    assert kept is not None
    browser.post("/en/account/logout", page="/en/account/")
    assert [row.ended is not None for row in rows()] == [True]
    browser.client.set_cookie("cwf", kept.value)
    assert not browser.is_signed_in(), "a copied cookie is of no use"


def test_session_ends_after_a_month_without_use(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email, remember="y")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=29)):
        assert browser.is_signed_in()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=60)):
        assert not browser.is_signed_in()


def test_use_is_noted_at_most_every_ten_minutes(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    began = rows()[0].seen
    with time_machine.travel(began + timedelta(minutes=9), tick=False):
        browser.is_signed_in()
    assert rows()[0].seen == began
    with time_machine.travel(began + timedelta(minutes=11), tick=False):
        browser.is_signed_in()
    assert rows()[0].seen == began + timedelta(minutes=11)


@pytest.mark.parametrize("remember", [True, False])
def test_cookie_outlives_the_browser_only_if_asked_to(
    ada: Account, browser: Browser, remember: bool
) -> None:
    answer = browser.sign_in(ada.email, **({"remember": "y"} if remember else {}))
    session = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("cwf="))
    assert ("Expires=" in session) is remember
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


def test_marker_comes_and_goes_and_says_nothing_of_who(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    marker = browser.client.get_cookie("cwf_in")
    assert marker is not None
    assert (marker.value, marker.http_only, marker.same_site) == ("1", False, "Lax")
    browser.post("/en/account/logout", page="/en/account/")
    assert browser.client.get_cookie("cwf_in") is None


def test_corner_is_for_those_signed_in(ada: Account, browser: Browser) -> None:
    assert browser.get("/en/account/corner").status_code == 204
    browser.sign_in(ada.email)
    corner = browser.get("/en/account/corner")
    assert (corner.status_code, corner.headers["Cache-Control"]) == (200, "no-store")
    assert "Ada" in corner.text
    assert "/en/manage/" not in corner.text, "Ada manages nothing"


def test_corner_takes_the_marker_of_an_ended_session_away(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    for row in rows():
        row.ended = datetime.now(UTC)
    db.session.commit()
    assert browser.get("/en/account/corner").status_code == 204
    assert browser.client.get_cookie("cwf_in") is None


def test_profile_takes_name_and_language_and_nothing_else(
    app: Flask, ada: Account, browser: Browser
) -> None:
    browser.sign_in(ada.email)
    forged = {"email": "evil@example.org", "roles": "secretariat", "active": "", "id": "7"}
    change = {"name": "Ada L", "language": "da", **forged}
    browser.post("/en/account/profile", change, page="/en/account/")
    db.session.refresh(ada)
    assert (ada.name, ada.language, ada.email, ada.roles, ada.active) == (
        "Ada L",
        "da",
        "ada@example.org",
        [],
        True,
    )


@pytest.mark.parametrize("change", [{"name": ""}, {"language": "xx"}, {"name": "x" * 201}])
def test_profile_that_cannot_be_taken_comes_back(
    ada: Account, browser: Browser, change: dict[str, str]
) -> None:
    browser.sign_in(ada.email)
    answer = browser.post(
        "/en/account/profile", {"name": "Ada", "language": "en", **change}, page="/en/account/"
    )
    assert answer.status_code == 422


def test_page_is_shown_though_its_use_cannot_be_noted(
    ada: Account, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(sign_in_id: int) -> None:
        raise OperationalError("UPDATE", {}, Exception("disk full"))

    browser.sign_in(ada.email)
    monkeypatch.setattr(actions, "see_sign_in", full)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11)):
        assert browser.is_signed_in()


def test_old_sessions_are_forgotten(ada: Account, browser: Browser) -> None:
    browser.sign_in(ada.email)
    forget()
    assert len(rows()) == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(days=91)):
        forget()
    assert rows() == []
