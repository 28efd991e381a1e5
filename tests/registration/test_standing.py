"""Approved or not, in line, offered a place: how somebody stands who registers by themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.jobs import run_job
from cwf.registration.actions.admission import open_places
from cwf.registration.actions.nodes import put_node
from cwf.registration.actions.standing import follow
from cwf.registration.models import Admission, Claim, Fee, RegistrationTerms
from tests.browsing import link
from tests.registration.conftest import MANAGE, NOW, Visitor, last_mail, mails, rows

HOST = Actor(account_id=None, name="Host")
Make = Callable[..., str]
Staff = Callable[[str], Visitor]
PLACE = "Aarhus 2027"


@pytest.fixture
def one_place(edition: Edition) -> int:
    """An edition with a single place."""
    edition.country = "DK"
    made = open_places(edition, 1, NOW, HOST)
    db.session.commit()
    assert made.root_id is not None
    return made.root_id


@pytest.fixture
def approving(terms: RegistrationTerms) -> RegistrationTerms:
    """Students are approved one by one."""
    terms.approve = ["student"]
    db.session.commit()
    return terms


def standings() -> list[tuple[str | None, str]]:
    return [(row.email, row.standing) for row in rows()]


def other(number: int, **values: Any) -> dict[str, Any]:
    return {"name": f"Person {number}", "email": f"p{number}@example.org", **values}


FORM = "/en/editions/2027/registration"
WAITS = "All places are taken as: %s. Who registers so waits in line"


def test_form_tells_before_that_one_will_wait(
    confirmed: Make, one_place: int, visitor: Visitor
) -> None:
    free = visitor.get(FORM).text
    confirmed()
    alone, several = (Visitor(visitor.client).get(f"{FORM}{page}").text for page in ("", "/group"))
    assert "All places are taken as" not in free
    assert WAITS % "The whole forum, Student" in alone
    assert WAITS % "The whole forum, Student" in several


def test_form_tells_of_the_category_that_is_full_and_of_no_other(
    confirmed: Make, edition: Edition, visitor: Visitor
) -> None:
    root_id = open_places(edition, 9, NOW, HOST).root_id
    assert root_id is not None
    put_node(root_id, "+student", capacity=1, until=None, across=True, at=NOW)
    db.session.commit()
    assert "All places are taken as" not in visitor.get(FORM).text
    confirmed(category="student")
    assert WAITS % "Student" in visitor.get(FORM).text


def test_who_comes_after_the_last_place_is_in_line_and_told_where(
    confirmed: Make, one_place: int, visitor: Visitor
) -> None:
    confirmed()
    path = confirmed(**other(2))
    assert standings() == [("ada@example.org", "confirmed"), ("p2@example.org", "waiting")]
    assert mails()[-1] == (
        "p2@example.org",
        f"You are in line: Creativity World Forum, {PLACE}",
    )
    page = visitor.get(path).text
    assert "You are in line for a place" in page
    assert "You are number 1 in line. All places are taken." in page
    assert "My agenda" not in page.split("<main")[1]


def test_cancelling_frees_the_place_for_the_next_who_takes_it_by_a_button(
    confirmed: Make, one_place: int, visitor: Visitor, noon: Any
) -> None:
    db.session.add(Fee(edition_id=1, category="full", amount=13000))
    db.session.commit()
    first = confirmed()
    second = confirmed(**other(2))
    visitor.send(f"{first}/cancellation")
    noon.shift(timedelta(minutes=1))
    run_job("offers")
    run_job("offers")
    mail = last_mail()
    assert mails()[-1] == (
        "p2@example.org",
        f"A place is free for you: Creativity World Forum {PLACE}",
    )
    assert link(mail.body) == second
    page = visitor.get(second).text
    assert "A place is free for you" in page
    assert "It is kept for you until 4 March 2027, 13:00 (Copenhagen time)." in page
    taken = visitor.post(f"{second}/place", {}, page=second)
    assert taken.status_code == 303
    assert standings() == [("ada@example.org", "cancelled"), ("p2@example.org", "confirmed")]
    assert [(row.fee, row.payment) for row in rows()] == [(13000, "unpaid"), (13000, "unpaid")]
    assert mails()[-1] == (
        "p2@example.org",
        f"You are registered: Creativity World Forum, {PLACE}",
    )
    visitor.post(f"{second}/place", {}, page=second)
    assert standings()[1] == ("p2@example.org", "confirmed")


def test_an_offer_that_runs_out_takes_them_off_the_line_and_says_so(
    confirmed: Make, one_place: int, visitor: Visitor, noon: Any
) -> None:
    first, second = confirmed(), confirmed(**other(2))
    third = confirmed(**other(3))
    visitor.send(f"{first}/cancellation")
    run_job("offers")
    noon.shift(timedelta(days=3, minutes=1))
    page = visitor.get(second).text
    assert "A place was kept for you and not taken in time" in page
    assert "A place is free for you" in visitor.get(third).text, "without any job"
    run_job("offers")
    assert standings() == [
        ("ada@example.org", "cancelled"),
        ("p2@example.org", "cancelled"),
        ("p3@example.org", "waiting"),
    ]
    assert mails()[-2:] == [
        (
            "p2@example.org",
            f"Your place on the waiting list has ended: Creativity World Forum, {PLACE}",
        ),
        ("p3@example.org", f"A place is free for you: Creativity World Forum {PLACE}"),
    ]
    assert rows()[1].cancelled == NOW + timedelta(days=3)
    late = visitor.post(f"{second}/place", {}, page=second)
    assert late.status_code == 303
    assert standings()[1] == ("p2@example.org", "cancelled")


def test_declining_an_offer_is_cancelling_and_the_next_gets_theirs(
    confirmed: Make, one_place: int, visitor: Visitor
) -> None:
    first, second, third = confirmed(), confirmed(**other(2)), confirmed(**other(3))
    visitor.send(f"{first}/cancellation")
    visitor.send(f"{second}/cancellation")
    assert standings()[1] == ("p2@example.org", "cancelled")
    assert "A place is free for you" in visitor.get(third).text


def test_a_place_given_elsewhere_is_followed(
    confirmed: Make, one_place: int, edition: Edition
) -> None:
    confirmed()
    confirmed(**other(2))
    edition = db.session.get_one(Edition, edition.id)
    open_places(edition, None, NOW, HOST)
    claim = db.session.scalars(select(Claim).order_by(Claim.participant_id.desc())).first()
    assert claim is not None
    claim.state = "place"
    db.session.commit()
    assert [row.email for row in follow(NOW)] == ["p2@example.org"]
    db.session.commit()
    assert standings()[1] == ("p2@example.org", "confirmed")


def test_where_places_are_bounded_no_more_who_waited_takes_part(
    confirmed: Make, one_place: int
) -> None:
    confirmed()
    confirmed(**other(2))
    db.session.get_one(Admission, 1).root_id = None
    db.session.commit()
    run_job("offers")
    assert standings()[1] == ("p2@example.org", "confirmed")
    assert mails()[-1][1] == f"You are registered: Creativity World Forum, {PLACE}"


def test_another_country_without_a_place_is_refused_beside_the_field(
    confirmed: Make, edition: Edition, visitor: Visitor
) -> None:
    edition.country = "DK"
    admission = open_places(edition, 3, NOW, HOST)
    assert admission.root_id is not None
    put_node(admission.root_id, "int", capacity=3, until=None, at=NOW)
    db.session.commit()
    path = confirmed(country="SE")
    change = f"{path}/change"
    refused = visitor.send(change, country="DK", name="Another Name")
    assert refused.status_code == 422
    assert "There is no place left for that. Nothing was changed." in refused.text
    assert [(row.country, row.person.name) for row in rows()] == [("SE", "Ada Whitlock")]
    assert visitor.send(change, country="NO", name="Another Name").status_code == 303
    assert [(row.country, row.person.name) for row in rows()] == [("NO", "Another Name")]


def test_another_category_costs_what_it_did_when_they_registered(
    confirmed: Make, visitor: Visitor, noon: Any
) -> None:
    db.session.add(Fee(edition_id=1, category="full", amount=13000))
    day = NOW.date()
    db.session.add(Fee(edition_id=1, category="student", amount=5000, early=4000, early_until=day))
    db.session.commit()
    path = confirmed()
    assert rows()[0].fee == 13000
    noon.shift(timedelta(days=3))
    visitor.send(f"{path}/change", category="student")
    assert [(row.category, row.fee, row.payment) for row in rows()] == [("student", 4000, "unpaid")]


def test_who_needs_approval_takes_part_only_after_it(
    confirmed: Make, approving: Any, visitor: Visitor, staff_of: Staff
) -> None:
    path = confirmed(category="student")
    assert standings() == [("ada@example.org", "applied")]
    assert mails()[-1][1] == (
        f"Your registration is with the organisers: Creativity World Forum, {PLACE}"
    )
    assert "The organisers look at your registration" in visitor.get(path).text
    host = staff_of("organiser")
    one = f"{MANAGE}/{rows()[0].uuid}"
    page = host.get(one).text
    assert "Approve" in page
    assert host.post(f"{one}/approval", {}, page=one).status_code == 303
    assert standings() == [("ada@example.org", "confirmed")]
    assert mails()[-1][1] == f"You are registered: Creativity World Forum, {PLACE}"
    host.post(f"{one}/approval", {}, page=one)
    told = [
        (one.action, (one.after or {})["state"])
        for one in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        if one.action.startswith("registration.")
    ]
    assert told == [("registration.confirm", "applied"), ("registration.approve", "confirmed")]


def test_nobody_is_promised_what_the_organisers_decide(approving: Any, visitor: Visitor) -> None:
    promise = "You are registered once you have"
    decided = visitor.register(category="student").text
    at_once = visitor.register(category="full", email="bo@example.org").text
    assert (promise in decided, promise in at_once) == (False, True)
    assert "The organisers look at your registration once you have" in decided


def test_who_is_declined_is_told_why_and_may_ask_anew(
    confirmed: Make, approving: Any, visitor: Visitor, staff_of: Staff, noon: Any
) -> None:
    path = confirmed(category="student")
    host = staff_of("organiser")
    one = f"{MANAGE}/{rows()[0].uuid}"
    answer = host.send(f"{one}/refusal", reason="Only for students")
    assert answer.status_code == 303
    assert standings() == [("ada@example.org", "declined")]
    assert mails()[-1][1] == (
        f"Your registration was not approved: Creativity World Forum, {PLACE}"
    )
    assert "Only for students" in last_mail().body
    assert "Your registration was not approved" in visitor.get(path).text
    assert host.get(f"{one}/refusal").status_code == 303
    noon.shift(timedelta(hours=1))
    confirmed(category="full")
    assert standings() == [("ada@example.org", "confirmed")]


def test_who_applied_may_change_to_what_needs_no_approval(
    confirmed: Make, approving: Any, visitor: Visitor
) -> None:
    path = confirmed(category="student")
    assert visitor.send(f"{path}/change", category="full").status_code == 303
    assert standings() == [("ada@example.org", "confirmed")]
    page = visitor.get(f"{path}/change").text
    assert 'value="student"' not in page, "approval is not gone round"


def test_who_waits_or_applied_is_not_asked_anew(
    confirmed: Make, approving: Any, one_place: int, visitor: Visitor
) -> None:
    confirmed()
    confirmed(**other(2))
    confirmed(**other(3, category="student"))
    before = standings()
    for number in (2, 3):
        visitor.register(**other(number))
        assert mails()[-1][1] == f"You are registered already: Creativity World Forum, {PLACE}"
    assert standings() == before


def test_organisers_add_somebody_to_the_line_where_there_is_no_place(
    confirmed: Make, one_place: int, staff_of: Staff
) -> None:
    confirmed()
    host = staff_of("organiser")
    answer = host.send(
        f"{MANAGE}/new", name="Grace", email="grace@example.org", country="US", category="press"
    )
    assert answer.status_code == 303
    assert standings()[1] == ("grace@example.org", "waiting")
    assert "Number 1 in line." in host.get(answer.location).text


def test_who_waits_has_no_agenda_of_participants_and_can_leave_the_line(
    confirmed: Make, one_place: int, visitor: Visitor
) -> None:
    confirmed()
    path = confirmed(**other(2))
    visitor.send(f"{path}/cancellation")
    assert standings()[1] == ("p2@example.org", "cancelled")
    claim = db.session.scalars(select(Claim).order_by(Claim.id.desc())).first()
    assert claim is not None
    assert claim.state == "given_up"
