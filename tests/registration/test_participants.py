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
from cwf.delegations.models import Delegation, Member
from cwf.editions.models import Edition
from cwf.people.models import Account, Person
from cwf.regions.models import Region
from cwf.registration.international import Shares
from cwf.registration.models import (
    Admission,
    Booking,
    Participant,
    Particulars,
    RegistrationTerms,
)
from cwf.registration.queries import listing
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
INVOICE = ("Buyer's e-mail address", "Address for the invoice", "Tax number", "Reference")


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
        ("?q=Aase", ["Åse Berg"]),
        ("?q=TIDAL+ase", ["Åse Berg"]),
        ("?payment=paid", []),
        ("?payment=none&country=SE", ["Cia =SUM(A1)"]),
        ("?channel=booking", []),
        ("?party=-&standing=confirmed", ["Åse Berg"]),
        ("?party=%2B", []),
        ("?party=x", []),
        ("?missing=any", ["Åse Berg"]),
        ("?missing=arrival", []),
        ("?international=no&country=DK", ["Bo Carlsen", "Åse Berg"]),
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


@pytest.mark.parametrize("query", ["", "standing=confirmed", "q=person", "channel=own&missing=any"])
@pytest.mark.parametrize("few", [0, 500], ids=["walked by name", "found first"])
def test_list_has_pages_of_fifty(
    edition: Edition, staff_of: Staff, monkeypatch: pytest.MonkeyPatch, query: str, few: int
) -> None:
    monkeypatch.setattr(listing, "FEW", few)
    for number in reversed(range(120)):
        add(edition, number)
    if query:
        add(edition, 120, name="Aaron", email="a@x.org", standing="cancelled", channel="booking")
    browser = staff_of("organiser")
    shown = {"1": range(50), "3": range(100, 120), "4": None, "x": None}
    for page, numbers in shown.items():
        answer = browser.get(f"{MANAGE}/?{query}&page={page}")
        assert answer.status_code == (404 if numbers is None else 200)
        assert named(answer.text) == [f"Person {number:03}" for number in numbers or ()]
        assert ("120 fit" in answer.text) == bool(query and numbers)


def test_days_of_stay_are_missed_of_guests_alone(edition: Edition, staff_of: Staff) -> None:
    said = {"diet": "", "access": "", "photo": True, "listed": True}
    for number, category, days in (
        (1, "full", {}),
        (2, "delegate", {}),
        (3, "speaker", {"arrives": NOW.date()}),
        (4, "speaker", {"arrives": NOW.date(), "departs": NOW.date()}),
        (5, "delegate", {"arrives": NOW.date(), "departs": NOW.date(), "photo": None}),
    ):
        one = add(edition, number, category=category)
        db.session.add(Particulars(participant_id=one.id, **{**said, **days}))
    db.session.commit()
    browser = staff_of("organiser")
    found = {
        what: [int(name[-1]) for name in named(browser.get(f"{MANAGE}/?missing={what}").text)]
        for what in ("any", "diet", "photo", "arrival", "departure")
    }
    assert found == {
        "any": [2, 3, 5], "diet": [], "photo": [5], "arrival": [2], "departure": [2, 3]
    }  # fmt: skip


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
        "Asked", "Confirmed", "Cancelled", "Delegation", "Entered", "Payment",
        "Fee", "Currency", "Note", "Booking", *INVOICE,
    ]  # fmt: skip
    of = {row[0]: row for row in table[1:]}
    assert of["Åse Berg"] == [
        "Åse Berg", "person1@example.org", "The whole forum", "Denmark", "Tidal Bank", "English",
        "confirmed", "2027-03-01 13:00:00", "2027-03-01 13:00:00", "", "", "by themselves",
        "nothing to pay", "", "", "", "", "", "", "", "",
    ]  # fmt: skip
    assert of["Cia =SUM(A1)"][4] == "'+1"

    book = load_workbook(io.BytesIO(browser.get(f"{MANAGE}/participants.xlsx").data))
    cells = {row[0].value: row for row in book.worksheets[0].iter_rows()}
    assert (cells["Cia =SUM(A1)"][4].value, cells["Cia =SUM(A1)"][4].data_type) == ("+1", "s")
    assert len(cells) == 4


def test_sheet_tells_what_is_owed_by_whom_and_what_was_noted(
    edition: Edition, staff_of: Staff
) -> None:
    db.session.add(RegistrationTerms(edition_id=edition.id, currency="DKK"))
    booking = Booking(
        edition_id=edition.id, key="k", buyer="Bea Buyer", organisation="", email="bea@example.org",
        address="Quay 1\nAarhus", tax_number="DK12345678", reference="=PO 7", made=NOW,
    )  # fmt: skip
    db.session.add(booking)
    db.session.flush()
    of_booking = {"booking_id": booking.id, "channel": "booking"}
    add(edition, 1, payment="invoiced", fee=11750, payment_note="=Invoice 7", **of_booking)
    add(edition, 2, payment="paid", fee=9000)
    add(edition, 3)
    browser = staff_of("organiser")
    body = browser.get(f"{MANAGE}/participants.csv").data.decode("utf-8-sig")
    assert [row[12:] for row in csv.reader(io.StringIO(body))] == [
        ["Payment", "Fee", "Currency", "Note", "Booking", *INVOICE],
        [
            "invoiced",
            "117.5",
            "DKK",
            "'=Invoice 7",
            "Bea Buyer",
            "bea@example.org",
            "Quay 1\nAarhus",
            "DK12345678",
            "'=PO 7",
        ],
        ["paid", "90.0", "DKK", *[""] * 6],
        ["nothing to pay", *[""] * 8],
    ]
    book = load_workbook(
        io.BytesIO(browser.get(f"{MANAGE}/participants.xlsx?payment=invoiced").data)
    )
    found = [[cell.value for cell in row][12:] for row in book.worksheets[0].iter_rows()]
    assert found == [
        ["Payment", "Fee", "Currency", "Note", "Booking", *INVOICE],
        ["invoiced", 117.5, "DKK", "=Invoice 7", "Bea Buyer", "bea@example.org",
         "Quay 1\nAarhus", "DK12345678", "=PO 7"],
    ]  # fmt: skip


def test_who_is_to_be_invoiced_stands_with_each_of_a_booking(
    edition: Edition, staff_of: Staff
) -> None:
    """The buyer was told that it stands on the invoice, so who writes that has to read it."""
    booking = Booking(
        edition_id=edition.id, key="k", buyer="Bea Buyer", organisation="Tidal Bank",
        email="bea@example.org", address="Quay 1", tax_number="DK12345678", made=NOW,
    )  # fmt: skip
    db.session.add(booking)
    db.session.flush()
    one = add(edition, 1, booking_id=booking.id, channel="booking")
    other = add(edition, 2)
    browser = staff_of("organiser")
    pages = [browser.get(f"{MANAGE}/{row.uuid}").text for row in (one, other)]
    for said in ("Tidal Bank", "Bea Buyer, bea@example.org", "Quay 1", "DK12345678"):
        assert [said in page for page in pages] == [True, False], said


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("residence", Shares(international=4, home=1, unknown=1)),
        ("region", Shares(international=3, home=2, unknown=1)),
    ],
)
def test_list_tells_how_many_are_international(
    edition: Edition, staff_of: Staff, basis: str, expected: Shares
) -> None:
    """A Dane and a Norwegian with another region, two Swedes with the host's; and others."""
    db.session.add(Admission(edition_id=edition.id, basis=basis, home=["DK"]))
    host = Region(slug="host", name={"en": "Host"}, country="DK")
    db.session.add(host)
    db.session.flush()
    edition.host_region_id = host.id
    come = {
        host.id: [add(edition, 1, country="SE"), add(edition, 7, country="SE")],
        None: [add(edition, 2), add(edition, 3, country="NO")],
    }
    add(edition, 4, country="SE")
    add(edition, 5, country=None)
    add(edition, 6, country="SE", standing="cancelled")
    for region_id, people in come.items():
        row = Delegation(
            edition_id=edition.id, region_id=region_id, name={"en": "One"}, country="NO",
            stage_since=NOW, made=NOW,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        db.session.add_all(
            Member(delegation_id=row.id, participant_id=one.id, role="official", named=NOW)
            for one in people
        )
    db.session.commit()
    page = staff_of("organiser").get(f"{MANAGE}/").text
    head = f"Of the confirmed {expected.international} international, {expected.home} not, 1 not"
    assert head in page
    table = dict(re.findall(r'>([\w ]+)(?:</a>)?</th><td class="number">(\d)</td>', page))
    assert (table["International"], table["Not international"]) == (
        str(expected.international), str(expected.home)
    )  # fmt: skip


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
