"""Check-ins: who is let in, what a second scan says, what is taken back."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.attendance.actions import checking
from cwf.attendance.checking import Entry, Outcome, Refusal, Scan, State
from cwf.attendance.models import Ticket
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.categories import Standing
from cwf.registration.models import Participant
from tests.attendance.coming import (
    DOOR,
    FIRST,
    MORNING,
    OLGA,
    at,
    code,
    forum,
    limited,
    rows,
    scan,
    station,
)

LATER = MORNING + timedelta(hours=1)


def test_a_ticket_lets_in_and_says_whom(app: Flask) -> None:
    edition, (ada, *_) = forum()
    device = station(edition)
    assert scan(at(edition, device), ada, key="k1") == Outcome(
        state=State.ENTERED,
        key="k1",
        day=FIRST,
        participant=ada.uuid,
        name="Person 0",
        entry=Entry(key="k1", at=MORNING, station="Main entrance"),
    )
    (row,) = rows()
    assert (row.participant_id, row.slot, row.day, row.at) == (ada.id, "", FIRST, MORNING)
    assert (row.received, row.station_id, row.by_id) == (
        MORNING + timedelta(seconds=1),
        device.id,
        None,
    )


def test_a_second_scan_says_when_and_where_the_first_was(app: Flask) -> None:
    edition, (ada, *_) = forum()
    one, other = station(edition), station(edition, "Side entrance")
    scan(at(edition, one), ada, key="k1")
    found = scan(at(edition, other), ada, key="k2", when=LATER)
    assert (found.state, found.key) == (State.ALREADY, "k2")
    assert found.entry == Entry(key="k1", at=MORNING, station="Main entrance")
    assert len(rows()) == 1


def test_a_day_ends_at_the_hour_of_day_change_and_each_day_counts(app: Flask) -> None:
    edition, (ada, *_) = forum()
    door = at(edition)
    midnight = datetime.fromisoformat("2026-11-11T00:30+01:00")
    morning = datetime.fromisoformat("2026-11-11T04:00+01:00")
    assert scan(door, ada).state is State.ENTERED
    assert scan(door, ada, when=midnight).state is State.ALREADY
    assert scan(door, ada, when=morning).state is State.ENTERED
    assert [row.day for row in rows()] == [FIRST, date(2026, 11, 11)]


def test_nobody_comes_to_the_forum_on_another_day(app: Flask) -> None:
    edition, (ada, *_) = forum()
    early = scan(at(edition), ada, when=MORNING - timedelta(days=1))
    assert (early.state, early.refusal, early.name) == (
        State.REFUSED,
        Refusal.NOT_TODAY,
        "Person 0",
    )
    assert rows() == []


@pytest.mark.parametrize(
    ("standing", "refusal"),
    [
        (Standing.CANCELLED, Refusal.CANCELLED),
        (Standing.APPLIED, Refusal.NOT_CONFIRMED),
        (Standing.WAITING, Refusal.NOT_CONFIRMED),
        (Standing.DECLINED, Refusal.NOT_CONFIRMED),
    ],
)
def test_who_does_not_take_part_is_not_let_in(
    app: Flask, standing: Standing, refusal: Refusal
) -> None:
    edition, (ada, *_) = forum()
    ada.standing = standing
    db.session.commit()
    found = scan(at(edition), ada, anyway=True)
    assert (found.state, found.refusal, found.name) == (State.REFUSED, refusal, "Person 0")
    assert (found.may_admit, rows()) == (False, [])


def test_a_renewed_code_ends_the_old_one_but_not_the_new(app: Flask) -> None:
    edition, (ada, *_) = forum()
    old = code(ada)
    db.session.get_one(Ticket, ada.id).generation = 2
    db.session.commit()
    assert scan(at(edition), old).refusal is Refusal.RENEWED
    assert scan(at(edition), ada).state is State.ENTERED


def test_of_another_edition_nobody_is_told(app: Flask) -> None:
    here, _people = forum()
    _there, (eve, *_) = forum("2027")
    found = scan(at(here), eve, key="k")
    assert found == Outcome(state=State.REFUSED, key="k", day=FIRST, refusal=Refusal.OTHER_EDITION)
    by_name = Scan(key="k2", at=MORNING, participant=eve.uuid)
    found = checking.check_in(at(here), by_name, received=MORNING, actor=DOOR)
    assert (found.refusal, found.name) == (Refusal.UNKNOWN, "")


def test_a_forged_or_garbled_code_is_unknown(app: Flask) -> None:
    edition, (ada, *_) = forum()
    real = code(ada)
    forged = real.replace(".1.", ".2.")
    for said in (forged, real[:-1], real + "A", "", "hello", "a.b.c", "https://example.org/"):
        assert scan(at(edition), said, key=uuid4().hex).refusal is Refusal.UNKNOWN
    assert rows() == []


def test_the_same_key_gives_the_same_answer_whatever_has_changed(app: Flask) -> None:
    edition, (ada, *_) = forum()
    first = scan(at(edition, station(edition)), ada, key="k")
    old = code(ada)
    again = scan(at(edition), old, key="k", when=LATER)
    db.session.get_one(Ticket, ada.id).generation = 2
    renewed = scan(at(edition), old, key="k", when=LATER)
    ada.standing = Standing.CANCELLED
    cancelled = scan(at(edition), old, key="k", when=LATER)
    assert first == again == renewed == cancelled
    assert len(rows()) == 1


def test_a_key_of_somebody_else_is_refused(app: Flask) -> None:
    edition, (ada, ben, *_) = forum()
    scan(at(edition), ada, key="k")
    assert scan(at(edition), ben, key="k").refusal is Refusal.KEY_USED
    slot, _root = limited(edition, 5)
    places.take(_root, ada.id, group="full", at=MORNING)
    assert scan(at(edition, slot=slot), ada, key="k").refusal is Refusal.KEY_USED
    assert len(rows()) == 1


# --- sessions with places ---


def test_into_a_limited_session_come_those_with_a_place(app: Flask) -> None:
    edition, (ada, ben, cid) = forum()
    slot, root = limited(edition, 1)
    places.take(root, ada.id, group="full", at=MORNING)
    places.take(root, ben.id, group="full", at=MORNING, wait=True)
    db.session.commit()
    door = at(edition, slot=slot)
    assert scan(door, ada).state is State.ENTERED
    for who in (ben, cid):
        found = scan(door, who)
        assert (found.refusal, found.may_admit) == (Refusal.NO_PLACE, True)
    assert [(row.participant_id, row.slot) for row in rows()] == [(ada.id, slot.hex)]


def test_staff_may_admit_somebody_without_a_place_and_the_log_says_so(app: Flask) -> None:
    edition, (ada, *_) = forum()
    slot, _root = limited(edition, 1)
    door = at(edition, slot=slot)
    assert scan(door, ada, key="k").refusal is Refusal.NO_PLACE
    assert scan(door, ada, key="k", anyway=True, actor=OLGA).state is State.ENTERED
    assert scan(door, ada, when=LATER).state is State.ALREADY
    assert scan(door, ada, key="k", anyway=True, actor=OLGA).state is State.ENTERED
    (logged,) = db.session.scalars(select(AuditEntry)).all()
    assert (logged.action, logged.subject, logged.actor_name) == (
        "check_in.admit",
        "Person 0",
        "Olga Organiser",
    )
    assert logged.after == {"slot": slot.hex, "station": ""}


def test_an_open_session_takes_everybody_besides_the_forum(app: Flask) -> None:
    edition, (ada, *_) = forum()
    assert scan(at(edition), ada).state is State.ENTERED
    assert scan(at(edition, slot=uuid4()), ada).state is State.ENTERED
    assert len(rows()) == 2


# --- undone ---


def test_undone_is_logged_and_one_can_come_again(app: Flask) -> None:
    edition, (ada, *_) = forum()
    door = at(edition, station(edition))
    scan(door, ada, key="k1")
    assert checking.undo(edition.id, "k1", why="Wrong badge", at=LATER, actor=OLGA)
    db.session.commit()
    (row,) = rows()
    assert (row.undone, row.undone_by, row.undone_why) == (LATER, "Olga Organiser", "Wrong badge")
    (logged,) = db.session.scalars(select(AuditEntry)).all()
    assert (logged.action, logged.subject) == ("check_in.undo", "Person 0")
    assert logged.before == {
        "day": "2026-11-10",
        "at": MORNING.isoformat(),
        "station": "Main entrance",
        "slot": "",
    }
    assert logged.after == {"why": "Wrong badge"}
    assert scan(door, ada, key="k1").refusal is Refusal.TAKEN_BACK
    assert scan(door, ada, key="k2").state is State.ENTERED


def test_undoing_twice_or_from_elsewhere_does_nothing(app: Flask) -> None:
    edition, (ada, *_) = forum()
    here, there = station(edition), station(edition, "Side entrance")
    scan(at(edition, here), ada, key="k1")
    how = {"why": "Mistake", "at": LATER, "actor": DOOR}
    assert not checking.undo(edition.id + 1, "k1", **how)
    assert not checking.undo(edition.id, "k1", station_id=there.id, **how)
    assert checking.undo(edition.id, "k1", station_id=here.id, **how)
    assert not checking.undo(edition.id, "k1", **how)


def test_by_hand_the_day_is_given_and_who_did_it_stands_there(app: Flask) -> None:
    edition, (ada, *_) = forum()
    told = Scan(key="k", at=LATER, participant=ada.uuid)
    found = checking.check_in(at(edition), told, received=LATER, actor=OLGA, day=date(2026, 11, 11))
    assert (found.day, found.entry) == (
        date(2026, 11, 11),
        Entry(key="k", at=LATER, by="Olga Organiser"),
    )


def test_who_cancels_between_looking_and_entering_is_not_let_in(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, (ada, *_) = forum()
    look, who, said = checking.queries.found_by, ada.id, code(ada)

    def cancelled_meanwhile(*asked: Any) -> Any:
        found = look(*asked)
        row = db.session.get_one(Participant, who)
        row.standing = Standing.CANCELLED
        db.session.commit()
        return found

    monkeypatch.setattr(checking.queries, "found_by", cancelled_meanwhile)
    assert scan(at(edition), said).refusal is Refusal.CANCELLED
    assert rows() == []
