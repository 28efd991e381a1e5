"""Several people registered by one who buys: asked for, confirmed, shown, one for another."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.jobs import run_job
from cwf.registration.actions.admission import open_places
from cwf.registration.models import Booking, CancellationRule, Fee
from tests.browsing import link
from tests.registration.conftest import FORM, NOW, Visitor, last_mail, mails, rows

GROUP = f"{FORM}/group"
BUYER = {
    "buyer": "Bea Buyer",
    "email": "Buyer@Example.org",
    "organisation": "Tidal Bank",
    "address": "Quay 1\nAarhus",
    "tax_number": "DK12345678",
    "reference": "PO 7",
    "language": "en",
    "wait": "parts",
    "consent": "y",
}
HOST = Actor(account_id=None, name="Host")


def row(at: int, **values: Any) -> dict[str, Any]:
    given = {"name": f"Person {at}", "email": f"p{at}@example.org", "country": "GB"}
    return {f"{name}{at}": value for name, value in {**given, "category": "full", **values}.items()}


def people(*numbers: int) -> dict[str, Any]:
    return {name: value for at in numbers for name, value in row(at).items()}


@pytest.fixture
def booked(visitor: Visitor, app: Flask) -> Callable[..., str]:
    """Book and confirm; the path of the buyer's page."""

    def make(**values: Any) -> str:
        assert visitor.send(GROUP, **{**BUYER, **people(0, 1), **values}).status_code == 200
        answer = Visitor(app.test_client()).send(link(last_mail().body))
        assert answer.status_code == 303
        return answer.location

    return make


def standings() -> list[tuple[str | None, str, str]]:
    return [(row.email, row.standing, row.channel) for row in rows()]


def test_all_are_entered_once_the_buyer_has_confirmed(
    visitor: Visitor, app: Flask, edition: Edition
) -> None:
    db.session.add(Fee(edition_id=edition.id, category="full", amount=13000))
    db.session.commit()
    answer = visitor.send(GROUP, **BUYER, **people(0, 1))
    assert "We have sent a mail to buyer@example.org" in answer.text
    assert rows() == []
    assert mails() == [
        (
            "buyer@example.org",
            "Confirm your group registration: Creativity World Forum, Aarhus 2027",
        )
    ]
    assert "Person" not in last_mail().body, "a stranger may have caused it"
    path = link(last_mail().body)
    stranger = Visitor(app.test_client())
    assert "Register 2 people?" in stranger.get(path).text
    assert rows() == [], "opening the link changes nothing"
    page = stranger.send(path).location
    assert standings() == [
        ("p0@example.org", "confirmed", "booking"),
        ("p1@example.org", "confirmed", "booking"),
    ]
    assert [(one.fee, one.affiliation) for one in rows()] == [(13000, "Tidal Bank")] * 2
    assert sorted(mails()[1:]) == [
        ("buyer@example.org", "Your group registration: Creativity World Forum, Aarhus 2027"),
        ("p0@example.org", "You are registered: Creativity World Forum, Aarhus 2027"),
        ("p1@example.org", "You are registered: Creativity World Forum, Aarhus 2027"),
    ]
    shown = stranger.get(page).text
    assert "260.00 EUR" in shown
    assert "DK12345678" in shown
    assert stranger.get(path).location == page
    assert len(mails()) == 4


def test_sent_twice_it_is_booked_once(visitor: Visitor) -> None:
    from tests.programme.views.conftest import fields  # the page's own values, sent as they are

    values = {**fields(visitor.get(GROUP).text), **BUYER, **people(0)}
    assert visitor.post(GROUP, values).status_code == 200
    assert visitor.post(GROUP, values).status_code == 200
    assert db.session.scalar(select(func.count()).select_from(Booking)) == 1
    assert len(mails()) == 1


def test_more_rows_come_by_a_button_and_nothing_is_lost(visitor: Visitor) -> None:
    answer = visitor.send(GROUP, **BUYER, **people(0, 1), more="1")
    assert answer.status_code == 200
    assert 'name="name9"' in answer.text
    assert 'name="name10"' not in answer.text
    assert 'value="Person 1"' in answer.text
    assert 'value="PO 7"' in answer.text
    assert mails() == []


def test_there_is_room_for_fifty(visitor: Visitor) -> None:
    from tests.programme.views.conftest import fields

    values = {**fields(visitor.get(GROUP).text), **BUYER, **people(*range(60))}
    assert 'name="name50"' not in visitor.post(GROUP, {**values, "more": "1"}).text


def test_what_is_missing_is_said_in_its_row(visitor: Visitor) -> None:
    wrong = {**row(0, email="", country=""), **row(1, email="no address"), **row(2)}
    answer = visitor.send(GROUP, **BUYER, **wrong, **row(3, email="P2@example.org"))
    assert answer.status_code == 422
    assert "Write the e-mail address; the personal link goes there." in answer.text
    assert "Choose a country." in answer.text
    assert "Write an e-mail address, such as name@example.org." in answer.text
    assert "This address stands in row 3, too." in answer.text
    assert visitor.send(GROUP, **BUYER).status_code == 422


def test_categories_that_are_approved_are_not_booked(visitor: Visitor, terms: Any) -> None:
    terms.approve = ["student"]
    db.session.commit()
    page = visitor.get(GROUP).text
    assert 'name="category0"' not in page, "one is no choice"
    terms.approve = ["student", "full"]
    db.session.commit()
    assert visitor.get(GROUP).status_code == 404


@pytest.mark.parametrize(
    ("wait", "expected", "why"),
    [
        ("parts", ["confirmed", "confirmed", "waiting"], "<p>All places are taken.</p>"),
        (
            "whole",
            ["waiting"] * 3,
            "<p>You wait together: 3 places are needed at once, and 2 are free now."
            " All places are taken.</p>",
        ),
    ],
)
def test_the_buyer_chooses_whether_some_come_without_the_rest_and_reads_why_they_wait(
    edition: Edition,
    booked: Callable[..., str],
    visitor: Visitor,
    wait: str,
    expected: list[str],
    why: str,
) -> None:
    open_places(edition, 2, NOW, HOST)
    db.session.commit()
    path = booked(wait=wait, **people(2))
    assert [one[1] for one in standings()] == expected
    assert why in visitor.get(path).text


def test_who_takes_part_already_is_known_and_left_alone(
    confirmed: Callable[..., str], booked: Callable[..., str], visitor: Visitor
) -> None:
    confirmed()
    path = booked(**row(1, email="ada@example.org", name="Somebody"))
    assert standings() == [
        ("ada@example.org", "confirmed", "own"),
        ("p0@example.org", "confirmed", "booking"),
    ]
    page = visitor.get(path).text
    assert "takes part already" in page
    assert "Ada Whitlock" not in page, "the buyer learns no name by an address"
    assert ("ada@example.org", "You are registered: Creativity World Forum, Aarhus 2027") in mails()
    assert [one[0] for one in mails()].count("ada@example.org") == 2


def test_somebody_else_comes_instead_with_a_new_link(
    booked: Callable[..., str], visitor: Visitor
) -> None:
    path = booked()
    old = link(last_body("p0@example.org"))
    uuid = rows()[0].uuid
    answer = visitor.send(f"{path}/people/{uuid}", name="Zoe Later", email="zoe@example.org")
    assert answer.status_code == 303
    assert [(one.email, one.person.name, one.sort_key) for one in rows()] == [
        ("zoe@example.org", "Zoe Later", "later zoe"),
        ("p1@example.org", "Person 1", "person 1"),
    ]
    assert visitor.get(old).status_code == 410
    assert visitor.get(link(last_body("zoe@example.org"))).status_code == 200
    assert "Zoe Later" in visitor.get(path).text
    refused = visitor.send(f"{path}/people/{uuid}", name="Again", email="p1@example.org")
    assert refused.status_code == 422
    assert "There is a registration with this address already." in refused.text


def test_a_name_is_corrected_and_after_the_last_day_no_more(
    booked: Callable[..., str], visitor: Visitor, noon: Any, edition: Edition
) -> None:
    db.session.add(CancellationRule(edition_id=edition.id, kind="name", ends=NOW.date(), percent=0))
    db.session.commit()
    path = booked()
    one = f"{path}/people/{rows()[0].uuid}"
    assert visitor.send(one, name="Person Nought").status_code == 303
    assert rows()[0].person.name == "Person Nought"
    noon.shift(timedelta(days=1))
    assert visitor.get(one).status_code == 303
    assert "Change name" not in visitor.get(path).text.split("<table")[1].split("</thead>")[1]


def test_links_open_their_own_booking_alone(booked: Callable[..., str], visitor: Visitor) -> None:
    path = booked()
    assert visitor.get(path[:-1] + ("a" if path[-1] != "a" else "b")).status_code == 404
    other = rows()[0]
    other.booking_id = None
    db.session.commit()
    assert visitor.get(f"{path}/people/{other.uuid}").status_code == 404


def test_what_is_not_confirmed_is_forgotten_after_seven_days(visitor: Visitor, noon: Any) -> None:
    visitor.send(GROUP, **BUYER, **people(0))
    path = link(last_mail().body)
    noon.shift(timedelta(days=7, minutes=1))
    run_job("registrations")
    assert db.session.scalar(select(func.count()).select_from(Booking)) == 0
    assert visitor.get(path).status_code == 410


def test_a_buyer_who_lost_the_link_is_sent_it_and_who_is_none_is_not(
    booked: Callable[..., str], visitor: Visitor, noon: Any
) -> None:
    path = booked()
    noon.shift(timedelta(hours=1))
    before = len(mails())
    asked = visitor.send("/en/registration/link", email="Buyer@Example.org")
    assert asked.status_code == 200
    assert mails()[before:] == [
        ("buyer@example.org", "Your personal links: Creativity World Forum")
    ]
    assert link(last_mail().body) == path
    assert "Aarhus 2027, your group registration:" in last_mail().body
    visitor.send("/en/registration/link", email="p0@example.org")
    assert "/bookings/" not in last_mail().body
    visitor.send(GROUP, **{**BUYER, "email": "other@example.org"}, **people(7))
    before = len(mails())
    visitor.send("/en/registration/link", email="other@example.org")
    assert len(mails()) == before, "what is not confirmed is nobody's yet"


@pytest.mark.parametrize("known", [False, True])
def test_who_is_erased_stands_in_the_booking_without_name_and_address(
    booked: Callable[..., str], confirmed: Callable[..., str], visitor: Visitor, app: Flask,
    known: bool,
) -> None:  # fmt: skip
    """What the invoice says of the buyer stays, and so do the others; who came already, too."""
    own = confirmed()
    path = booked(**(row(1, email="ada@example.org", name="Ada W") if known else {}))
    if not known:
        own = link(last_body("p0@example.org"))
    name, email = ("Ada W", "ada@example.org") if known else ("Person 0", "p0@example.org")
    other = "Person 0" if known else "Person 1"
    before = visitor.get(path).text
    assert [one in before for one in (name, email, other)] == [True] * 3
    erased = Visitor(app.test_client()).send(f"{own}/erasure", said=email)
    assert erased.status_code == 200
    page = visitor.get(path)
    assert page.status_code == 200
    assert [one in page.text for one in (name, email, other, "Erased person", "DK12345678")] == [
        False, False, True, True, True,
    ]  # fmt: skip
    db.session.expire_all()
    booking = db.session.scalars(select(Booking)).one()
    assert email not in str(booking.wanted)
    assert len(booking.wanted or ()) == 2


def test_the_link_of_who_comes_and_buys_is_one_mail(
    confirmed: Callable[..., str], booked: Callable[..., str], visitor: Visitor, noon: Any
) -> None:
    own, path = confirmed(), booked(email="ada@example.org")
    noon.shift(timedelta(hours=1))
    before = len(mails())
    visitor.send("/en/registration/link", email="ada@example.org")
    assert len(mails()) == before + 1
    assert [one in last_mail().body for one in (own, path)] == [True, True]


def last_body(email: str) -> str:
    from cwf.mail import OutgoingMail

    db.session.rollback()
    found = select(OutgoingMail.body).where(OutgoingMail.recipient == email)
    body = db.session.scalars(found.order_by(OutgoingMail.id.desc())).first()
    assert body is not None
    return body
