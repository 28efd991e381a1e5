"""The personal link: what it opens, and that it opens nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.models import Speaker
from cwf.registration.actions import places
from cwf.registration.actions.merging import merge
from cwf.registration.links import Purpose, token
from cwf.registration.models import RegistrationTerms
from cwf.registration.queries.places import number_held
from tests.browsing import link
from tests.programme.views.conftest import fields
from tests.registration.conftest import FORM, NOW, Visitor, last_mail, mails, rows

Make = Callable[..., str]
ASK = "/en/registration/link"


def deeds() -> list[tuple[str, str, Any, Any]]:
    db.session.rollback()
    found = select(AuditEntry).where(AuditEntry.scope == "edition:1").order_by(AuditEntry.id)
    return [
        (one.action, one.actor_name, one.before, one.after) for one in db.session.scalars(found)
    ]


def test_link_shows_what_is_registered(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    stranger = Visitor(app.test_client())
    answer = stranger.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in answer.text
    for said in ("Ada Whitlock", "ada@example.org", "United Kingdom", "Tidal Bank"):
        assert said in answer.text
    assert stranger.get(path.replace("/en/", "/da/")).status_code == 200


def test_link_changes_what_is_registered(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    stranger = Visitor(app.test_client())
    answer = stranger.send(f"{path}/change", name="Ada W.", country="DK", category="student")
    assert (answer.status_code, answer.location) == (303, path)
    (row,) = rows()
    assert (row.person.name, row.person.sort_name) == ("Ada W.", "W., Ada")
    assert (row.country, row.category, row.email) == ("DK", "student", "ada@example.org")
    assert deeds()[-1] == (
        "registration.change",
        "Ada Whitlock",
        {"name": "Ada Whitlock", "country": "GB", "category": "full"},
        {"name": "Ada W.", "country": "DK", "category": "student"},
    )


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"country": ""}, {"category": "speaker"}, {"language": "fr"}]
)
def test_change_that_cannot_be_taken_comes_back(
    app: Flask, confirmed: Make, wrong: dict[str, str]
) -> None:
    path = confirmed()
    answer = Visitor(app.test_client()).send(f"{path}/change", **{"affiliation": "Kept", **wrong})
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.text
    assert rows()[0].affiliation == "Tidal Bank"


def test_two_changes_over_one_version_are_shown_side_by_side(app: Flask, confirmed: Make) -> None:
    path = confirmed() + "/change"
    stranger = Visitor(app.test_client())
    values = fields(stranger.get(path).text)
    assert stranger.post(path, {**values, "affiliation": "First"}).status_code == 303
    answer = stranger.post(path, {**values, "affiliation": "Second"})
    assert answer.status_code == 409
    assert "First" in answer.text
    assert rows()[0].affiliation == "First"


def test_category_stays_when_registration_is_closed(
    app: Flask, confirmed: Make, terms: RegistrationTerms
) -> None:
    path = confirmed()
    terms.closes = NOW
    db.session.commit()
    stranger = Visitor(app.test_client())
    page = stranger.get(f"{path}/change")
    assert "You take part as" not in page.text
    assert stranger.send(f"{path}/change", country="DK", category="student").status_code == 303
    assert (rows()[0].country, rows()[0].category) == ("DK", "full")


def test_name_in_a_programme_is_its_organisers_to_write(
    app: Flask, confirmed: Make, edition: Edition
) -> None:
    path = confirmed()
    speaker = Speaker(
        edition_id=edition.id, slug="ada", person_id=rows()[0].person_id, affiliation={},
        biography={}, links=[],
    )  # fmt: skip
    db.session.add(speaker)
    db.session.commit()
    Visitor(app.test_client()).send(f"{path}/change", name="Somebody Else", country="DK")
    assert (rows()[0].person.name, rows()[0].country) == ("Ada Whitlock", "DK")


def test_cancelling_gives_all_places_up(app: Flask, confirmed: Make, edition: Edition) -> None:
    path = confirmed()
    participant = rows()[0].id
    root = places.open_tree(edition.id, capacity=5, offer_minutes=60)
    places.take(root, participant, at=NOW)
    db.session.commit()
    left: list[tuple[int, Any]] = []
    app.extensions["cwf_leaving"].append(lambda one, *, at, actor, erased: left.append((one, at)))
    try:
        stranger = Visitor(app.test_client())
        page = stranger.get(f"{path}/cancellation")
        assert "in 1 session" in page.text
        assert rows()[0].standing == "confirmed", "opening the page cancels nothing"
        answer = stranger.send(f"{path}/cancellation")
    finally:
        app.extensions["cwf_leaving"].pop()
    assert (answer.status_code, answer.location) == (303, path)
    (row,) = rows()
    assert (row.standing, row.cancelled, left) == ("cancelled", NOW, [(participant, NOW)])
    assert number_held(participant, NOW) == 0
    assert mails()[-1][1] == "Your registration is cancelled: Creativity World Forum, Aarhus 2027"
    assert "Your registration is cancelled" in stranger.get(path).text


def test_cancelling_twice_cancels_once(app: Flask, confirmed: Make) -> None:
    path = confirmed() + "/cancellation"
    stranger = Visitor(app.test_client())
    values = fields(stranger.get(path).text)
    assert {stranger.post(path, values).status_code for _ in range(2)} == {303}
    assert [one[0] for one in deeds()].count("registration.cancel") == 1
    assert len(mails()) == 3


def test_cancelled_one_registers_again_as_the_same_row(
    app: Flask, visitor: Visitor, confirmed: Make, noon: Any
) -> None:
    path = confirmed()
    Visitor(app.test_client()).send(f"{path}/cancellation")
    (before,) = [(one.id, one.uuid, one.person_id) for one in rows()]
    noon.shift(timedelta(days=1))
    visitor.register(name="Ada Again", country="DK")
    (row,) = rows()
    assert (row.standing, row.country, row.person.name) == ("cancelled", "GB", "Ada Whitlock")
    assert visitor.send(link(last_mail().body)).location == path
    (row,) = rows()
    assert (row.id, row.uuid, row.person_id) == before
    assert (row.standing, row.country, row.person.name) == ("confirmed", "DK", "Ada Again")
    assert (row.cancelled, row.wanted) == (None, None)


def test_cancelled_one_can_neither_change_nor_cancel(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    stranger = Visitor(app.test_client())
    values = fields(stranger.get(f"{path}/change").text)
    stranger.send(f"{path}/cancellation")
    for below in ("change", "cancellation"):
        assert stranger.get(f"{path}/{below}").location == path
    assert stranger.post(f"{path}/change", {**values, "country": "DK"}).location == path
    assert rows()[0].country == "GB"


def test_renewing_ends_the_older_link(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    stranger = Visitor(app.test_client())
    answer = stranger.post(f"{path}/renewal", {}, page=path)
    assert (answer.status_code, "has ended" in answer.text) == (200, True)
    newer = link(last_mail().body)
    assert [stranger.get(one).status_code for one in (path, newer)] == [410, 200]
    assert "This link has ended" in stranger.get(path).text
    for below in ("change", "cancellation"):
        assert stranger.get(f"{path}/{below}").status_code == 410


def test_foreign_and_forged_tokens_lead_nowhere(
    app: Flask, visitor: Visitor, confirmed: Make
) -> None:
    path = confirmed()
    visitor.register(email="bob@example.org")
    uuid, number, signature = path.rpartition("/")[2].split(".")
    key = app.config["SECRET_KEY"]
    wrong = [
        "x",
        f"{uuid}.2.{signature}",
        f"{uuid}.{number}.{'A' * len(signature)}",
        f"{uuid}.{number}.{signature}=",
        f"{uuid}.0{number}.{signature}",
        token(key, Purpose.OWN, uuid4(), 1),
        token("another key", Purpose.OWN, rows()[0].uuid, 1),
        token(key, Purpose.CONFIRM, rows()[0].uuid, 1),
        token(key, Purpose.OWN, rows()[1].uuid, 1),
    ]
    for one in wrong:
        answer = visitor.get(f"/en/registration/{one}")
        assert (answer.status_code, "leads nowhere" in answer.text) == (404, True), one
        assert visitor.get(f"/en/registration/{one}/change").status_code == 404
    assert rows()[1].standing == "asked", "the personal link of who has not confirmed is none"


def test_form_without_the_token_of_its_page_is_refused(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    stranger = app.test_client()
    assert stranger.post(f"{path}/cancellation").status_code == 400
    assert rows()[0].standing == "confirmed"


def test_link_is_sent_again_to_its_address_alone(visitor: Visitor, confirmed: Make) -> None:
    path = confirmed()
    known = visitor.send(ASK, email="Ada@Example.org")
    unknown = visitor.send(ASK, email="nobody@example.org")
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert mails()[-1] == ("ada@example.org", "Your personal links: Creativity World Forum")
    assert link(last_mail().body) == path
    assert len(mails()) == 3


def test_link_is_not_sent_to_who_has_only_asked(visitor: Visitor) -> None:
    visitor.register()
    visitor.send(ASK, email="ada@example.org")
    assert len(mails()) == 1


@pytest.mark.parametrize("email", ["", "ada", "a@b.c, d@e.f"])
def test_what_is_no_address_comes_back(visitor: Visitor, email: str) -> None:
    assert visitor.send(ASK, email=email).status_code == 422


def test_account_home_lists_registrations_of_its_person_alone(
    app: Flask,
    confirmed: Make,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    path = confirmed()
    other = signed_in(account("bob@example.org")).get("/en/account/")
    assert "Your registrations" not in other.text
    db.session.rollback()
    ada = db.session.scalars(select(Account).where(Account.email == "ada@example.org")).one()
    assert path in signed_in(ada).get("/en/account/").text


def test_pages_of_an_edition_taken_back_are_gone(
    app: Flask, confirmed: Make, edition: Edition
) -> None:
    path = confirmed()
    edition.lifecycle = "planned"
    db.session.commit()
    assert Visitor(app.test_client()).get(path).status_code == 404


def test_public_pages_name_nobody(app: Flask, confirmed: Make) -> None:
    confirmed(name="Zeisig Finch", email="zeisig@example.org", affiliation="Zeisig House")
    stranger = app.test_client()
    for path in ("/en/editions/2027/", FORM, "/en/editions/2027/practical", "/en/", ASK):
        assert "eisig" not in stranger.get(path).text, path


def one_of_two() -> None:
    """Ada's two registrations become one: the first one stays."""
    ada, again = rows()
    actor = Actor(account_id=None, name="Sia")
    merge(ada.person_id, again.person_id, keep={ada.id}, at=NOW, actor=actor)
    db.session.commit()


def test_the_link_of_the_one_that_went_leads_to_whom_they_are_now(
    app: Flask, confirmed: Make
) -> None:
    path, former = confirmed(), confirmed(name="A. Whitlock", email="whitlock@example.org")
    with app.test_request_context("/en/"):
        one_of_two()
    stranger = Visitor(app.test_client())
    page = stranger.get(former)
    assert (page.status_code, "Ada Whitlock" in page.text) == (200, True)
    assert "ada@example.org" in page.text
    assert stranger.get(f"{former}/ticket").status_code == 200
    assert stranger.send(f"{former}/change", name="Ada W.").status_code == 303
    assert [row.person.name for row in rows()] == ["Ada W."]
    assert stranger.get(path).status_code == 200


def test_a_new_link_ends_that_of_the_one_that_went_too(app: Flask, confirmed: Make) -> None:
    confirmed()
    former = confirmed(name="A. Whitlock", email="whitlock@example.org")
    with app.test_request_context("/en/"):
        one_of_two()
    (ada,) = rows()
    ada.generation += 1
    db.session.commit()
    answer = Visitor(app.test_client()).get(former)
    assert (answer.status_code, "This link has ended" in answer.text) == (410, True)


def test_a_link_that_had_ended_before_stays_ended(app: Flask, confirmed: Make) -> None:
    confirmed()
    leaked = confirmed(name="A. Whitlock", email="whitlock@example.org")
    rows()[1].generation += 1
    db.session.commit()
    with app.test_request_context("/en/"):
        one_of_two()
    assert Visitor(app.test_client()).get(leaked).status_code == 410
