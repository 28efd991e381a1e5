"""A smaller room says who would be over, and asks; nobody is dropped by it (osem PR #976)."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
import time_machine
from flask.testing import FlaskClient

from cwf.database import db
from cwf.people.models import Account
from cwf.programme.models import Slot
from tests.agendas.signing import NOON, crowd, limit, state_of, workshop
from tests.browsing import Browser
from tests.programme.conftest import Forum

SLOT = {"day": "2017-11-01", "starts": "11:00", "ends": "12:00"}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def loom(forum: Forum) -> UUID:
    return workshop(forum, "loom", 10, room="store-sal")[0]


def at_work(staff: Callable[..., Account], signed_in: Callable[..., FlaskClient],
            forum: Forum, role: str) -> Browser:  # fmt: skip
    return Browser(signed_in(staff(forum, role)))


def text(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def small(forum: Forum, seats: int) -> None:
    forum.room["lille-sal"].seats = seats
    db.session.commit()


def room_of(uuid: UUID) -> str:
    db.session.expire_all()
    slot = db.session.query(Slot).filter_by(uuid=uuid).one()
    return slot.rooms[0].room.slug


@pytest.mark.parametrize(("role", "named"), [("organiser", True), ("editor", False)])
def test_a_move_to_a_smaller_room_asks_and_drops_nobody(
    forum: Forum, loom: UUID, staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient], role: str, named: bool,
) -> None:  # fmt: skip
    root = limit(forum, loom, 5)
    people = crowd(forum, root, 3)
    small(forum, 2)
    browser = at_work(staff, signed_in, forum, role)
    path = f"/en/manage/editions/2017/sessions/loom/slots/{loom}/placement"
    version = str(db.session.query(Slot).filter_by(uuid=loom).one().version)
    sent = {**SLOT, "room": "lille-sal", "version": version}
    told = "1 person with a place in Loom would be over: 3 have one, 2 fit in."
    checked = browser.post(path, {**sent, "check": "1"})
    assert checked.status_code == 200
    assert told in text(checked.text)
    asked = browser.post(path, sent)
    assert asked.status_code == 422
    assert told in text(asked.text)
    last = people[-1].person.name
    assert (f"Who came last: {last}." in text(asked.text)) is named
    assert (last in asked.text) is named
    assert room_of(loom) == "store-sal"
    assert browser.post(path, {**sent, "over": "1"}).status_code == 303
    assert room_of(loom) == "lille-sal"
    assert [state_of(who, root) for who in people] == ["place"] * 3


def test_a_move_that_leaves_room_for_all_asks_nothing(
    forum: Forum, loom: UUID, staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:  # fmt: skip
    crowd(forum, limit(forum, loom, 5), 3)
    small(forum, 3)
    browser = at_work(staff, signed_in, forum, "editor")
    path = f"/en/manage/editions/2017/sessions/loom/slots/{loom}/placement"
    version = str(db.session.query(Slot).filter_by(uuid=loom).one().version)
    assert browser.post(path, {**SLOT, "room": "lille-sal", "version": version}).status_code == 303


def test_fewer_seats_in_a_room_ask_and_the_page_then_shows_how_many_are_over(
    forum: Forum, loom: UUID, staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:  # fmt: skip
    root = limit(forum, loom, 5)
    crowd(forum, root, 4)
    browser = at_work(staff, signed_in, forum, "organiser")
    path = "/en/manage/editions/2017/rooms/store-sal"
    page = browser.get(path).text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version
    sent = {"venue": "musikhuset", "name-en": "Store Sal", "name-da": "Store Sal", "seats": "1",
            "version": version[1]}  # fmt: skip
    asked = browser.post(path, sent)
    assert asked.status_code == 422
    assert "3 people with a place in Loom would be over" in text(asked.text)
    assert browser.post(path, {**sent, "over": "1"}).status_code == 303
    assert "3 over" in text(browser.get("/en/manage/editions/2017/sign-ups/").text)
