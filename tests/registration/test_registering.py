"""Registering: from the form over the mail's link to a participant with an account."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.jobs import run_job
from cwf.people.models import Account, Person
from cwf.registration.models import RegistrationTerms
from cwf.registration.queries import participants as queries
from tests.browsing import link
from tests.programme.views.conftest import fields
from tests.registration.conftest import ADA, FORM, NOW, Visitor, last_mail, mails, rows

CONFIRM = "Confirm your registration for the Creativity World Forum, Aarhus 2027"
KNOWN = "You are registered already: Creativity World Forum, Aarhus 2027"
WELCOME = "You are registered: Creativity World Forum, Aarhus 2027"
Make = Callable[..., str]


def persons() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


def accounts() -> dict[str, str | None]:
    """Addresses, each with the name of its person."""
    db.session.rollback()
    found = select(Account.email, Person.name).outerjoin(Person, Person.id == Account.person_id)
    return {row.email: row.name for row in db.session.execute(found.order_by(Account.id))}


def test_stranger_registers_confirms_and_is_signed_in(app: Flask, visitor: Visitor) -> None:
    answer = visitor.register()
    assert answer.status_code == 200
    assert "We have sent a mail to ada@example.org" in answer.text
    (row,) = rows()
    assert (row.standing, row.confirmed, row.email) == ("asked", None, "ada@example.org")
    assert mails() == [("ada@example.org", CONFIRM)]
    assert accounts() == {}

    path = link(last_mail().body)
    stranger = Visitor(app.test_client())
    assert "Ada Whitlock" in stranger.get(path).text
    assert rows()[0].standing == "asked", "opening the link changes nothing"
    done = stranger.send(path)
    assert done.location.startswith("/en/registration/")
    (row,) = rows()
    assert (row.standing, row.confirmed, row.category, row.country) == (
        "confirmed", NOW, "full", "GB",
    )  # fmt: skip
    assert (row.affiliation, row.language, row.consented) == ("Tidal Bank", "en", NOW)
    assert accounts() == {"ada@example.org": "Ada Whitlock"}
    assert mails() == [("ada@example.org", CONFIRM), ("ada@example.org", WELCOME)]
    page = stranger.get(done.location)
    assert "You are registered" in page.text
    assert "/en/account/agendas/2027/" in page.text
    assert "Your registrations" in stranger.get("/en/account/").text


def test_page_has_the_welcome_and_until_when(visitor: Visitor) -> None:
    page = visitor.get(FORM)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Lunch is included." in page.text
    assert "Open until 1 May 2027, 02:00, time of Copenhagen." in page.text
    assert visitor.get("/da/editions/2027/registration").status_code == 200


def test_answer_is_the_same_for_an_address_that_is_registered(
    visitor: Visitor, confirmed: Make
) -> None:
    confirmed()
    before = rows()[0].person.name
    known = visitor.register(name="Mallory", country="US", affiliation="Elsewhere")
    unknown = visitor.register(email="new@example.org")
    assert known.text.replace("ada@", "new@") == unknown.text.replace("ada@", "new@")
    assert [subject for to, subject in mails() if to == "ada@example.org"] == [
        CONFIRM, WELCOME, KNOWN,
    ]  # fmt: skip
    row = rows()[0]
    assert (row.person.name, row.country, row.affiliation) == (before, "GB", "Tidal Bank")
    assert "Mallory" not in last_mail().body


def test_who_asks_twice_is_confirmed_by_the_latest_link_alone(
    app: Flask, visitor: Visitor, noon: Any
) -> None:
    visitor.register()
    first = link(last_mail().body)
    noon.shift(timedelta(hours=1))
    visitor.register(name="Ada W. Whitlock", category="student")
    second = link(last_mail().body)
    assert [subject for _, subject in mails()] == [CONFIRM, CONFIRM]
    assert visitor.get(first).status_code == 410
    assert Visitor(app.test_client()).send(second).status_code in (302, 303)
    (row,) = rows()
    assert (row.person.name, row.category) == ("Ada W. Whitlock", "student")


def test_form_sent_twice_asks_once(visitor: Visitor) -> None:
    values = {**fields(visitor.get(FORM).text), **ADA}
    first, second = (visitor.post(FORM, values) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert (len(rows()), mails()) == (1, [("ada@example.org", CONFIRM)])
    assert visitor.get(link(last_mail().body)).status_code == 200


def test_confirming_twice_confirms_once(app: Flask, visitor: Visitor) -> None:
    visitor.register()
    path = link(last_mail().body)
    values = fields(visitor.get(path).text)
    assert visitor.post(path, values).status_code in (302, 303)
    assert visitor.post(path, values).status_code == 410
    assert [one.standing for one in rows()] == ["confirmed"]
    assert len(mails()) == 2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ADA@Example.ORG", "ada@example.org"),
        ("  ada@example.org ", "ada@example.org"),
        ("A\u030asa@example.org", "åsa@example.org"),
        ("ÅSA@example.org", "åsa@example.org"),
    ],
)
def test_address_is_kept_as_it_is_compared(visitor: Visitor, written: str, kept: str) -> None:
    assert visitor.register(email=written).status_code == 200
    visitor.register(email=kept)
    assert [one.email for one in rows()] == [kept]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"email": ""},
        {"email": "ada"},
        {"email": "ada@example.org, bob@example.org"},
        {"email": "<ada@example.org>"},
        {"email": f"{'a' * 320}@example.org"},
        {"country": ""},
        {"country": "XX"},
        {"category": "speaker"},
        {"category": ""},
        {"language": "xx"},
        {"consent": None},
        {"affiliation": "x" * 201},
    ],
)
def test_what_cannot_be_taken_comes_back_with_nothing_lost(
    visitor: Visitor, wrong: dict[str, Any]
) -> None:
    answer = visitor.register(**wrong)
    assert answer.status_code == 422
    assert "Not sent: something needs another look." in answer.text
    if "name" not in wrong:
        assert 'value="Ada Whitlock"' in answer.text
    assert (rows(), mails()) == ([], [])


def test_form_takes_no_other_fields(visitor: Visitor) -> None:
    visitor.register(standing="confirmed", edition_id="9", person_id="1", generation="5", uuid="x")
    (row,) = rows()
    assert (row.standing, row.edition_id, row.generation) == ("asked", 1, 1)


def test_one_category_is_no_choice(visitor: Visitor, terms: RegistrationTerms) -> None:
    terms.categories = ["press"]
    db.session.commit()
    assert "You take part as" not in visitor.get(FORM).text
    visitor.register(category="full")
    assert rows()[0].category == "press"


@pytest.mark.parametrize(
    ("opens", "closes", "status", "sentence"),
    [
        (1, 2, 409, "It opens on 2 March 2027, 13:00, time of Copenhagen."),
        (0, 1, 200, "We have sent a mail"),
        (-1, 0, 409, "It closed on 1 March 2027, 13:00, time of Copenhagen."),
        (None, None, 200, "We have sent a mail"),
    ],
)
def test_form_is_open_between_two_instants(
    visitor: Visitor,
    terms: RegistrationTerms,
    opens: int | None,
    closes: int | None,
    status: int,
    sentence: str,
) -> None:
    values = {**fields(visitor.get(FORM).text), **ADA}
    terms.opens = None if opens is None else NOW + timedelta(days=opens)
    terms.closes = None if closes is None else NOW + timedelta(days=closes)
    db.session.commit()
    answer = visitor.post(FORM, values)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert len(rows()) == (status == 200)


def test_edition_without_terms_says_so(client: FlaskClient, edition: Edition) -> None:
    answer = client.get(FORM)
    assert (answer.status_code, "There is no registration here" in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("lifecycle", "status", "sentence"),
    [
        (Lifecycle.PLANNED, 404, ""),
        (Lifecycle.HELD, 200, "Registration is closed"),
        (Lifecycle.CANCELLED, 200, "This forum is cancelled."),
    ],
)
def test_form_follows_the_life_of_the_edition(
    visitor: Visitor, edition: Edition, lifecycle: Lifecycle, status: int, sentence: str
) -> None:
    edition.lifecycle = lifecycle
    db.session.commit()
    answer = visitor.get(FORM)
    assert (answer.status_code, sentence in answer.text) == (status, True)


def test_who_asked_in_time_may_confirm_after_the_end(visitor: Visitor, noon: Any) -> None:
    noon.move_to(NOW.replace(month=4, day=30))
    visitor.register()
    noon.shift(timedelta(days=2))
    assert visitor.send(link(last_mail().body)).status_code in (302, 303)
    assert rows()[0].standing == "confirmed"


def test_unconfirmed_are_forgotten_with_their_person_after_seven_days(
    app: Flask, visitor: Visitor, confirmed: Make, noon: Any
) -> None:
    confirmed(email="stays@example.org")
    visitor.register()
    path = link(last_mail().body)
    noon.shift(timedelta(days=7))
    run_job("registrations")
    assert len(rows()) == 2
    noon.shift(timedelta(seconds=1))
    run_job("registrations")
    assert [one.email for one in rows()] == ["stays@example.org"]
    assert persons() == 1
    assert visitor.get(path).status_code == 410


def test_account_without_a_person_gets_the_participants(
    app: Flask, visitor: Visitor, account: Callable[..., Account]
) -> None:
    account("ada@example.org")
    visitor.register()
    stranger = Visitor(app.test_client())
    stranger.send(link(last_mail().body))
    assert accounts() == {"ada@example.org": "Ada Whitlock"}
    assert stranger.get("/en/account/").status_code == 302, "an account signs in as ever"


def test_account_with_a_person_keeps_it(
    app: Flask, visitor: Visitor, account: Callable[..., Account]
) -> None:
    owner = account("ada@example.org")
    db.session.add(person := Person(name="A. Whitlock", sort_name="Whitlock, A."))
    db.session.flush()
    owner.person_id = known = person.id
    db.session.commit()
    visitor.register()
    assert persons() == 2
    visitor.send(link(last_mail().body))
    (row,) = rows()
    assert (row.person_id, row.person.name, persons()) == (known, "Ada Whitlock", 1)


def test_person_who_takes_part_under_another_address_does_so_once(
    app: Flask, visitor: Visitor, confirmed: Make, account: Callable[..., Account]
) -> None:
    confirmed()
    other = account("ada@work.example")
    other.person_id = rows()[0].person_id
    db.session.commit()
    visitor.register(email="ada@work.example")
    answer = Visitor(app.test_client()).send(link(last_mail().body))
    assert answer.status_code == 409
    assert "You take part already" in answer.text
    assert [one.email for one in rows()] == ["ada@example.org"]
    assert persons() == 1


def test_signed_in_account_needs_no_mail_for_its_own_address(
    visitor: Visitor, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    own = Visitor(signed_in(account("ada@example.org", name="Ada Whitlock")))
    assert 'value="ada@example.org"' in own.get(FORM).text
    answer = own.send(FORM, country="GB", category="full", consent="y")
    assert answer.status_code == 303
    assert rows()[0].standing == "confirmed"
    assert [subject for _, subject in mails()] == [WELCOME]
    assert "You are registered already." in own.get(FORM).text
    assert 'value="ada@example.org"' not in own.get(FORM).text  # the form is for somebody else
    again = own.send(FORM, **{**ADA, "country": "DK"})
    assert again.location == answer.location
    assert (rows()[0].country, len(mails())) == ("GB", 1)


def test_signed_in_account_confirms_by_mail_for_another_address(
    visitor: Visitor, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    own = Visitor(signed_in(account("grace@example.org")))
    assert own.send(FORM, **ADA).status_code == 200
    assert (rows()[0].standing, mails()) == ("asked", [("ada@example.org", CONFIRM)])


def test_closed_account_is_not_signed_in_nor_replaced(
    app: Flask, visitor: Visitor, account: Callable[..., Account]
) -> None:
    account("ada@example.org").active = False
    db.session.commit()
    visitor.register()
    stranger = Visitor(app.test_client())
    assert stranger.send(link(last_mail().body)).location.startswith("/en/registration/")
    assert stranger.get("/en/account/").status_code == 302
    assert (rows()[0].standing, list(accounts())) == ("confirmed", ["ada@example.org"])


@pytest.mark.parametrize("token", ["x", "a.b.c", "AAAAAAAAAAAAAAAAAAAAAA.1.AAAA", "..", "%00"])
def test_token_of_no_confirmation_is_spent(visitor: Visitor, token: str) -> None:
    path = f"/en/registration/confirmation/{token}"
    assert visitor.get(path).status_code in (404, 410)


def test_mail_is_in_the_language_that_was_chosen(visitor: Visitor) -> None:
    visitor.register(language="da")
    assert last_mail().language == "da"
    assert link(last_mail().body).startswith("/da/registration/confirmation/")


def test_mail_that_a_stranger_causes_says_nothing_that_they_wrote(visitor: Visitor) -> None:
    visitor.register(name="Buy at shady.example", affiliation="shady.example")
    assert "shady" not in last_mail().subject + last_mail().body


def test_no_address_stands_in_the_log_of_the_edition(visitor: Visitor, confirmed: Make) -> None:
    confirmed()
    db.session.rollback()
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.scope == "edition:1")).all()
    assert [(entry.action, entry.actor_name) for entry in entries] == [
        ("registration.confirm", "Ada Whitlock")
    ]
    assert "@" not in str(entries[0].after)


def test_two_at_the_same_moment_make_one_row(app: Flask, visitor: Visitor) -> None:
    browsers = [Visitor(app.test_client()) for _ in range(6)]
    filled = [{**fields(one.get(FORM).text), **ADA} for one in browsers]
    db.session.rollback()
    barrier, statuses = Barrier(len(browsers)), []

    def press(browser: Visitor, values: dict[str, Any]) -> None:
        barrier.wait()
        statuses.append(browser.post(FORM, values).status_code)

    threads = [
        Thread(target=press, args=pair) for pair in zip(browsers, filled, strict=True)
    ]  # fmt: skip
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert statuses == [200] * 6
    assert (len(rows()), persons()) == (1, 1)


def test_who_comes_between_looking_and_writing_is_found(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.register()
    looked: list[str] = []
    really = queries.by_email

    def first_sees_nothing(edition_id: int, email: str, *, lock: bool = False) -> Any:
        looked.append(email)
        return None if len(looked) == 1 else really(edition_id, email, lock=lock)

    monkeypatch.setattr(queries, "by_email", first_sees_nothing)
    assert visitor.register(name="Ada W. Whitlock").status_code == 200
    assert len(looked) == 2
    assert (len(rows()), persons()) == (1, 1)


@pytest.mark.negative_control
def test_without_looking_again_the_second_fails(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.register()
    monkeypatch.setattr(queries, "by_email", lambda *args, **more: None)
    assert visitor.register().status_code == 500
    assert (len(rows()), persons()) == (1, 1)
