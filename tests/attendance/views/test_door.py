"""What a station sends: it is answered once and for all, and nobody else is heard."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cwf.attendance.models import Station
from cwf.attendance.queries.stations import token_of
from cwf.attendance.views.door import COOKIE
from cwf.clock import now
from cwf.database import db
from cwf.registration.models import Participant
from tests.attendance.coming import FIRST, MORNING, code, forum, rows, station

PATH = "/en/door/check-ins"


@pytest.fixture(autouse=True)
def morning() -> Any:
    """The first morning; it can be shifted."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def at_door(app: Flask, device: Station) -> FlaskClient:
    """The browser of a station."""
    browser = app.test_client()
    browser.set_cookie(COOKIE, token_of(device))
    return browser


def send(browser: FlaskClient, who: Participant | str, key: str = "key-0001", **more: Any) -> Any:
    said = who if isinstance(who, str) else code(who)
    return browser.post(PATH, json={"key": key, "at": now().isoformat(), "code": said, **more})


def test_a_scan_is_answered_in_words_and_codes(app: Flask) -> None:
    edition, (ada, *_) = forum()
    browser = at_door(app, station(edition))
    answer = send(browser, ada)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.json == {
        "key": "key-0001",
        "state": "entered",
        "refusal": None,
        "said": "Welcome.",
        "name": "Person 0",
        "participant": str(ada.uuid),
        "may_admit": False,
        "day": FIRST.isoformat(),
        "first": {"key": "key-0001", "at": MORNING.isoformat(), "station": "Main entrance"},
    }


def test_a_second_scan_says_when_and_where_in_the_language_of_the_door(
    app: Flask, morning: Any
) -> None:
    edition, (ada, *_) = forum()
    browser = at_door(app, station(edition))
    send(browser, ada)
    morning.shift(timedelta(minutes=20))
    again = send(browser, ada, key="key-0002").json
    assert (again["state"], again["said"]) == (
        "already",
        "Came in at 08:30 already: Main entrance.",
    )
    assert again["first"]["key"] == "key-0001"


def test_an_answer_that_was_lost_comes_again_and_nothing_twice(app: Flask, morning: Any) -> None:
    edition, (ada, *_) = forum()
    browser = at_door(app, station(edition))
    lost = send(browser, ada).json
    morning.shift(timedelta(hours=2))
    assert send(browser, ada).json == lost
    assert len(rows()) == 1


def test_what_was_kept_without_network_counts_when_they_came(app: Flask, morning: Any) -> None:
    edition, (ada, *_) = forum()
    browser = at_door(app, station(edition))
    came = (MORNING - timedelta(hours=1)).isoformat()
    sent = (MORNING - timedelta(minutes=10)).isoformat()  # a clock that is ten minutes slow
    found = send(browser, ada, at=came, sent=sent).json
    assert found["first"]["at"] == (MORNING - timedelta(minutes=50)).isoformat()
    (row,) = rows()
    assert row.received == MORNING


def test_each_refusal_is_said_and_nothing_is_kept(app: Flask) -> None:
    here, (ada, *_) = forum()
    _there, (eve, *_) = forum("2027")
    browser = at_door(app, station(here))
    assert send(browser, "nonsense").json["said"] == "This is no ticket of ours."
    other = send(browser, eve).json
    assert (other["refusal"], other["name"], other["participant"]) == ("other_edition", "", None)
    ada.standing = "cancelled"
    db.session.commit()
    cancelled = send(browser, ada).json
    assert (cancelled["state"], cancelled["refusal"]) == ("refused", "cancelled")
    assert (cancelled["said"], cancelled["name"]) == (
        "The registration was cancelled.",
        "Person 0",
    )
    assert rows() == []


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"key": "key-0001", "code": "x"},
        {"key": "short", "at": "2026-11-10T08:30:00Z"},
        {"key": "k" * 65, "at": "2026-11-10T08:30:00Z"},
        {"key": "with space", "at": "2026-11-10T08:30:00Z"},
        {"key": "key-0001", "at": "2026-11-10T08:30:00"},
        {"key": "key-0001", "at": "yesterday"},
        {"key": "key-0001", "at": "2026-11-10T08:30:00Z", "code": "x" * 301},
        {"key": "key-0001", "at": "2026-11-10T08:30:00Z", "participant": "7"},
        {"key": "key-0001", "at": "2026-11-10T08:30:00Z", "code": 7},
        [],
    ],
)
def test_what_is_no_scan_is_refused(app: Flask, sent: Any) -> None:
    edition, _people = forum()
    answer = at_door(app, station(edition)).post(PATH, json=sent)
    assert (answer.status_code, rows()) == (422, [])


def test_bytes_that_are_no_json_are_refused(app: Flask) -> None:
    edition, _people = forum()
    browser = at_door(app, station(edition))
    for body in (b"", b"{", b"\xff\xfe"):
        answer = browser.post(PATH, data=body, content_type="application/json")
        assert answer.status_code == 422


def test_the_page_of_another_site_can_send_nothing(app: Flask) -> None:
    """A form is refused: JSON is what such a page cannot send."""
    edition, (ada, *_) = forum()
    browser = at_door(app, station(edition))
    form = {"key": "key-0001", "at": MORNING.isoformat(), "code": code(ada)}
    assert browser.post(PATH, data=form).status_code == 415
    text = browser.post(PATH, data='{"key": "key-0001"}', content_type="text/plain")
    assert (text.status_code, rows()) == (415, [])


def refused(browser: FlaskClient, who: Participant) -> int:
    answer: TestResponse = send(browser, who)
    assert rows() == []
    return answer.status_code


def test_only_a_station_that_is_open_is_heard(app: Flask) -> None:
    edition, (ada, *_) = forum()
    device = station(edition)
    browser, stranger = at_door(app, device), app.test_client()
    assert refused(stranger, ada) == 401
    stranger.set_cookie(COOKIE, token_of(device)[:-1])
    assert refused(stranger, ada) == 401
    stranger.set_cookie(COOKIE, code(ada))  # a ticket is no station
    assert refused(stranger, ada) == 401
    device.generation = 2
    db.session.commit()
    assert refused(browser, ada) == 401
    browser = at_door(app, device)
    device.closed = MORNING
    db.session.commit()
    assert refused(browser, ada) == 401


def test_a_clicker_lets_nobody_in(app: Flask) -> None:
    edition, (ada, *_) = forum()
    assert refused(at_door(app, station(edition, kind="clicker")), ada) == 403


def test_a_station_is_seen_once_a_minute(app: Flask, morning: Any) -> None:
    edition, (ada, *_) = forum()
    device = station(edition)
    browser = at_door(app, device)
    seen = []
    for _ in range(3):
        send(browser, ada)
        db.session.refresh(device)
        seen.append(device.seen)
        db.session.rollback()
        morning.shift(timedelta(seconds=40))
    assert seen == [MORNING, MORNING, MORNING + timedelta(seconds=80)]


def test_found_by_name_somebody_comes_in_as_with_a_ticket(app: Flask) -> None:
    edition, (ada, *_) = forum()
    browser = at_door(app, station(edition))
    sent = {"key": "key-0001", "at": MORNING.isoformat(), "participant": str(ada.uuid)}
    assert browser.post(PATH, json=sent).json["state"] == "entered"
    assert send(browser, ada, key="key-0002").json["state"] == "already"
