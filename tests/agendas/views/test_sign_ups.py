"""Signing up: what the page says and what can be done, to whom, and what happens when."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from flask.testing import FlaskClient

from cwf.agendas.models import Duty
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.timetable import Status
from cwf.registration.actions import places
from tests.agendas.signing import (
    NOON,
    Ada,
    arrive,
    claims,
    crowd,
    limit,
    participant,
    publish,
    refuse_overlaps,
    state_of,
    workshop,
)
from tests.browsing import Browser
from tests.programme.conftest import Forum, utc


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def ada(
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> Ada:
    return arrive(forum, account, signed_in)


@pytest.fixture
def loom(forum: Forum) -> UUID:
    """A workshop at 10, not limited yet."""
    return workshop(forum, "loom", 10)[0]


def words(page: str) -> str:
    """The action box as one reads it."""
    box = page[page.index("data-sign-up") :]
    text = re.sub(r"<[^>]+>", " ", box[box.index(">") + 1 : box.index("</aside>")])
    return " ".join(text.split())


def test_sign_up_is_told_taken_and_given_up(forum: Forum, ada: Ada, loom: UUID) -> None:
    root = limit(forum, loom, 2)
    publish(forum)
    assert words(ada.read(loom)) == "2 of 2 places left Sign up"
    assert ada.post(loom, "take") == 303
    assert state_of(ada.who, root) == "place"
    assert words(ada.read(loom)) == "You have a place. Give it up"
    assert ada.post(loom, "give_up") == 303
    assert state_of(ada.who, root) == "given_up"
    assert words(ada.read(loom)) == "2 of 2 places left Sign up"


def test_sending_a_form_twice_does_it_once(forum: Forum, ada: Ada, loom: UUID) -> None:
    limit(forum, loom, 2)
    publish(forum)
    steps = ("take", "take", "give_up", "give_up", "wait", "wait")
    assert [ada.post(loom, step) for step in steps] == [303, 303, 303, 303, 409, 409]
    assert claims() == 1


def test_full_offers_the_waiting_list(forum: Forum, ada: Ada, loom: UUID) -> None:
    root = limit(forum, loom, 1)
    crowd(forum, root, 1)
    crowd(forum, root, 2, wait=True)
    publish(forum)
    assert words(ada.read(loom)) == "Full, 2 waiting Join waiting list"
    assert ada.post(loom, "take") == 409
    assert ada.post(loom, "wait") == 303
    assert words(ada.read(loom)) == (
        "You are number 3 in line. When a place is free, it is offered to you by mail; you then"
        " have time to take it. Leave the waiting list"
    )
    assert ada.post(loom, "leave") == 303
    assert state_of(ada.who, root) == "given_up"


def test_an_offer_is_taken_or_runs_out_and_says_why(forum: Forum, ada: Ada, loom: UUID) -> None:
    root = limit(forum, loom, 1)
    (first,) = crowd(forum, root, 1)
    publish(forum)
    ada.post(loom, "wait")
    places.give_up(root, first.id, at=NOON)
    db.session.commit()
    assert words(ada.read(loom)) == (
        "A place is offered to you until Sat 21 Oct, 12:00. It became free, and you were first in"
        " line. After that it goes to the next. Take the place No, thank you"
    )
    with time_machine.travel(NOON + timedelta(hours=25), tick=False):
        assert words(ada.read(loom)) == (
            "Your offer ran out Sat 21 Oct, 12:00, so it went to the next in line."
            " 1 of 1 places left Sign up"
        )
    assert ada.post(loom, "accept") == 303
    assert words(ada.read(loom)) == (
        "You have a place. You took the offer from the waiting list. Give it up"
    )


def test_a_clash_is_told_before_and_asks_which_to_keep(forum: Forum, ada: Ada, loom: UUID) -> None:
    bells = workshop(forum, "bells", 10, room="store-sal")[0]
    roots = [limit(forum, uuid, 5) for uuid in (loom, bells)]
    publish(forum)
    ada.post(loom, "take")
    assert words(ada.read(bells)) == (
        "5 of 5 places left You have a place in Loom at the same time."
        " Take this one, give the other up Keep both"
    )
    assert ada.post(bells, "take") == 409
    assert [state_of(ada.who, root) for root in roots] == ["place", ""]
    assert ada.post(bells, "take", instead=str(loom), both="1") == 303
    assert [state_of(ada.who, root) for root in roots] == ["given_up", "place"]
    assert ada.post(loom, "take", both="1") == 303
    assert [state_of(ada.who, root) for root in roots] == ["place", "place"]


def test_an_edition_refuses_two_places_at_one_time(forum: Forum, ada: Ada, loom: UUID) -> None:
    bells = workshop(forum, "bells", 10, room="store-sal")[0]
    roots = [limit(forum, uuid, 5) for uuid in (loom, bells)]
    refuse_overlaps(forum)
    publish(forum)
    ada.post(loom, "take")
    assert words(ada.read(bells)) == (
        "5 of 5 places left You have a place in Loom at the same time."
        " Take this one, give the other up This forum allows no two places at the same time."
    )
    assert ada.post(bells, "take", both="1") == 409
    assert [state_of(ada.who, root) for root in roots] == ["place", ""]
    assert ada.post(bells, "take", instead=str(loom)) == 303
    assert [state_of(ada.who, root) for root in roots] == ["given_up", "place"]


def test_nothing_is_given_up_for_a_place_that_is_gone(forum: Forum, ada: Ada, loom: UUID) -> None:
    bells = workshop(forum, "bells", 10, room="store-sal")[0]
    roots = [limit(forum, loom, 5), limit(forum, bells, 1)]
    publish(forum)
    ada.post(loom, "take")
    crowd(forum, roots[1], 1)
    assert ada.post(bells, "take", instead=str(loom)) == 409
    assert [state_of(ada.who, root) for root in roots] == ["place", ""]


def test_what_is_compulsory_clashes_too(forum: Forum, ada: Ada, loom: UUID) -> None:
    bells = workshop(forum, "bells", 10, room="store-sal")[0]
    limit(forum, loom, 5)
    db.session.add(
        Duty(edition_id=forum.edition.id, session_id=forum.session["bells"].id, category="full")
    )
    publish(forum)
    assert words(ada.read(loom)) == (
        "5 of 5 places left Bells is at the same time, and compulsory for you. Take it all the same"
    )
    refuse_overlaps(forum)
    assert words(ada.read(loom)) == (
        "5 of 5 places left Bells is at the same time, and compulsory for you."
        " This forum allows no two places at the same time, so you cannot sign up here."
    )
    assert ada.post(loom, "take", both="1", instead=str(bells)) == 409


def test_of_a_repeated_session_one_instance_is_held(forum: Forum, ada: Ada) -> None:
    early, late = workshop(forum, "weaving", 10, 14)
    roots = [limit(forum, uuid, 5) for uuid in (early, late)]
    publish(forum)
    ada.post(early, "take")
    assert words(ada.read(late)) == (
        "5 of 5 places left You have a place in this session on Wed 1 Nov, 11:00."
        " One holds a place in one of its placings. Change to this time"
    )
    assert ada.post(late, "take", both="1") == 409
    assert ada.post(late, "take", instead=str(early), both="1") == 303
    assert [state_of(ada.who, root) for root in roots] == ["given_up", "place"]


def test_places_held_back_are_told_and_kept(
    forum: Forum,
    ada: Ada,
    loom: UUID,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    root = limit(forum, loom, 2)
    places.hold_back(root, group="student", number=2, until=NOON + timedelta(days=2), at=NOON)
    db.session.commit()
    publish(forum)
    assert words(ada.read(loom)) == (
        "Full for now, 2 places held back 2 places are held back for others until"
        " Sun 22 Oct, 12:00; what is left of them then goes to those in line. Join waiting list"
    )
    eva = arrive(forum, account, signed_in, "eva@example.org", "student")
    assert words(eva.read(loom)) == (
        "Full for now, 2 places held back Places are held back for you: there is one. Sign up"
    )
    assert eva.post(loom, "take") == 303
    assert state_of(eva.who, root) == "place"


def test_sign_up_opens_and_closes(forum: Forum, ada: Ada, loom: UUID) -> None:
    opens, closes = NOON + timedelta(days=1), NOON + timedelta(days=2)
    root = limit(forum, loom, 2, opens=opens, closes=closes)
    publish(forum)
    assert words(ada.read(loom)) == "Sign-up opens Sat 21 Oct, 12:00"
    assert ada.post(loom, "take") == 409
    with time_machine.travel(opens, tick=False):
        assert ada.post(loom, "take") == 303
    with time_machine.travel(closes, tick=False):
        assert words(ada.read(loom)) == "You have a place. Give it up"
        assert ada.post(loom, "give_up") == 303
        assert words(ada.read(loom)) == "Sign-up is closed"
    assert state_of(ada.who, root) == "given_up"


def test_what_is_cancelled_or_gone_takes_nobody(forum: Forum, ada: Ada, loom: UUID) -> None:
    limit(forum, loom, 2)
    publish(forum)
    assert ada.post(loom, "take") == 303
    forum.session["loom"].status = Status.CANCELLED
    forum.session["loom"].reason = {"en": "The loom is broken."}
    publish(forum)
    assert words(ada.read(loom)) == (
        "Cancelled. The loom is broken. Your place has ended with it; you need do nothing."
    )
    assert ada.post(loom, "give_up") == 409
    db.session.delete(forum.session["loom"])
    publish(forum)
    assert words(ada.read(loom)) == (
        "This is no longer in the programme. What you held of it has ended."
    )


def test_what_has_begun_takes_nobody(forum: Forum, ada: Ada, loom: UUID) -> None:
    limit(forum, loom, 2)
    publish(forum)
    with time_machine.travel(utc(1, 10), tick=False):
        assert words(ada.read(loom)) == "This has begun. Nobody signs up any more."
        assert ada.post(loom, "take") == 409
    assert claims() == 0


def test_a_draft_slot_is_not_there_for_anybody(forum: Forum, ada: Ada, loom: UUID) -> None:
    publish(forum)
    late = workshop(forum, "late", 12)[0]
    limit(forum, late, 2)
    assert ada.browser.get(ada.path(late)).status_code == 404
    assert ada.post(late, "take") == 404
    assert ada.browser.get(ada.path(uuid4())).status_code == 404
    assert words(ada.read(loom)) == "Nobody need sign up for this. Come as you like."
    assert ada.post(loom, "take") == 409


def test_a_foreign_slot_is_not_found(forum: Forum, elsewhere: Forum, ada: Ada, loom: UUID) -> None:
    away = workshop(elsewhere, "away", 10, room="far-lille-sal")[0]
    limit(elsewhere, away, 2)
    publish(forum)
    publish(elsewhere)
    assert ada.browser.get(ada.path(away)).status_code == 404
    assert ada.post(away, "take") == 404
    other = ada.path(away).replace("/2017/", "/2019/")
    assert "Register for the forum" in ada.browser.get(other).text
    sent = Browser(ada.browser).post(other, {"step": "take"}, page="/en/account/")
    assert sent.status_code == 409
    assert claims() == 0


def test_a_stranger_is_told_what_is_needed(
    client: FlaskClient, forum: Forum, loom: UUID, account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:  # fmt: skip
    limit(forum, loom, 2)
    publish(forum)
    path = f"/en/account/agendas/2017/sign-ups/{loom}"
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert words(answer.text) == (
        "2 of 2 places left To sign up you need a confirmed registration and an account, so that"
        " the place is yours. Sign in Register for the forum"
    )
    sent = Browser(client).post(path, {"step": "take"}, page="/en/account/login")
    assert sent.location == f"/en/account/login?next={path}"
    asked = participant(forum, "bo@example.org", account("bo@example.org"))
    asked.standing = "asked"
    db.session.commit()
    browser = signed_in(db.session.query(Account).filter_by(email="bo@example.org").one())
    sent = Browser(browser).post(path, {"step": "take"}, page="/en/account/")
    assert sent.status_code == 409
    assert claims() == 0
