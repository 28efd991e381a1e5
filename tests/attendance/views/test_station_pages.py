"""What a device at a door can do, and what it cannot: it signs in by a link, no more."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cwf.attendance.checking import short
from cwf.attendance.models import Clicks, Station, Ticket
from cwf.attendance.queries.stations import token_of
from cwf.attendance.views.door import COOKIE
from cwf.audit import AuditEntry
from cwf.database import db
from tests.attendance.coming import (
    MORNING,
    code,
    forum,
    limited,
    rows,
    session_of,
    station,
)
from tests.programme.views.conftest import token
from tests.registration.conftest import Visitor

DOOR = "/en/door/"
NONE, OURS = "camera=(), geolocation=(), microphone=()", "camera=(self), geolocation=(), "


@pytest.fixture(autouse=True)
def morning() -> Any:
    """The first morning; it can be shifted."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def signed_in(app: Flask, device: Station) -> Visitor:
    """The browser of a device that opened the link of a station."""
    visitor = Visitor(app.test_client())
    answer = visitor.send(opening(device))
    assert (answer.status_code, answer.location) == (303, DOOR)
    return visitor


def opening(device: Station) -> str:
    return f"/en/door/open/{token_of(device)}"


def enter(visitor: Visitor, **values: Any) -> Any:
    """Send what the page of a door would, under a key of its own."""
    return visitor.post(f"{DOOR}entries", {"key": uuid4().hex, **values}, page=DOOR)


def said(answer: Any) -> tuple[str, str, str]:
    """State, name and sentence that the page shows large."""
    assert answer.status_code == 200, answer.status
    found = re.search(
        r'class="outcome ([a-z]+)".*?<p class="who">(.*?)</p><p>(.*?)</p>', answer.text
    )
    assert found
    return found[1], found[2], found[3]


def log(action: str) -> list[AuditEntry]:
    every = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
    return list(db.session.scalars(every))


def clicked() -> list[tuple[int, int]]:
    db.session.rollback()
    every = db.session.scalars(select(Clicks).order_by(Clicks.id))
    return [(one.came, one.left) for one in every]


def test_a_device_signs_in_by_the_link_and_by_nothing_else(app: Flask) -> None:
    edition, _people = forum()
    device = station(edition)
    browser = app.test_client()
    shown = browser.get(opening(device))
    assert (shown.status_code, browser.get_cookie(COOKIE)) == (200, None)
    assert browser.get(DOOR).status_code == 401  # looking at the link is not signing in
    assert Visitor(browser).send(opening(device)).status_code == 303
    cookie = browser.get_cookie(COOKIE)
    assert cookie is not None
    assert (cookie.value, cookie.path, cookie.max_age) == (token_of(device), "/", 30 * 86400)
    assert (cookie.http_only, cookie.same_site, cookie.secure) == (True, "Strict", False)
    assert browser.get(DOOR).status_code == 200


def test_under_tls_the_cookie_goes_no_other_way(app: Flask) -> None:
    edition, _people = forum()
    browser, path = app.test_client(), opening(station(edition))
    safe: Any = {"base_url": "https://localhost"}
    said_by = {"csrf_token": token(browser.get(path, **safe).text)}
    referrer = {"Referer": "https://localhost/"}
    answer = browser.post(path, data=said_by, headers=referrer, **safe)
    assert answer.status_code == 303
    assert "Secure; HttpOnly" in answer.headers["Set-Cookie"]


def test_without_the_token_of_a_form_nothing_is_taken(app: Flask) -> None:
    edition, (ada, *_) = forum()
    device = station(edition)
    browser = app.test_client()
    assert browser.post(opening(device)).status_code == 400
    assert browser.get_cookie(COOKIE) is None
    browser.set_cookie(COOKIE, token_of(device))
    sent = {"key": "key-0001", "code": code(ada), "came": "1"}
    for part in ("entries", "undoing", "clicks", "leaving"):
        assert browser.post(f"{DOOR}{part}", data=sent).status_code == 400
    assert (rows(), clicked()) == ([], [])


@pytest.mark.parametrize("path", ["nonsense", "a.1.b", "%00.1.x", "x" * 500])
def test_a_link_of_no_station_is_not_found(app: Flask, path: str) -> None:
    answer = app.test_client().get(f"/en/door/open/{path}")
    assert answer.status_code == 404
    assert ("This device is no station" in answer.text) is ("%00" not in path)


def test_a_renewed_or_closed_station_is_out_at_once(app: Flask) -> None:
    edition, (ada, *_) = forum()
    renewed, closed = station(edition), station(edition, "Side entrance")
    pairs = [(one, signed_in(app, one), opening(one)) for one in (renewed, closed)]
    renewed.generation, closed.closed = 2, MORNING
    db.session.commit()
    for device, visitor, path in pairs:
        shown = visitor.get(DOOR)
        assert (shown.status_code, "This device is no station" in shown.text) == (401, True)
        assert visitor.get(path).status_code == 404
        sent = {"csrf_token": "x", "key": "key-0001", "code": code(ada)}
        page = "/en/account/login"
        sent["csrf_token"] = token(visitor.get(page).text)
        for part in ("entries", "undoing", "clicks"):
            assert visitor.post(f"{DOOR}{part}", sent).status_code == 401, device.name
    assert (rows(), clicked()) == ([], [])
    assert signed_in(app, renewed).get(DOOR).status_code == 200  # by its new link


def test_a_station_reaches_nothing_else(app: Flask) -> None:
    edition, _people = forum()
    here = "/en/manage/editions/2026/"
    visitor = signed_in(app, station(edition))
    for path in (
        "/en/account/", "/en/manage/", here, f"{here}attendance/stations/",
        f"{here}attendance/check-ins/", f"{here}participants/",
    ):  # fmt: skip
        answer = visitor.get(path)
        assert (answer.status_code, "/account/login" in answer.location) == (302, True), path
    assert "manage" not in visitor.get(DOOR).text


def test_looking_changes_nothing(app: Flask) -> None:
    edition, (ada, *_) = forum()
    device = station(edition)
    visitor = signed_in(app, device)
    for part in ("", "?q=person", f"?code={code(ada)}&key=key-0001", "?q=%00"):
        assert visitor.get(f"{DOOR}{part}").status_code == 200
    again = visitor.get(f"{DOOR}entries?key=key-0001&code={code(ada)}")
    assert (again.status_code, again.location) == (303, DOOR)
    for part in ("undoing", "clicks", "leaving"):
        assert visitor.get(f"{DOOR}{part}?key=key-0001&came=1").status_code == 405
    assert (rows(), clicked()) == ([], [])
    db.session.refresh(device)
    assert (device.seen, device.version) == (None, 1)


def test_the_camera_is_allowed_at_the_door_alone(app: Flask) -> None:
    edition, _people = forum()
    device = station(edition)
    visitor = signed_in(app, device)
    allowed = visitor.get(DOOR).headers["Permissions-Policy"]
    assert allowed == OURS + "microphone=()"
    for path in (opening(device), "/en/account/login"):
        assert visitor.get(path).headers["Permissions-Policy"] == NONE
    assert app.test_client().get(DOOR).headers["Permissions-Policy"] == NONE


def test_a_typed_code_lets_in_once_and_then_says_when_and_where(app: Flask, morning: Any) -> None:
    edition, (ada, *_) = forum()
    first = signed_in(app, station(edition))
    assert said(enter(first, code=f" {code(ada)} ")) == ("entered", "Person 0", "Welcome.")
    morning.shift(timedelta(minutes=20))
    second = signed_in(app, station(edition, "Side entrance"))
    assert said(enter(second, code=code(ada))) == (
        "already",
        "Person 0",
        "Came in at 08:30 already: Main entrance.",
    )
    (row,) = rows()
    assert (row.station, row.at) == ("Main entrance", MORNING)
    assert "1 came in here today." in first.get(DOOR).text
    assert "0 came in here today." in second.get(DOOR).text


def test_a_form_sent_twice_is_one_entry_and_the_same_answer(app: Flask) -> None:
    edition, (ada, *_) = forum()
    visitor = signed_in(app, station(edition))
    for _ in range(2):
        answer = enter(visitor, key="key-0001", code=code(ada))
        assert said(answer) == ("entered", "Person 0", "Welcome.")
    assert len(rows()) == 1


def test_who_is_found_by_name_or_short_code_comes_in(app: Flask) -> None:
    edition, (ada, ben, *_) = forum()
    _other, (eve, *_) = forum("2027")
    visitor = signed_in(app, station(edition))
    found = visitor.get(f"{DOOR}?q=PERSON+1").text
    assert (f'value="{ben.uuid}"' in found, f'value="{ada.uuid}"' in found) == (True, False)
    assert "person-1@example.org" not in found
    printed = short(db.session.get_one(Ticket, ada.id).uuid)
    found = visitor.get(f"{DOOR}?q={printed.replace(' ', '+')}").text
    assert (f'value="{ada.uuid}"' in found, f'value="{ben.uuid}"' in found) == (True, False)
    assert "Nobody of that name" in visitor.get(f"{DOOR}?q=nobody").text
    foreign = short(db.session.get_one(Ticket, eve.id).uuid)
    assert "Nobody of that name" in visitor.get(f"{DOOR}?q={foreign}").text
    assert said(enter(visitor, participant=str(ada.uuid)))[0] == "entered"
    assert said(enter(visitor, participant=str(eve.uuid)))[0] == "refused"
    assert [row.participant_id for row in rows()] == [ada.id]


def test_who_is_in_already_or_takes_no_part_is_not_offered(app: Flask) -> None:
    edition, (ada, ben, _cid) = forum()
    ben.standing = "waiting"
    db.session.commit()
    visitor = signed_in(app, station(edition))
    enter(visitor, code=code(ada))
    for words, tag in (("person+0", "In since 08:30"), ("person+1", "Not confirmed")):
        found = visitor.get(f"{DOOR}?q={words}").text
        assert (tag in found, 'name="participant"' in found) == (True, False)


def test_the_door_of_a_session_says_which(app: Flask) -> None:
    edition, _people = forum()
    slot, _root = limited(edition, 5)
    visitor = signed_in(app, station(edition, kind="session", slot_uuid=slot))
    assert visitor.get(DOOR).status_code == 200  # its session is gone, and it stands all the same
    session_of(edition.id, slot, "Print your own alphabet")
    page = visitor.get(DOOR).text
    assert ("Print your own alphabet" in page, "10 November 2026, 10:00" in page) == (True, True)
    assert "alphabet" not in signed_in(app, station(edition)).get(DOOR).text


def test_of_many_only_twenty_are_shown_and_more_is_asked_for(app: Flask) -> None:
    edition, _people = forum(people=21)
    text = signed_in(app, station(edition)).get(f"{DOOR}?q=person").text
    assert (text.count('name="participant"'), "There are more." in text) == (20, True)


def test_without_a_place_in_the_session_the_door_decides_and_it_is_logged(app: Flask) -> None:
    edition, (ada, *_) = forum()
    slot, _root = limited(edition, 5)
    visitor = signed_in(app, station(edition, kind="session", slot_uuid=slot))
    refused = enter(visitor, code=code(ada))
    assert said(refused) == ("refused", "Person 0", "No place in this session.")
    assert 'name="anyway" value="yes"' in refused.text
    assert rows() == []
    anyway = enter(visitor, participant=str(ada.uuid), anyway="yes")
    assert said(anyway) == ("entered", "Person 0", "Welcome.")
    (row,) = rows()
    assert row.slot == slot.hex
    (entry,) = log("check_in.admit")
    assert (entry.actor_name, entry.actor_id, entry.subject) == ("Main entrance", None, "Person 0")


def test_a_cancelled_registration_cannot_be_let_in_all_the_same(app: Flask) -> None:
    edition, (ada, *_) = forum()
    ada.standing = "cancelled"
    db.session.commit()
    visitor = signed_in(app, station(edition))
    refused = enter(visitor, participant=str(ada.uuid), anyway="yes")
    assert said(refused) == ("refused", "Person 0", "The registration was cancelled.")
    assert ('value="yes"' in refused.text, rows()) == (False, [])


def test_a_station_takes_back_what_it_did_itself_and_it_is_logged(app: Flask) -> None:
    edition, (ada, *_) = forum()
    own, other = (signed_in(app, station(edition, name)) for name in ("Main", "Side"))
    shown = enter(own, key="key-0001", code=code(ada))
    assert 'action="/en/door/undoing"' in shown.text
    sent = {"key": "key-0001"}
    assert other.post(f"{DOOR}undoing", sent, page=DOOR).status_code == 303
    assert "There is nothing to take back." in other.get(DOOR).text
    assert rows()[0].undone is None
    assert own.post(f"{DOOR}undoing", sent, page=DOOR).status_code == 303
    assert "Taken back." in own.get(DOOR).text
    (row,) = rows()
    assert (row.undone, row.undone_by, row.undone_why) == (MORNING, "Main", "At the door")
    (entry,) = log("check_in.undo")
    assert (entry.actor_name, entry.subject, entry.after) == (
        "Main",
        "Person 0",
        {"why": "At the door"},
    )
    assert said(enter(own, code=code(ada)))[0] == "entered"


def test_a_clicker_counts_and_lets_nobody_in(app: Flask) -> None:
    edition, (ada, *_) = forum()
    visitor = signed_in(app, station(edition, kind="clicker"))
    assert enter(visitor, code=code(ada)).status_code == 403
    for came, left in ((3, 0), (2, 1), (0, 0)):
        sent = {"key": uuid4().hex, "came": str(came), "left": str(left)}
        assert visitor.post(f"{DOOR}clicks", sent, page=DOOR).status_code == 303
    text = visitor.get(DOOR).text
    assert ("<output data-inside>4</output>" in text, "<span data-came>5</span>" in text) == (
        True,
        True,
    )
    assert (rows(), clicked()) == ([], [(3, 0), (2, 1)])


def test_a_door_does_not_count_by_clicks(app: Flask) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition))
    answer = visitor.post(f"{DOOR}clicks", {"key": "key-0001", "came": "1"}, page=DOOR)
    assert (answer.status_code, clicked()) == (403, [])


def test_clicks_count_once_by_their_key(app: Flask) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition, kind="clicker"))
    for came in ("3", "3", "9"):
        answer = visitor.post(f"{DOOR}clicks", {"key": "key-0001", "came": came}, page=DOOR)
        assert answer.status_code == 303
    assert clicked() == [(3, 0)]


def test_clicks_after_midnight_are_of_the_evening_until_the_day_changes(
    app: Flask, morning: Any
) -> None:
    edition, _people = forum()
    edition.day_change_hour = 5
    db.session.commit()
    visitor = signed_in(app, station(edition, kind="clicker"))
    for hours in (17, 22):  # half past one at night, half past six: Copenhagen
        morning.move_to(MORNING + timedelta(hours=hours))
        sent = {"key": uuid4().hex, "came": "1"}
        visitor.post(f"{DOOR}clicks", sent, page=DOOR)
    days = db.session.execute(
        select(Clicks.day, func.sum(Clicks.came)).group_by(Clicks.day).order_by(Clicks.day)
    ).all()
    assert [(day.day, came) for day, came in days] == [(10, 1), (11, 1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"came": "-1"},
        {"came": "1001"},
        {"came": "99999999999999999999"},
        {"came": "1.5"},
        {"came": "\N{ARABIC-INDIC DIGIT ONE}"},
        {"left": "x"},
        {"came": ""},
        {"came": "1\0"},
        {"key": ""},
        {"key": "short"},
        {"key": "k" * 65},
        {"key": "key-0001\0"},
        {"key": "with space"},
    ],
)
def test_clicks_that_are_none_are_refused(app: Flask, wrong: dict[str, str]) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition, kind="clicker"))
    sent = {"key": "key-0001", "came": "1", **wrong}
    answer = visitor.post(f"{DOOR}clicks", sent, page=DOOR)
    assert (answer.status_code, clicked()) == (422, [])
    assert "Something needs another look" in answer.text


def bundle(visitor: Visitor, **more: Any) -> Any:
    """Send what the script of a clicker would."""
    told = {"key": "key-0001", "at": MORNING.isoformat(), "came": 3, "left": 1, **more}
    return visitor.client.post(f"{DOOR}clicks", json=told)


def test_a_script_sends_bundles_and_hears_the_sums_of_the_day(app: Flask) -> None:
    edition, _people = forum()
    here, there = station(edition, kind="clicker"), station(edition, "Garden", kind="clicker")
    visitor, other = signed_in(app, here), signed_in(app, there)
    for key, sums in (("key-0001", (3, 1)), ("key-0001", (3, 1)), ("key-0002", (6, 2))):
        answer = bundle(visitor, key=key)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert answer.json == {"day": "2026-11-10", "came": sums[0], "left": sums[1]}
    assert bundle(other, key="key-0003", came=0, left=0).json == {
        "day": "2026-11-10", "came": 0, "left": 0,
    }  # fmt: skip
    assert clicked() == [(3, 1), (3, 1)]


def test_what_a_clicker_kept_without_network_is_of_the_day_of_its_presses(
    app: Flask, morning: Any
) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition, kind="clicker"))
    morning.shift(timedelta(days=1))
    slow = (MORNING + timedelta(days=1, minutes=-10)).isoformat()  # a clock ten minutes slow
    assert bundle(visitor, sent=slow).json == {"day": "2026-11-11", "came": 0, "left": 0}
    row = db.session.scalars(select(Clicks)).one()
    assert (row.day.day, row.at, row.received) == (
        10, MORNING + timedelta(minutes=10), MORNING + timedelta(days=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"came": -1}, {"came": 1001}, {"left": 1.5}, {"left": "1"}, {"key": "short"},
        {"key": 7}, {"at": "yesterday"}, {"at": "2026-11-10T08:30:00"}, {"at": None},
    ],
)  # fmt: skip
def test_a_bundle_that_is_none_is_refused(app: Flask, wrong: dict[str, Any]) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition, kind="clicker"))
    assert (bundle(visitor, **wrong).status_code, clicked()) == (422, [])


def test_bundles_are_taken_of_clickers_alone(app: Flask) -> None:
    edition, _people = forum()
    device = station(edition, kind="clicker")
    visitor = signed_in(app, device)
    device.generation = 2
    db.session.commit()
    assert bundle(visitor).status_code == 401
    assert bundle(signed_in(app, station(edition))).status_code == 403
    assert clicked() == []


def test_the_page_of_another_site_can_send_no_clicks(app: Flask) -> None:
    """A form without its token, or JSON that says it is text, as such a page could send."""
    edition, _people = forum()
    visitor = signed_in(app, station(edition, kind="clicker"))
    sent = '{"key": "key-0001", "at": "2026-11-10T08:30:00Z", "came": 3}'
    for told in (
        {"data": {"key": "key-0001", "came": "3"}},
        {"data": sent, "content_type": "text/plain"},
    ):
        assert visitor.client.post(f"{DOOR}clicks", **told).status_code == 400  # type: ignore[arg-type]
    assert clicked() == []


def test_a_scanner_types_the_next_code_where_it_typed_the_last(app: Flask) -> None:
    edition, (ada, ben, *_) = forum()
    visitor = signed_in(app, station(edition))
    assert "autofocus" not in visitor.get(DOOR).text
    assert re.search(r'<input[^>]* id="code"[^>]* autofocus>', enter(visitor, code=code(ada)).text)
    assert "autofocus" not in enter(visitor, participant=str(ben.uuid)).text


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("entries", {"key": ""}),
        ("entries", {"key": "key-0001\0"}),
        ("entries", {"participant": "7"}),
        ("entries", {"participant": "\0"}),
        ("undoing", {"key": ""}),
        ("undoing", {"key": "key-0001\0"}),
        ("undoing", {"key": "k" * 65}),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    app: Flask, part: str, wrong: dict[str, str]
) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition))
    answer = visitor.post(f"{DOOR}{part}", {"key": "key-0001", **wrong}, page=DOOR)
    assert (answer.status_code, rows()) == (422, [])
    assert "Something needs another look" in answer.text


@pytest.mark.parametrize("typed", ["", "\0", "x" * 5000, "<b>", "\N{PILE OF POO}", "a.1.b"])
def test_a_code_that_is_none_is_said_to_be_none(app: Flask, typed: str) -> None:
    edition, _people = forum()
    answer = enter(signed_in(app, station(edition)), code=typed)
    assert said(answer) == ("refused", "", "This is no ticket of ours.")
    assert rows() == []


def test_a_device_signs_out(app: Flask) -> None:
    edition, _people = forum()
    visitor = signed_in(app, station(edition))
    assert visitor.post(f"{DOOR}leaving", {}, page=DOOR).status_code == 303
    assert (visitor.client.get_cookie(COOKIE), visitor.get(DOOR).status_code) == (None, 401)


def test_a_station_speaks_danish_too(app: Flask) -> None:
    edition, _people = forum()
    browser: FlaskClient = app.test_client()
    browser.set_cookie(COOKIE, token_of(station(edition)))
    assert 'lang="da"' in browser.get("/da/door/").text
