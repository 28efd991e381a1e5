"""Erased by oneself, by a link, by the secretariat; and two rows made one person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf import clock, jobs
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.mail import OutgoingMail
from cwf.people.models import Account, Person
from cwf.registration.actions.merging import merge
from cwf.registration.actions.places import open_tree, take
from cwf.registration.models import Claim, Participant, Quota
from tests.registration.conftest import Visitor, rows

SignedIn = Callable[[Account], FlaskClient]


def account_of(email: str) -> Account:
    return db.session.scalars(select(Account).where(Account.email == email)).one()


def accounts() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Account.email).order_by(Account.id)))


def test_a_link_erases_the_registration_and_the_account_that_came_with_it(
    visitor: Visitor, confirmed: Callable[..., str]
) -> None:
    link = confirmed()
    assert "ada@example.org" in visitor.get(f"{link}/data.json").text
    wrong = visitor.send(f"{link}/erasure", said="grace@example.org")
    assert (wrong.status_code, len(accounts())) == (422, 1)
    assert visitor.send(f"{link}/erasure", said=" ADA@example.org ").status_code == 200
    [row] = rows()
    assert (row.person.name, row.email, row.standing) == ("Erased person", None, "cancelled")
    assert (row.category, row.country) == ("full", "GB")
    assert accounts() == []
    assert visitor.get(link).status_code == 404
    jobs.run_job("mail")
    db.session.rollback()
    mails = db.session.scalars(select(OutgoingMail))
    said = [(mail.recipient, mail.sent is not None) for mail in mails]
    assert said == [("ada@example.org", True)], "the last mail, and none besides"


def test_a_link_that_was_passed_on_leaves_an_account_with_more(
    visitor: Visitor, confirmed: Callable[..., str]
) -> None:
    link = confirmed()
    account_of("ada@example.org").password = "set"
    db.session.commit()
    assert "sign in to have all of it erased" in visitor.get(f"{link}/erasure").text
    assert visitor.send(f"{link}/erasure", said="ada@example.org").status_code == 200
    assert accounts() == ["ada@example.org"]
    assert [row.person.name for row in rows()] == ["Erased person"]


def test_an_account_erases_all_after_a_fresh_sign_in(
    visitor: Visitor, confirmed: Callable[..., str], signed_in: SignedIn
) -> None:
    confirmed()
    browser = signed_in(account_of("ada@example.org"))
    with browser.session_transaction() as session:
        session["fs_paa"] = (clock.now() - timedelta(hours=2, seconds=1)).timestamp()
    stale = browser.get("/en/account/data/erasure")
    assert stale.location.startswith("/en/account/verify")
    with browser.session_transaction() as session:
        session["fs_paa"] = clock.now().timestamp()
    me = Visitor(browser)
    assert "cancelled first" in me.get("/en/account/data/erasure").text
    assert me.send("/en/account/data/erasure", said="ada@example.org").status_code == 200
    assert accounts() == []
    assert browser.get("/en/account/").status_code == 302


def test_erasing_frees_the_place_for_the_next_in_line(
    visitor: Visitor, confirmed: Callable[..., str], edition: Edition
) -> None:
    link = confirmed()
    confirmed(email="grace@example.org", name="Grace")
    ada, grace = rows()
    root = open_tree(edition.id, capacity=1, offer_minutes=60)
    take(root, ada.id, at=clock.now())
    take(root, grace.id, at=clock.now(), wait=True)
    db.session.commit()
    visitor.send(f"{link}/erasure", said="ada@example.org")
    db.session.rollback()
    states = select(Claim.participant_id, Claim.state).order_by(Claim.participant_id)
    assert [tuple(one) for one in db.session.execute(states)] == [
        (ada.id, "given_up"),
        (grace.id, "offered"),
    ]
    assert db.session.scalar(select(Quota.taken)) == 0


def test_the_last_of_the_secretariat_stays(
    app: Flask, account: Callable[..., Account], signed_in: SignedIn
) -> None:
    me = Visitor(signed_in(account("nora@example.org", secretariat=True)))
    refused = me.send("/en/account/data/erasure", said="nora@example.org")
    assert (refused.status_code, accounts()) == (422, ["nora@example.org"])


def test_the_secretariat_erases_and_the_log_names_nobody(
    confirmed: Callable[..., str], staff_of: Callable[[str], Visitor]
) -> None:
    confirmed()
    [row] = rows()
    secretariat = staff_of("secretariat")
    page = f"/en/manage/persons/{row.person_id}"
    assert "ada@example.org" in secretariat.get(f"{page}.json").text
    assert "Ada Whitlock" in secretariat.get("/en/manage/log").text
    done = secretariat.send(f"{page}/erasure", said="Ada Whitlock")
    assert done.status_code == 303
    assert secretariat.get(done.location).text.count("Counts stay as they were.") == 1
    log = secretariat.get("/en/manage/log").text
    assert ("Ada Whitlock" in log, "ada@example.org" in log) == (False, False)
    assert "Erased person" in log
    assert "Ada" not in secretariat.get("/en/manage/log?who=ada").text.split("</form>")[-1]
    assert secretariat.get(page).status_code == 404


@pytest.fixture
def twice(confirmed: Callable[..., str]) -> tuple[Participant, Participant]:
    """Ada under two addresses, both confirmed at one forum."""
    confirmed()
    confirmed(email="whitlock@example.org", name="A. Whitlock", affiliation="Tidal")
    one, two = rows()
    return one, two


def test_two_rows_become_one_person_counted_once(
    app: Flask, twice: tuple[Participant, Participant], edition: Edition
) -> None:
    one, two = twice
    roots = [open_tree(edition.id, capacity=5, offer_minutes=60) for _ in range(2)]
    for root, who in ((roots[0], one), (roots[0], two), (roots[1], two)):
        take(root, who.id, at=clock.now())
    db.session.commit()
    stays, gone = one.id, two.person_id
    merge(one.person_id, gone, keep={stays}, at=clock.now(), actor=SYSTEM)
    db.session.commit()
    [row] = rows()
    assert (row.id, row.person.name, row.email) == (stays, "Ada Whitlock", "ada@example.org")
    held = select(Claim.root_id, Claim.participant_id).where(Claim.state == "place")
    assert {tuple(claim) for claim in db.session.execute(held)} == {(root, stays) for root in roots}
    taken = select(Quota.taken).order_by(Quota.id)
    assert list(db.session.scalars(taken)) == [1, 1], "the place that was held twice is free"
    assert db.session.get(Person, gone) is None
    both = {account_of(email).person_id for email in ("ada@example.org", "whitlock@example.org")}
    assert both == {row.person_id}


def test_the_secretariat_sees_both_and_chooses(
    twice: tuple[Participant, Participant], staff_of: Callable[[str], Visitor]
) -> None:
    one, two = twice
    secretariat = staff_of("secretariat")
    page = f"/en/manage/persons/{one.person_id}/merging?with={two.person_id}"
    shown = secretariat.get(page).text
    assert ("Ada Whitlock" in shown, "A. Whitlock" in shown) == (True, True)
    values: dict[str, Any] = {"stays": str(one.person_id), f"row-{one.edition_id}": str(two.id)}
    done = secretariat.send(page, **values)
    assert done.status_code == 303, done.text
    assert secretariat.get(done.location).text.count("One person from now on.") == 1
    [row] = rows()
    assert (row.id, row.person.name, row.email) == (two.id, "Ada Whitlock", "whitlock@example.org")


@pytest.mark.parametrize("other", ["0", "999999", "x", "-1", "9" * 40])
def test_nobody_is_made_one_with_who_is_not_there(
    twice: tuple[Participant, Participant], staff_of: Callable[[str], Visitor], other: str
) -> None:
    page = f"/en/manage/persons/{twice[0].person_id}/merging?with={other}"
    assert staff_of("secretariat").get(page).status_code in (200, 404)
    assert len(rows()) == 2
