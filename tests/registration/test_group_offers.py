"""Who registered a group takes all places that are offered to it at once, or declines them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.admission import open_places
from cwf.registration.models import Fee
from cwf.registration.queries.counting import untrue
from tests.browsing import link
from tests.registration.conftest import NOW, Visitor, last_mail, mails, rows
from tests.registration.test_booking import BUYER, GROUP, people

IN = "You are registered: Creativity World Forum, Aarhus 2027"
OFF = "Your registration is cancelled: Creativity World Forum, Aarhus 2027"


@pytest.fixture
def booked(visitor: Visitor, app: Flask, edition: Edition) -> Callable[..., str]:
    """Book three people where there is no place, and confirm; the path of the buyer's page."""

    def make(**values: Any) -> str:
        open_places(edition, 0, NOW, SYSTEM)
        db.session.add(Fee(edition_id=edition.id, category="full", amount=13000))
        db.session.commit()
        visitor.send(GROUP, **{**BUYER, **people(0, 1, 2), **values})
        answer = Visitor(app.test_client()).send(link(last_mail().body))
        assert answer.status_code == 303
        return answer.location

    return make


def widen(edition: Edition, capacity: int) -> None:
    open_places(edition, capacity, NOW, SYSTEM)
    db.session.commit()


def standings() -> list[tuple[str, int | None]]:
    return [(row.standing, row.fee) for row in rows()]


def told(subject: str) -> list[str]:
    return sorted(recipient for recipient, said in mails() if said == subject)


def test_the_buyer_takes_all_that_is_offered_and_who_has_no_offer_waits_on(
    edition: Edition, visitor: Visitor, booked: Callable[..., str]
) -> None:
    path = booked(wait="parts")
    before = visitor.get(path).text
    widen(edition, 2)
    page = visitor.get(path).text
    done = visitor.post(f"{path}/offers", {}, page=path)
    shown = visitor.get(str(done.location)).text

    assert "offered" not in before
    assert "2 places are offered to your group" in page
    assert page.count("a place is offered") == 2
    assert "Take all 2 places" in page
    assert "2 places are taken." in shown
    assert "Take all" not in shown
    assert standings() == [("confirmed", 13000), ("confirmed", 13000), ("waiting", None)]
    assert told(IN) == ["p0@example.org", "p1@example.org"]
    assert untrue() == []


def test_declined_they_are_cancelled_and_told_and_others_have_the_offers(
    edition: Edition, visitor: Visitor, booked: Callable[..., str]
) -> None:
    path = booked(wait="parts")
    widen(edition, 1)
    first = rows()[0].uuid
    page = visitor.get(f"{path}/decline").text
    done = visitor.post(f"{path}/decline", {"who": [str(first)]}, page=f"{path}/decline")
    shown = visitor.get(str(done.location)).text

    assert "Decline the place that is offered?" in page
    assert "<b>Person 0</b>" in page
    assert "<b>Person 1</b>" not in page
    assert "1 place is declined." in shown
    assert "1 place is offered to your group" in shown, "the next in line is of the same group"
    assert [one[0] for one in standings()] == ["cancelled", "waiting", "waiting"]
    assert told(OFF) == ["p0@example.org"]
    again = visitor.post(f"{path}/decline", {"who": [str(first)]}, page=f"{path}/decline")
    assert again.status_code == 303
    assert [one[0] for one in standings()] == ["cancelled", "waiting", "waiting"]
    assert untrue() == []


def test_wholly_all_are_offered_one_and_all_are_taken(
    edition: Edition, visitor: Visitor, booked: Callable[..., str]
) -> None:
    path = booked(wait="whole")
    widen(edition, 2)
    assert "Take all" not in visitor.get(path).text
    assert visitor.get(f"{path}/decline").status_code == 303, "nothing is offered yet"
    widen(edition, 3)
    assert "Take all 3 places" in visitor.get(path).text
    visitor.post(f"{path}/offers", {}, page=path)
    assert standings() == [("confirmed", 13000)] * 3


def test_another_link_opens_nothing(
    edition: Edition, visitor: Visitor, booked: Callable[..., str]
) -> None:
    path = booked(wait="parts")
    widen(edition, 3)
    wrong = path[:-1] + ("a" if path[-1] != "a" else "b")
    assert visitor.get(f"{wrong}/decline").status_code == 404
    assert visitor.post(f"{wrong}/offers", {}, page=path).status_code == 404
    assert [one[0] for one in standings()] == ["waiting"] * 3
