"""Organisers make stations, hand out their links, renew and close them; nobody else does."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.attendance.models import Station
from cwf.attendance.queries.stations import token_of
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account
from cwf.programme.models import Session, Slot
from tests.attendance.coming import MORNING, forum, limited, station
from tests.registration.conftest import Visitor

LIST = "/en/manage/editions/2026/attendance/stations/"
NEW = f"{LIST}new"
LATER = MORNING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def morning() -> Any:
    """The first morning."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def staff(
    app: Flask, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Callable[..., Visitor]:
    """The browser of somebody with a role at the edition."""

    def make(role: str = "organiser") -> Visitor:
        made = account(f"{role}@example.org", name=f"Olga {role.title()}")
        here = db.session.scalars(select(Edition).where(Edition.slug == "2026")).one()
        db.session.add(Staff(edition_id=here.id, account_id=made.id, role=role, appointed=MORNING))
        db.session.commit()
        return Visitor(signed_in(made))

    return make


def stations() -> list[Station]:
    db.session.rollback()
    every = select(Station).order_by(Station.id).execution_options(populate_existing=True)
    return list(db.session.scalars(every))


def log() -> list[tuple[str, str, str]]:
    every = select(AuditEntry).where(AuditEntry.action.startswith("station."))
    rows = db.session.scalars(every.order_by(AuditEntry.id))
    return [(row.action, row.actor_name, row.subject) for row in rows]


def link(page: str) -> str:
    """The path of the link that a page shows."""
    found = re.search(r"<code>https?://[^/<]+(/[^<]+)</code>", page)
    assert found
    return found[1]


def session_with_places(edition: Edition, title: str = "Making things") -> UUID:
    """A session on the first day, with places that are taken by name."""
    slot, _root = limited(edition, 5)
    made = Session(
        edition_id=edition.id, slug="s", kind="workshop", title={"en": title}, subtitle={},
        abstract={}, reason={}, status="confirmed",
    )  # fmt: skip
    placed = Slot(edition_id=edition.id, session=made, uuid=slot, starts=MORNING, ends=LATER)
    db.session.add_all([made, placed])
    db.session.commit()
    return slot


def test_a_new_station_has_a_link_and_it_opens_the_station(app: Flask, staff: Any) -> None:
    forum()
    visitor = staff()
    assert "No station yet" in visitor.get(LIST).text
    made = visitor.send(NEW, kind="door", name="  Main   entrance ")
    (row,) = stations()
    assert (made.status_code, made.location) == (303, f"{LIST}{row.uuid}")
    assert (row.kind, row.name, row.slot_uuid, row.made) == ("door", "Main entrance", None, MORNING)
    shown = visitor.get(made.location).text
    assert link(shown) == f"/en/door/open/{token_of(row)}"
    assert 'src="data:image/svg+xml' in shown
    device = Visitor(app.test_client())
    assert device.send(link(shown)).status_code == 303
    assert "Main entrance" in device.get("/en/door/").text
    assert log() == [("station.make", "Olga Organiser", "Main entrance")]


def test_sending_the_form_twice_makes_one(app: Flask, staff: Any) -> None:
    forum()
    visitor, key = staff(), uuid4().hex
    first, second = (visitor.send(NEW, kind="door", name="Main", key=key) for _ in range(2))
    assert (len(stations()), first.location) == (1, second.location)


def test_the_door_of_a_session_names_one_with_places(app: Flask, staff: Any) -> None:
    edition, _people = forum()
    slot = session_with_places(edition)
    visitor = staff()
    refused = visitor.send(NEW, kind="session", name="Room 1", slot="")
    assert (refused.status_code, "Say which session." in refused.text) == (422, True)
    assert 'value="Room 1"' in refused.text  # nothing that was written is lost
    assert stations() == []
    assert visitor.send(NEW, kind="session", name="Room 1", slot=str(slot)).status_code == 303
    assert stations()[0].slot_uuid == slot
    assert "Making things" in visitor.get(LIST).text


def test_only_the_door_of_a_session_keeps_a_session(app: Flask, staff: Any) -> None:
    edition, _people = forum()
    slot = session_with_places(edition)
    assert staff().send(NEW, kind="clicker", name="Foyer", slot=str(slot)).status_code == 303
    assert (stations()[0].kind, stations()[0].slot_uuid) == ("clicker", None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 201},
        {"kind": ""},
        {"kind": "window"},
        {"kind": "session", "slot": "nonsense"},
        {"kind": "session", "slot": str(UUID(int=9))},
    ],
)
def test_what_is_no_station_is_refused_beside_the_field(
    app: Flask, staff: Any, wrong: dict[str, str]
) -> None:
    forum()
    answer = staff().send(NEW, **{"kind": "door", "name": "Main", "slot": "", **wrong})
    assert (answer.status_code, stations()) == (422, [])


def test_a_name_with_a_zero_byte_is_a_name_without(app: Flask, staff: Any) -> None:
    forum()
    answer = staff().send(NEW, kind="door", name="Ma\0in", slot="")
    assert answer.status_code in (303, 422)
    assert [row.name for row in stations()] in ([], ["Main"])


def test_a_renewed_link_ends_the_one_before(app: Flask, staff: Any) -> None:
    edition, _people = forum()
    row = station(edition)
    visitor, page = staff(), f"{LIST}{row.uuid}"
    old = link(visitor.get(page).text)
    assert visitor.post(f"{page}/renewal", {}, page=page).location == page
    shown = visitor.get(page).text
    assert ("This is a new link." in shown, link(shown) != old) == (True, True)
    assert app.test_client().get(old).status_code == 404
    assert app.test_client().get(link(shown)).status_code == 200
    assert log() == [("station.renew", "Olga Organiser", "Main entrance")]


def test_a_closed_station_keeps_what_it_counted_and_shows_no_link(app: Flask, staff: Any) -> None:
    edition, _people = forum()
    row = station(edition)
    visitor, page = staff(), f"{LIST}{row.uuid}"
    old = link(visitor.get(page).text)
    for _ in range(2):  # pressed twice, it is closed once
        assert visitor.post(f"{page}/closure", {}, page=LIST + "new").location == LIST
    assert stations()[0].closed == MORNING
    assert "Closed" in visitor.get(LIST).text
    shown = visitor.get(page).text
    assert ("This station is closed." in shown, "<code>http" in shown) == (True, False)
    assert app.test_client().get(old).status_code == 404
    assert log() == [("station.close", "Olga Organiser", "Main entrance")]


def test_looking_makes_renews_and_closes_nothing(app: Flask, staff: Any) -> None:
    edition, _people = forum()
    row = station(edition)
    visitor = staff()
    for path in (LIST, NEW, f"{LIST}{row.uuid}"):
        assert visitor.get(path).status_code == 200
    for deed in ("renewal", "closure"):
        assert visitor.get(f"{LIST}{row.uuid}/{deed}").status_code == 405
        assert visitor.client.post(f"{LIST}{row.uuid}/{deed}").status_code == 400  # no token
    (after,) = stations()
    assert (after.generation, after.closed, after.version) == (1, None, 1)
    assert log() == []


@pytest.mark.parametrize("role", ["editor", "door"])
def test_only_organisers_manage_stations(app: Flask, staff: Any, role: str) -> None:
    edition, _people = forum()
    row = station(edition)
    browser = staff(role).client
    for path in (LIST, NEW, f"{LIST}{row.uuid}"):
        assert browser.get(path).status_code == 403
    assert app.test_client().get(f"{LIST}{row.uuid}").status_code == 302
    assert f"door/open/{token_of(row)}" not in browser.get(f"{LIST}{row.uuid}").text


def test_the_station_of_another_edition_is_not_found(app: Flask, staff: Any) -> None:
    forum()
    other, _people = forum("2027")
    row = station(other)
    visitor = staff()
    for uuid in (row.uuid, uuid4()):
        assert visitor.get(f"{LIST}{uuid}").status_code == 404
        for deed in ("renewal", "closure"):
            assert visitor.post(f"{LIST}{uuid}/{deed}", {}, page=NEW).status_code == 404
    assert visitor.get(LIST.replace("2026", "2027")).status_code == 404
    (after,) = stations()
    assert (after.generation, after.closed) == (1, None)
