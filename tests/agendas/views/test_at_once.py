"""Two requests of one person at the same moment: what stands in the way is decided under a lock."""

import threading
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from cwf.agendas.queries import sign_ups as queries
from cwf.agendas.views import sign_ups as views
from cwf.database import db
from cwf.people.models import Account
from tests.agendas.signing import (
    NOON,
    arrive,
    limit,
    publish,
    refuse_overlaps,
    state_of,
    workshop,
)
from tests.browsing import Browser
from tests.meeting import LONG, SHORT, Meeting
from tests.programme.conftest import Forum

Arrive = tuple[Callable[..., Account], Callable[[Account], FlaskClient]]


def places_after_both(
    app: Flask,
    forum: Forum,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    *people: Callable[..., object],
) -> int:
    """Take two places at the same hour at once, where that is refused; how many were taken.

    Before they decide they wait for each other, which the lock of the first forbids.
    """
    slots = [workshop(forum, slug, 10)[0] for slug in ("loom", "bells")]
    roots = [limit(forum, uuid, 5) for uuid in slots]
    refuse_overlaps(forum)
    publish(forum)
    ada = arrive(forum, *people)  # type: ignore[arg-type]
    ada.read(slots[0])
    token = Browser(ada.browser)
    found = token.get("/en/account/").text
    csrf = found.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    cookies = list(ada.browser._cookies.values())  # type: ignore[union-attr]
    meeting, really = Meeting(seconds), views.do

    def wait_for_the_other(*arguments: object, **more: object) -> object:
        meeting.wait()
        return really(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(views, "do", wait_for_the_other)

    def take(path: str) -> None:
        browser = app.test_client()
        for cookie in cookies:
            browser.set_cookie(cookie.key, cookie.value, path=cookie.path)
        browser.post(path, data={"step": "take", "csrf_token": csrf})

    paths = [ada.path(uuid) for uuid in slots]
    threads = [threading.Thread(target=take, args=(path,)) for path in paths]
    db.session.rollback()  # what this thread reads would keep SQLite's lock from them
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return [state_of(ada.who, root) for root in roots].count("place")


def test_of_two_places_at_one_hour_one_is_taken(
    app: Flask,
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with time_machine.travel(NOON, tick=False):
        assert places_after_both(app, forum, monkeypatch, SHORT, account, signed_in) == 1


@pytest.mark.negative_control
def test_without_the_lock_both_are_taken(
    app: Flask,
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time, whether or not a row is locked")
    really = queries.participant_at
    unlocked = lambda edition_id, who, lock=False: really(edition_id, who)  # noqa: E731
    monkeypatch.setattr(queries, "participant_at", unlocked)
    with time_machine.travel(NOON, tick=False):
        assert places_after_both(app, forum, monkeypatch, LONG, account, signed_in) == 2
