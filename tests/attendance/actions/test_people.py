"""Who is merged, forgotten or long past, as far as attendance knows of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.attendance.actions import keeping, tickets
from cwf.attendance.actions.checking import check_in
from cwf.attendance.checking import Scan, short
from cwf.attendance.models import CheckIn, Count, JoinedTicket, Target, TargetChange, Ticket
from cwf.attendance.queries.check_ins import found_by
from cwf.audit import SYSTEM, Actor
from cwf.database import db
from cwf.people.keeping import Subject
from cwf.people.queries.personal import subject_of_person
from cwf.registration.actions.erasing import erase
from cwf.registration.actions.merging import merge
from cwf.registration.models import JoinedRegistration, Participant
from tests.attendance.coming import FIRST, MORNING, OLGA, at, code, forum, rows, scan

LATER = MORNING + timedelta(hours=2)
WELL_AFTER = datetime(2026, 12, 12, 1, tzinfo=UTC)  # 30 days after the last day, and an hour
YEARS_AFTER = datetime(2029, 11, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def asking(app: Flask) -> Any:
    """Within a request, as merging and erasing are."""
    with app.test_request_context("/en/"):
        yield


def standing() -> list[tuple[int, date, str]]:
    return [(one.participant_id, one.day, one.key) for one in rows() if one.undone is None]


def test_two_who_are_one_came_once_a_day_the_first_time(app: Flask) -> None:
    edition, (ada, again, ben) = forum()
    door = at(edition)
    scan(door, again, key="k1")
    scan(door, ada, key="k2", when=LATER)
    scan(door, again, key="k3", when=MORNING + timedelta(days=1))
    scan(door, ben, key="k4")
    old, printed = code(again), code(ada)
    ada_id, ben_id = ada.id, ben.id
    merge(ada.person_id, again.person_id, keep={ada.id}, at=LATER, actor=OLGA)
    db.session.commit()
    assert standing() == [
        (ada_id, FIRST, "k1"),
        (ada_id, date(2026, 11, 11), "k3"),
        (ben_id, FIRST, "k4"),
    ]
    (undone,) = [one for one in rows() if one.undone is not None]
    assert (undone.key, undone.undone_by, undone.undone_why) == (
        "k2",
        "Olga Organiser",
        "Two registrations of one person became one.",
    )
    for one in (old, printed):
        found = scan(door, one, when=LATER)
        assert (found.state, found.name) == ("already", "Person 0")
        assert found.entry is not None
        assert found.entry.key == "k1"


def merged(stays: Participant, goes: Participant) -> None:
    """One person of two, the registration of `stays` stays."""
    merge(stays.person_id, goes.person_id, keep={stays.id}, at=LATER, actor=OLGA)
    db.session.commit()


def test_the_printed_code_of_the_one_that_went_lets_the_person_in(app: Flask) -> None:
    edition, (ada, again, _ben) = forum()
    printed, number = code(again), short(ticket_of(again).uuid)
    merged(ada, again)
    found = scan(at(edition), printed)
    assert (found.state, found.name, found.participant) == ("entered", "Person 0", ada.uuid)
    (one,) = found_by(at(edition), number, FIRST)
    assert (one.participant, one.short) == (ada.uuid, short(ticket_of(ada).uuid))


def test_a_new_ticket_ends_the_codes_of_both(app: Flask) -> None:
    edition, (ada, again, _ben) = forum()
    printed = code(again)
    merged(ada, again)
    tickets.renew(ticket_of(ada), actor=OLGA)
    db.session.commit()
    assert scan(at(edition), printed).refusal == "renewed"
    assert scan(at(edition), code(ada)).state == "entered"


def test_a_code_that_had_ended_before_does_not_hold_again(app: Flask) -> None:
    edition, (ada, again, _ben) = forum()
    leaked = code(again)
    tickets.renew(ticket_of(again), actor=OLGA)
    db.session.commit()
    merged(ada, again)
    assert scan(at(edition), leaked).refusal == "renewed"


def test_of_three_who_are_one_every_code_holds_but_what_had_ended(app: Flask) -> None:
    edition, (ada, ben, cid) = forum()
    first, second = code(ada), code(ben)
    merged(ben, ada)
    merged(cid, ben)
    assert [scan(at(edition), one).name for one in (first, second)] == ["Person 2", "Person 2"]


def test_a_code_that_ended_between_two_mergers_stays_ended(app: Flask) -> None:
    edition, (ada, ben, cid) = forum()
    first = code(ada)
    merged(ben, ada)
    tickets.renew(ticket_of(ben), actor=OLGA)
    db.session.commit()
    second = code(ben)
    merged(cid, ben)
    assert scan(at(edition), first).refusal == "renewed"
    assert scan(at(edition), second).state == "entered"


def test_the_code_of_the_one_that_went_is_none_at_another_forum(app: Flask) -> None:
    _edition, (ada, again, _ben) = forum()
    other, _people = forum("2028")
    printed = code(again)
    merged(ada, again)
    found = scan(at(other), printed)
    assert (found.refusal, found.name) == ("other_edition", "")


def test_a_door_that_kept_who_was_found_by_name_lets_in_who_they_are_now(app: Flask) -> None:
    edition, (ada, again, _ben) = forum()
    kept = Scan(key="kept-before", at=MORNING, participant=again.uuid)
    merged(ada, again)
    found = check_in(at(edition), kept, received=LATER, actor=OLGA)
    db.session.commit()
    assert (found.state, found.name) == ("entered", "Person 0")


def test_with_the_ticket_go_the_codes_that_led_to_it(app: Flask) -> None:
    edition, (ada, again, _ben) = forum()
    printed = code(again)
    merged(ada, again)
    erase(subject_of_person(ada.person_id), at=LATER, actor=SYSTEM)
    db.session.commit()
    assert scan(at(edition), printed).refusal == "unknown"
    assert db.session.scalars(select(JoinedTicket)).all() == []
    assert db.session.scalars(select(JoinedRegistration)).all() == []


def ticket_of(who: Participant) -> Ticket:
    return db.session.get_one(Ticket, who.id)


def test_who_had_no_ticket_takes_that_of_the_other(app: Flask) -> None:
    edition, (ada, again, _ben) = forum()
    old = code(again)
    db.session.delete(db.session.get_one(Ticket, ada.id))
    db.session.commit()
    merge(ada.person_id, again.person_id, keep={ada.id}, at=LATER, actor=OLGA)
    db.session.commit()
    assert scan(at(edition), old).state == "entered"


def test_who_is_erased_stays_as_a_number_and_the_ticket_opens_nothing(app: Flask) -> None:
    edition, (ada, *_) = forum()
    scan(at(edition), ada, key="k1")
    old, who = code(ada), ada.id
    erase(subject_of_person(ada.person_id), at=LATER, actor=SYSTEM)
    db.session.commit()
    assert standing() == [(who, FIRST, "k1")]
    assert db.session.get(Ticket, who) is None
    assert scan(at(edition), old, when=LATER).refusal == "unknown"


def offices(edition_id: int, account: int) -> None:
    """What somebody did by office: let in, counted, set a target of which they answer."""
    target = Target(
        edition_id=edition_id, name={"en": "Guests"}, definition={}, why={}, unit="guest",
        predicate={"of": "everybody"}, low=10, owner="Olga Organiser",
    )  # fmt: skip
    db.session.add(target)
    db.session.flush()
    change = TargetChange(
        target_id=target.id, at=MORNING, actor_id=account, actor="Olga Organiser", why="Agreed",
        before={"owner": "Ben"}, after={"owner": "Olga Organiser"},
    )  # fmt: skip
    count = Count(
        key="c", edition_id=edition_id, unit="guest", method="report", number=5, by_id=account,
        by="Olga Organiser", made=MORNING,
    )  # fmt: skip
    db.session.add_all([change, count])
    db.session.commit()


def test_what_an_office_did_stays_by_nobody(app: Flask, account: Any) -> None:
    edition, (ada, ben, _cid) = forum()
    olga = account("olga@example.org", name="Olga Organiser")
    actor = Actor(account_id=olga.id, name="Olga Organiser")
    scan(at(edition), ada, key="k1", actor=actor)
    scan(at(edition), ben, key="k2")
    offices(edition.id, olga.id)
    names = frozenset({"Olga Organiser"})
    erase(Subject(person=None, accounts=(olga.id,), names=names), at=LATER, actor=SYSTEM)
    db.session.commit()
    assert [row.by_id for row in rows()] == [None, None]
    words = repr(
        [
            [row.__dict__ for row in db.session.scalars(select(kind))]
            for kind in (CheckIn, Count, Target, TargetChange)
        ]
    )
    assert "Olga" not in words
    change = db.session.scalars(select(TargetChange)).one()
    assert (change.before, change.after) == ({"owner": "Ben"}, {"owner": ""})
    assert db.session.scalars(select(Count.number)).all() == [5]


def test_tickets_go_a_month_after_the_forum(app: Flask) -> None:
    edition, _people = forum()
    assert keeping.forget_tickets(WELL_AFTER - timedelta(hours=3), 100) == 0
    assert keeping.forget_tickets(WELL_AFTER, 2) == 2
    assert keeping.forget_tickets(WELL_AFTER, 2) == 1
    assert keeping.forget_tickets(WELL_AFTER, 2) == 0
    assert edition.id


def test_who_was_at_the_door_is_forgotten_with_the_years(app: Flask, account: Any) -> None:
    edition, (ada, *_) = forum()
    olga = account("olga@example.org", name="Olga Organiser")
    scan(at(edition), ada, actor=Actor(account_id=olga.id, name="Olga Organiser"))
    offices(edition.id, olga.id)
    assert keeping.forget_offices(WELL_AFTER, 100) == 0
    assert keeping.forget_offices(YEARS_AFTER, 100) == 3
    assert keeping.forget_offices(YEARS_AFTER, 100) == 0
    assert [row.by_id for row in rows()] == [None]
