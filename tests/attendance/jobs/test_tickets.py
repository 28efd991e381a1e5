"""Whoever takes part has one ticket and one mail of it, whoever makes them and however often."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cwf.attendance.actions import tickets as actions
from cwf.attendance.jobs import tickets as job
from cwf.attendance.jobs.tickets import backlog, make_tickets
from cwf.attendance.models import Ticket
from cwf.attendance.queries.checking import code_of
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.mail import OutgoingMail
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from tests.attendance.coming import MORNING, at, scan
from tests.registration.placing import make_edition, make_people
from tests.registration.test_places_races import at_once


@pytest.fixture(autouse=True)
def before() -> Any:
    """A week before the forum."""
    with time_machine.travel(MORNING - timedelta(days=7), tick=False) as traveller:
        yield traveller


def people(number: int = 3, **edition: Any) -> list[Participant]:
    """Who takes part in an edition that is announced; nobody has a ticket."""
    edition_id = make_edition()
    row = db.session.get_one(Edition, edition_id)
    for name, value in {"lifecycle": Lifecycle.ANNOUNCED, **edition}.items():
        setattr(row, name, value)
    ids = make_people(edition_id, number)
    rows = select(Participant).where(Participant.id.in_(ids)).order_by(Participant.id)
    return list(db.session.scalars(rows))


def tickets() -> list[Ticket]:
    db.session.rollback()
    rows = select(Ticket).order_by(Ticket.participant_id)
    return list(db.session.scalars(rows.execution_options(populate_existing=True)))


def mails() -> list[OutgoingMail]:
    db.session.rollback()
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def test_who_is_confirmed_gets_a_ticket_and_one_mail(app: Flask) -> None:
    ada, ben, cid = people()
    ben.language = "da"
    cid.standing = Standing.WAITING
    db.session.commit()
    assert (backlog().waiting, backlog().since) == (2, ada.confirmed)
    for _ in range(2):
        make_tickets()
    assert [row.participant_id for row in tickets()] == [ada.id, ben.id]
    to_ada, to_ben = mails()
    assert (to_ada.recipient, to_ada.language) == ("person-0@example.org", "en")
    assert to_ada.subject == "Your ticket: Creativity World Forum, Aarhus 2026"
    assert "/en/registration/" in to_ada.body
    assert to_ada.body.count("/ticket") == 1
    assert (to_ben.language, "/da/registration/" in to_ben.body) == ("da", True)
    assert backlog().waiting == 0


def test_a_mail_holds_no_code_and_opens_the_ticket(app: Flask) -> None:
    people(1)
    make_tickets()
    (ticket,), (mail,) = tickets(), mails()
    assert code_of(ticket) not in mail.body
    path = next(line for line in mail.body.splitlines() if line.endswith("/ticket"))
    page = app.test_client().get(path.removeprefix("http://localhost"))
    assert (page.status_code, "Person 0" in page.text) == (200, True)


def test_who_has_no_address_has_a_ticket_all_the_same(app: Flask) -> None:
    (ada,) = people(1)
    ada.email = None
    db.session.commit()
    make_tickets()
    assert (len(tickets()), mails(), backlog().waiting) == (1, [], 0)
    ada.email = "ada@example.org"
    db.session.commit()
    make_tickets()
    assert [mail.recipient for mail in mails()] == ["ada@example.org"]


@pytest.mark.parametrize(
    "edition",
    [
        {"lifecycle": Lifecycle.PLANNED},
        {"lifecycle": Lifecycle.CANCELLED},
        {"lifecycle": Lifecycle.HELD},
        {"starts": date(2026, 11, 1), "ends": date(2026, 11, 2)},
    ],
)
def test_of_a_forum_that_does_not_come_there_are_no_tickets(
    app: Flask, edition: dict[str, Any]
) -> None:
    people(**edition)
    make_tickets()
    assert (tickets(), mails()) == ([], [])


def test_a_ticket_that_was_renewed_is_mailed_again_and_the_old_one_ends(app: Flask) -> None:
    people(1)
    make_tickets()
    (ticket,) = tickets()
    old = ticket.generation
    actions.renew(ticket, actor=SYSTEM)
    db.session.commit()
    make_tickets()
    (ticket,) = tickets()
    assert (ticket.generation, len(mails())) == (old + 1, 2)


def test_who_loses_the_personal_link_loses_the_ticket_too(app: Flask, before: Any) -> None:
    """Behind the link the code could be seen; and so it ends when another takes over."""
    (ada,) = people(1)
    make_tickets()
    (ticket,) = tickets()
    old, door = code_of(ticket), at(db.session.get_one(Edition, ada.edition_id))
    ada = db.session.get_one(Participant, ada.id)
    ada.generation += 1
    db.session.commit()
    make_tickets()
    before.move_to(MORNING)
    assert scan(door, old).refusal == "renewed"
    assert scan(door, code_of(tickets()[0])).state == "entered"
    assert len(mails()) == 2


def test_another_change_of_a_registration_leaves_the_ticket(app: Flask) -> None:
    (ada,) = people(1)
    make_tickets()
    old = code_of(tickets()[0])
    row = db.session.get_one(Participant, ada.id)
    row.affiliation, row.category = "Tidal Bank", "press"
    db.session.commit()
    make_tickets()
    assert (code_of(tickets()[0]), len(mails())) == (old, 1)


def test_many_workers_at_once_make_one_ticket_and_one_mail_each(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = people(30)
    monkeypatch.setattr(job, "STEP", 7)
    at_once(app, [make_tickets for _ in range(8)], threads=8)
    assert len(tickets()) == len(rows)
    assert Counter(mail.recipient for mail in mails()) == Counter(row.email for row in rows)


def test_a_worker_that_dies_between_steps_leaves_the_rest_to_the_next(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(10)
    monkeypatch.setattr(job, "STEP", 3)
    steps = iter(range(5))

    make = actions.make_missing

    def dies(*given: Any) -> int:
        if next(steps) == 2:
            raise KeyboardInterrupt
        return make(*given)

    monkeypatch.setattr(job.tickets, "make_missing", dies)
    with pytest.raises(KeyboardInterrupt):
        make_tickets()
    db.session.rollback()
    assert len(tickets()) == 6
    monkeypatch.undo()
    make_tickets()
    assert (len(tickets()), len(mails())) == (10, 10)
