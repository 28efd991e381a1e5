"""Who came, as organisers and door staff see it: list, search, taking back, by hand, files."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from cwf.attendance.models import Ticket
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Staff
from cwf.people.models import Account
from cwf.registration.actions import places
from cwf.registration.models import Participant
from tests.attendance.coming import (
    FIRST,
    MORNING,
    at,
    forum,
    limited,
    rows,
    scan,
    session_of,
    station,
)
from tests.registration.conftest import Visitor

LIST = "/en/manage/editions/2026/attendance/check-ins/"


@pytest.fixture(autouse=True)
def morning() -> Any:
    """The first morning, an hour after the doors opened."""
    with time_machine.travel(MORNING + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def door(
    app: Flask, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Callable[..., Visitor]:
    """The browser of somebody with a role at the edition: `door("door")`."""

    def make(role: str = "door", slug: str = "2026") -> Visitor:
        from cwf.editions.models import Edition

        made = account(f"{role}@example.org", name=f"Dora {role.title()}")
        here = db.session.scalars(select(Edition).where(Edition.slug == slug)).one()
        db.session.add(Staff(edition_id=here.id, account_id=made.id, role=role, appointed=MORNING))
        db.session.commit()
        return Visitor(signed_in(made))

    return make


def shown(visitor: Visitor, query: str = "") -> list[str]:
    """Of whom the list tells, in its order."""
    text = visitor.get(f"{LIST}{query}").text.partition("<tbody>")[2]
    text = text.rpartition("<tbody>")[2]
    return [name for name in text.split("Person ")[1:] for name in [f"Person {name[0]}"]][::2]


def test_the_list_says_who_when_and_by_what_station(app: Flask, door: Any) -> None:
    edition, (ada, *_) = forum()
    scan(at(edition, station(edition, "Side entrance")), ada)
    text = door("organiser").get(LIST).text
    for said in ("Person 0", "Side entrance", "Tue 10 Nov, 08:30", "The forum"):
        assert said in text
    assert "person-0@example.org" not in text
    ticket = db.session.get_one(Ticket, ada.id)
    assert ticket.uuid.hex[:4].upper() in text


def test_door_staff_see_names_and_codes_only(app: Flask, door: Any) -> None:
    edition, (ada, *_) = forum()
    ada.affiliation, ada.country = "Tidal Bank", "GB"
    db.session.commit()
    scan(at(edition, station(edition)), ada)
    staff = door("door")
    pages = [LIST, f"{LIST}new?q=person", f"{LIST}check-ins.csv", f"{LIST}new/{ada.uuid}"]
    for page in pages:
        answer = staff.get(page)
        assert (answer.status_code, "Person 0" in answer.text) == (200, True)
        for more in ("person-0@", "Tidal", "United Kingdom", "The whole forum"):
            assert more not in answer.text
    assert staff.get("/en/manage/editions/2026/participants/").status_code == 403


def test_door_staff_are_led_from_their_account_to_where_they_may_go(app: Flask, door: Any) -> None:
    forum()
    staff = door("door")
    assert f'href="{LIST}"' in staff.get("/en/account/").text
    assert staff.get(LIST).status_code == 200
    assert staff.get("/en/manage/editions/2026/").status_code == 403


def test_filters_narrow_it_by_day_place_station_and_name(app: Flask, door: Any) -> None:
    edition, (ada, ben, cid) = forum()
    slot, root = limited(edition, 5)
    session_of(edition.id, slot, "Making things")
    places.take(root, cid.id, group="full", at=MORNING)
    main, side = station(edition), station(edition, "Side entrance")
    scan(at(edition, main), ada)
    scan(at(edition, side), ben, when=MORNING + timedelta(days=1))
    scan(at(edition, main, slot=slot), cid)
    visitor = door("organiser")
    assert sorted(shown(visitor)) == ["Person 0", "Person 1", "Person 2"]
    assert shown(visitor, "?day=2026-11-11") == ["Person 1"]
    assert sorted(shown(visitor, "?at=forum")) == ["Person 0", "Person 1"]
    assert shown(visitor, f"?at={slot.hex}") == ["Person 2"]
    assert shown(visitor, "?station=Side+entrance") == ["Person 1"]
    assert shown(visitor, "?q=PERSON+2") == ["Person 2"]
    assert shown(visitor, "?show=undone") == []
    assert "Making things (Tue 10 Nov, 10:00)" in visitor.get(LIST).text


def test_pages_hold_fifty_the_latest_first(app: Flask, door: Any) -> None:
    edition, people = forum(people=51)
    for number, who in enumerate(people):
        scan(at(edition), who, when=MORNING + timedelta(seconds=number))
    visitor = door("organiser")
    first, second = visitor.get(LIST).text, visitor.get(f"{LIST}?page=2").text
    assert ("Person 50<" in first, "Person 0<" in first) == (True, False)
    assert ("Person 50<" in second, "Person 0<" in second) == (False, True)
    assert visitor.get(f"{LIST}?page=3").status_code == 404
    assert visitor.get(f"{LIST}?page=0").status_code == 404


def test_taking_back_asks_why_and_is_logged(app: Flask, door: Any) -> None:
    edition, (ada, *_) = forum()
    scan(at(edition), ada)
    (row,) = rows()
    visitor, path = door("door"), f"{LIST}{row.id}/removal"
    assert visitor.send(path, why="").status_code == 422
    assert rows()[0].undone is None
    assert visitor.send(path, why="Wrong badge").status_code == 303
    (row,) = rows()
    assert (row.undone_by, row.undone_why) == ("Dora Door", "Wrong badge")
    logged = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "check_in.undo"))
    assert [(one.subject, one.actor_name) for one in logged] == [("Person 0", "Dora Door")]
    assert visitor.get(path).status_code == 303
    text = visitor.get(f"{LIST}?show=undone").text
    assert ("Wrong badge" in text, "Dora Door" in text) == (True, True)


def test_of_another_edition_nothing_is_found(app: Flask, door: Any) -> None:
    forum()
    there, (eve, *_) = forum("2027")
    scan(at(there), eve)
    (row,) = rows()
    visitor = door("organiser")
    assert visitor.get(f"{LIST}{row.id}/removal").status_code == 404
    assert visitor.get(f"{LIST}new/{eve.uuid}").status_code == 404
    assert shown(visitor) == []
    other = LIST.replace("2026", "2027")
    assert visitor.get(other).status_code == 404


# --- by hand ---


def test_somebody_is_found_by_name_or_number(app: Flask, door: Any) -> None:
    _edition, (ada, _ben, cid) = forum()
    cid.standing = "cancelled"
    db.session.commit()
    ticket = db.session.get_one(Ticket, ada.id)
    visitor = door("door")
    by_name = visitor.get(f"{LIST}new?q=person+0").text
    assert (f"/new/{ada.uuid}" in by_name, "Person 1" in by_name) == (True, False)
    number = ticket.uuid.hex[:8].upper()
    by_number = visitor.get(f"{LIST}new?q={number[:4]}+{number[4:]}").text
    assert f"/new/{ada.uuid}" in by_number
    gone = visitor.get(f"{LIST}new?q=person+2").text
    assert ("Not confirmed" in gone, f"/new/{cid.uuid}" in gone) == (True, False)
    assert "Nobody was found" in visitor.get(f"{LIST}new?q=example.org").text


def test_door_staff_are_led_from_their_editions_to_the_check_ins(app: Flask, door: Any) -> None:
    forum()
    visitor = door("door")
    assert f'href="{LIST}"' in visitor.get("/en/manage/").text
    assert visitor.get(LIST).status_code == 200
    organiser = door("organiser").get("/en/manage/").text
    assert ('href="/en/manage/editions/2026/"' in organiser, LIST in organiser) == (True, False)


def test_what_is_taken_back_says_where_and_when(app: Flask, door: Any) -> None:
    edition, (ada, *_) = forum()
    scan(at(edition, station(edition, "Side entrance")), ada)
    (row,) = rows()
    page = door("door").get(f"{LIST}{row.id}/removal").text
    assert "The forum · Tue 10 Nov, 08:30 · Side entrance" in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mesut Özil", ("Oezil", "özil", "OZIL mesut", "Mesut")),
        ("Сергей Щукин", ("Shchukin", "Щукин", "sergey", "Sergei Shchukin")),
        ("Ægir Grønlykke", ("aegir", "Groenlykke", "gronlykke", "Ægir")),
    ],
)
def test_a_name_is_found_in_other_spellings_and_scripts(
    app: Flask, door: Any, name: str, words: tuple[str, ...]
) -> None:
    edition, (ada, *_) = forum()
    ada.person.name = ada.person.sort_name = name
    ada.affiliation = "Tidal Bank"
    db.session.commit()
    scan(at(edition), ada)
    visitor = door("door")
    for one in words:
        assert f"/new/{ada.uuid}" in visitor.get(f"{LIST}new?q={quote(one)}").text
        assert name in visitor.get(f"{LIST}?q={quote(one)}").text
    for other in ("Ozul", "Tidal", "person-0@example.org", "zz", "!!"):
        assert f"/new/{ada.uuid}" not in visitor.get(f"{LIST}new?q={quote(other)}").text
        assert name not in visitor.get(f"{LIST}?q={quote(other)}").text


def by_hand(visitor: Visitor, who: Participant, **changes: Any) -> int:
    return visitor.send(f"{LIST}new/{who.uuid}", **changes).status_code


def test_checked_in_by_hand_it_says_by_whom(app: Flask, door: Any) -> None:
    _edition, (ada, *_) = forum()
    assert by_hand(door("door"), ada, came_hour="8:15") == 303
    (row,) = rows()
    assert (row.by, row.station, row.day) == ("Dora Door", "", FIRST)
    assert row.at == MORNING - timedelta(minutes=15)
    assert row.received == MORNING + timedelta(hours=1)


def test_without_an_hour_it_is_now_and_of_another_day_it_is_asked(app: Flask, door: Any) -> None:
    _edition, (ada, ben, _cid) = forum()
    visitor = door("door")
    assert by_hand(visitor, ada) == 303
    assert rows()[0].at == MORNING + timedelta(hours=1)
    assert by_hand(visitor, ben, came_day="2026-11-11") == 422
    assert by_hand(visitor, ben, came_day="2026-11-11", came_hour="9:00") == 422, "to come"
    assert by_hand(visitor, ben, came_day="2026-11-12", came_hour="9:00") == 422, "no day of it"
    assert len(rows()) == 1


def test_an_hour_after_midnight_belongs_to_the_evening(app: Flask, door: Any, morning: Any) -> None:
    _edition, (ada, *_) = forum()
    morning.shift(timedelta(days=1))
    assert by_hand(door("door"), ada, came_day="2026-11-10", came_hour="0:30") == 303
    (row,) = rows()
    assert (row.day, row.at.isoformat()) == (date(2026, 11, 10), "2026-11-10T23:30:00+00:00")


def test_sent_twice_it_stands_once(app: Flask, door: Any) -> None:
    _edition, (ada, *_) = forum()
    visitor, path = door("door"), f"{LIST}new/{ada.uuid}"
    from tests.programme.views.conftest import fields

    form = fields(visitor.get(path).text)
    assert [visitor.client.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    assert len(rows()) == 1


def test_without_a_place_staff_are_asked_before_they_let_somebody_in(app: Flask, door: Any) -> None:
    edition, (ada, *_) = forum()
    slot, _root = limited(edition, 1)
    session_of(edition.id, slot, "Making things")
    visitor = door("door")
    answer = visitor.send(f"{LIST}new/{ada.uuid}", slot=slot.hex)
    assert (answer.status_code, "No place in this session." in answer.text) == (422, True)
    assert rows() == []
    assert by_hand(visitor, ada, slot=slot.hex, anyway="y") == 303
    assert [row.slot for row in rows()] == [slot.hex]


def test_who_is_not_confirmed_is_not_checked_in(app: Flask, door: Any) -> None:
    _edition, (ada, *_) = forum()
    ada.standing = "cancelled"
    db.session.commit()
    answer = door("door").send(f"{LIST}new/{ada.uuid}")
    assert (answer.status_code, "The registration was cancelled." in answer.text) == (422, True)


# --- files ---


def test_as_files_it_says_the_same(app: Flask, door: Any) -> None:
    edition, (ada, ben, _cid) = forum()
    scan(at(edition, station(edition)), ada)
    scan(at(edition), ben, when=MORNING + timedelta(days=1))
    visitor = door("door")
    short = db.session.get_one(Ticket, ada.id).uuid.hex[:8].upper()
    csv = visitor.get(f"{LIST}check-ins.csv?day=2026-11-10")
    assert csv.data.decode("utf-8-sig").splitlines() == [
        "Name,Number,Day,Where,Came in,Station,Entered by,Taken back,Taken back by,Why",
        f"Person 0,{short[:4]} {short[4:]},2026-11-10,The forum,2026-11-10 08:30:00,"
        "Main entrance,,,,",
    ]
    book = load_workbook(io.BytesIO(visitor.get(f"{LIST}check-ins.xlsx").data))
    names = [row[0].value for row in book.active.iter_rows(min_row=2)]
    assert names == ["Person 1", "Person 0"]
