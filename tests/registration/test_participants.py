"""The organisers' list: who sees it, what it finds, what it exports; and one participant."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event, select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account, Person
from cwf.registration.models import Participant
from tests.browsing import link
from tests.programme.views.conftest import fields
from tests.registration.conftest import MANAGE, NOW, Visitor, last_mail, mails, rows

Staff = Callable[[str], Visitor]
NEW = {
    "name": "Grace Hopper",
    "email": "Grace@Example.org",
    "category": "speaker",
    "country": "US",
    "affiliation": "",
    "language": "da",
}


def add(edition: Edition, number: int, **values: Any) -> Participant:
    """A participant straight into the database; the number makes it another one."""
    name = values.pop("name", f"Person {number:03}")
    made = Participant(
        edition_id=edition.id,
        person=Person(name=name, sort_name=name, country="DK"),
        email=values.pop("email", f"person{number}@example.org"),
        **{
            "category": "full", "country": "DK", "standing": "confirmed", "consented": NOW,
            "asked": NOW, "confirmed": NOW, **values,
        },
    )  # fmt: skip
    db.session.add(made)
    db.session.commit()
    return made


@pytest.fixture
def three(edition: Edition) -> list[Participant]:
    """Three people of two countries, in three states."""
    return [
        add(edition, 1, name="Åse Berg", affiliation="Tidal Bank"),
        add(edition, 2, name="Bo Carlsen", category="press", standing="asked", confirmed=None),
        add(edition, 3, name="Cia =SUM(A1)", country="SE", standing="cancelled", affiliation="+1"),
    ]


def named(page: str) -> list[str]:
    """The names that a list shows."""

    return re.findall(rf'href="{MANAGE}/[0-9a-f-]{{36}}">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("organiser", 200), ("editor", 403), ("nobody", 404)]
)
def test_registrations_are_their_organisers(
    three: list[Participant], staff_of: Staff, who: str, status: int
) -> None:
    browser = staff_of(who)
    one = f"{MANAGE}/{three[0].uuid}"
    paths = [f"{MANAGE}/", f"{MANAGE}/new", one, f"{one}/cancellation"]
    paths += [f"{MANAGE}/participants.{kind}" for kind in ("xlsx", "csv")]
    assert {browser.get(path).status_code for path in paths} == {status}
    menu = browser.get("/en/manage/editions/2027/sessions/").text
    assert (f'href="{MANAGE}/"' in menu) == (status == 200)


@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("nobody", 404)])
def test_who_may_not_run_registrations_changes_none(
    three: list[Participant], staff_of: Staff, who: str, status: int
) -> None:
    browser = staff_of(who)
    token = fields(browser.get("/en/account/").text)["csrf_token"]
    one = f"{MANAGE}/{three[0].uuid}"
    asked = {**NEW, "csrf_token": token, "reason": "x"}
    for path in (f"{MANAGE}/new", one, f"{one}/cancellation", f"{one}/link"):
        assert (path, browser.post(path, asked).status_code) == (path, status)
    db.session.expire_all()
    assert (three[0].person.name, three[0].standing) == ("Åse Berg", "confirmed")
    assert len(rows()) == 3


def test_stranger_is_sent_to_sign_in(app: Flask, edition: Edition) -> None:
    answer = app.test_client().get(f"{MANAGE}/")
    assert (answer.status_code, "/account/login" in answer.location) == (302, True)


def test_participant_of_another_edition_is_none(
    edition: Edition, three: list[Participant], staff_of: Staff
) -> None:
    other = Edition(slug="2029", year=2029, city={}, lifecycle="announced")
    db.session.add(other)
    db.session.commit()
    foreign = add(other, 9)
    browser = staff_of("organiser")
    token = fields(browser.get(f"{MANAGE}/{three[0].uuid}").text)["csrf_token"]
    for path in (f"{MANAGE}/{foreign.uuid}", f"{MANAGE}/{foreign.uuid}/cancellation"):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"csrf_token": token}).status_code == 404
    assert browser.post(f"{MANAGE}/{foreign.uuid}/link", {"csrf_token": token}).status_code == 404
    assert browser.get("/en/manage/editions/2029/participants/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Bo Carlsen", "Cia =SUM(A1)", "Åse Berg"]),
        ("?q=berg", ["Åse Berg"]),
        ("?q=tidal", ["Åse Berg"]),
        ("?q=person3@", ["Cia =SUM(A1)"]),
        ("?q=bo+example", ["Bo Carlsen"]),
        ("?q=%25", []),
        ("?q=_", []),
        ("?category=press", ["Bo Carlsen"]),
        ("?standing=cancelled", ["Cia =SUM(A1)"]),
        ("?country=SE", ["Cia =SUM(A1)"]),
        ("?country=DK&standing=confirmed", ["Åse Berg"]),
        ("?category=royalty&standing=gone", ["Bo Carlsen", "Cia =SUM(A1)", "Åse Berg"]),
    ],
)
def test_list_is_searched_and_filtered(
    three: list[Participant], staff_of: Staff, query: str, found: list[str]
) -> None:
    page = staff_of("organiser").get(f"{MANAGE}/{query}")
    assert page.status_code == 200
    assert sorted(named(page.text)) == found


def test_list_counts_the_confirmed(three: list[Participant], staff_of: Staff) -> None:
    page = staff_of("organiser").get(f"{MANAGE}/").text
    assert "1 confirmed, 1 not yet, 1 cancelled" in page
    assert '>Denmark</a></th><td class="number">1</td>' in page
    assert ">Sweden</a></th>" not in page


@pytest.mark.parametrize(
    ("page", "status", "shown"), [("1", 200, 50), ("3", 200, 20), ("4", 404, 0), ("x", 404, 0)]
)
def test_list_has_pages_of_fifty(
    edition: Edition, staff_of: Staff, page: str, status: int, shown: int
) -> None:
    for number in range(120):
        add(edition, number)
    answer = staff_of("organiser").get(f"{MANAGE}/?page={page}")
    assert (answer.status_code, len(named(answer.text))) == (status, shown)


def test_list_asks_the_same_of_ten_and_of_two_hundred(edition: Edition, staff_of: Staff) -> None:
    browser = staff_of("organiser")
    asked: list[int] = []
    for upto in (range(10), range(10, 200)):
        for number in upto:
            add(edition, number)
        statements: list[str] = []

        def note(conn: Any, cursor: Any, statement: str, *rest: Any, into=statements) -> None:
            into.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        assert browser.get(f"{MANAGE}/").status_code == 200
        event.remove(db.engine, "before_cursor_execute", note)
        asked.append(sum(one.lstrip().upper().startswith("SELECT") for one in statements))
    assert asked[0] == asked[1]


def test_sheet_holds_text_whatever_it_begins_with(
    three: list[Participant], staff_of: Staff
) -> None:
    browser = staff_of("organiser")
    answer = browser.get(f"{MANAGE}/participants.csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=2027-participants.csv"
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert table[0] == [
        "Name", "E-mail address", "Category", "Country", "Affiliation", "Language", "State",
        "Asked", "Confirmed", "Cancelled",
    ]  # fmt: skip
    of = {row[0]: row for row in table[1:]}
    assert of["Åse Berg"] == [
        "Åse Berg", "person1@example.org", "The whole forum", "Denmark", "Tidal Bank", "English",
        "confirmed", "2027-03-01 13:00:00", "2027-03-01 13:00:00", "",
    ]  # fmt: skip
    assert of["Cia =SUM(A1)"][4] == "'+1"

    book = load_workbook(io.BytesIO(browser.get(f"{MANAGE}/participants.xlsx").data))
    cells = {row[0].value: row for row in book.worksheets[0].iter_rows()}
    assert (cells["Cia =SUM(A1)"][4].value, cells["Cia =SUM(A1)"][4].data_type) == ("+1", "s")
    assert len(cells) == 4


def test_formula_as_a_name_stays_text(edition: Edition, staff_of: Staff) -> None:
    add(edition, 1, name="=1+1")
    browser = staff_of("organiser")
    assert b"'=1+1" in browser.get(f"{MANAGE}/participants.csv").data
    book = load_workbook(io.BytesIO(browser.get(f"{MANAGE}/participants.xlsx").data))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_sheet_is_filtered_as_the_list_is(three: list[Participant], staff_of: Staff) -> None:
    body = staff_of("organiser").get(f"{MANAGE}/participants.csv?standing=asked").data.decode()
    assert ("Bo Carlsen" in body, "Berg" in body) == (True, False)


def test_organiser_adds_somebody_who_gets_a_link(
    app: Flask, edition: Edition, staff_of: Staff
) -> None:
    browser = staff_of("organiser")
    answer = browser.send(f"{MANAGE}/new", **NEW)
    (row,) = rows()
    assert (answer.status_code, answer.location) == (303, f"{MANAGE}/{row.uuid}")
    assert (row.standing, row.email, row.category) == ("confirmed", "grace@example.org", "speaker")
    assert mails() == [
        ("grace@example.org", last_mail().subject),
    ]
    assert last_mail().language == "da"
    assert Visitor(app.test_client()).get(link(last_mail().body)).status_code == 200
    own = db.session.scalars(select(Account).where(Account.email == "grace@example.org")).one()
    assert own.person_id == row.person_id, "a link that signs in leads to it"
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.scope == "edition:1")).one()
    assert (entry.action, entry.actor_name) == ("registration.confirm", "Organiser")


def test_adding_twice_adds_once(edition: Edition, staff_of: Staff) -> None:
    browser = staff_of("organiser")
    values = {**fields(browser.get(f"{MANAGE}/new").text), **NEW}
    first, second = (browser.post(f"{MANAGE}/new", values) for _ in range(2))
    assert (first.status_code, second.location) == (303, first.location)
    assert (len(rows()), len(mails())) == (1, 1)
    again = browser.send(f"{MANAGE}/new", **NEW)
    assert (again.status_code, "takes part already" in again.text) == (422, True)


@pytest.mark.parametrize("wrong", [{"email": "x"}, {"name": ""}, {"country": "XX"}])
def test_what_cannot_be_added_comes_back(
    edition: Edition, staff_of: Staff, wrong: dict[str, str]
) -> None:
    assert staff_of("organiser").send(f"{MANAGE}/new", **{**NEW, **wrong}).status_code == 422
    assert rows() == []


def test_organiser_changes_a_participant(three: list[Participant], staff_of: Staff) -> None:
    path = f"{MANAGE}/{three[0].uuid}"
    answer = staff_of("organiser").send(path, category="partner", affiliation="Elsewhere")
    assert (answer.status_code, answer.location) == (303, path)
    assert (rows()[0].category, rows()[0].affiliation) == ("partner", "Elsewhere")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.scope == "edition:1")).one()
    assert (entry.action, entry.subject) == ("registration.change", "Åse Berg")


def test_organiser_cancels_with_a_reason_that_is_told(
    three: list[Participant], staff_of: Staff
) -> None:
    path = f"{MANAGE}/{three[0].uuid}"
    answer = staff_of("organiser").send(f"{path}/cancellation", reason="Registered twice.")
    assert answer.location == path
    assert rows()[0].standing == "cancelled"
    assert "Registered twice." in last_mail().body
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.scope == "edition:1")).one()
    assert (entry.action, entry.after) == ("registration.cancel", {"reason": "Registered twice."})


def test_link_is_sent_again_once_a_minute(
    three: list[Participant], staff_of: Staff, noon: Any
) -> None:
    browser = staff_of("organiser")
    path = f"{MANAGE}/{three[0].uuid}"
    for _ in range(2):
        browser.post(f"{path}/link", {}, page=path)
    assert [to for to, _ in mails()] == ["person1@example.org"]


def test_who_has_only_asked_is_sent_the_confirmation_again(
    visitor: Visitor, staff_of: Staff
) -> None:
    visitor.register()
    path = f"{MANAGE}/{rows()[0].uuid}"
    browser = staff_of("organiser")
    browser.post(f"{path}/link", {}, page=path)
    assert [subject[:7] for _, subject in mails()] == ["Confirm", "Confirm"]
    assert visitor.send(link(last_mail().body)).status_code in (302, 303)
