"""Stars: kept in the account, brought along from a browser, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from cwf.agendas.actions import favourites
from cwf.agendas.models import Agenda, Favourite
from cwf.agendas.picks import MOST
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.models import Slot
from cwf.registration.actions import places
from tests.agendas.signing import NOON, limit, participant, publish
from tests.agendas.starring import in_address, two_houses
from tests.programme.conftest import Forum
from tests.programme.test_public_views import counting

OWN = "/en/account/agendas/2017/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def ada(
    app: Flask, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> FlaskClient:
    """Somebody with an account, at her browser."""
    return signed_in(account("ada@example.org"))


def starred() -> set[UUID]:
    return set(db.session.scalars(select(Favourite.slot_uuid)))


def number(slot: UUID) -> str:
    """As rows of pages name it."""
    return str(db.session.scalars(select(Slot.id).where(Slot.uuid == slot)).one())


def send(browser: FlaskClient, expected: int = 200, /, **fields: str) -> dict[str, object]:
    """Post as the script does: with the token of the marks."""
    token = browser.get(f"{OWN}marks").get_json()["csrf"]
    answer = browser.post(f"{OWN}favourites", data=fields, headers={**JSON, "X-CSRFToken": token})
    assert answer.status_code == expected
    found: dict[str, object] = answer.get_json(silent=True) or {}
    return found


def test_marks_are_nothing_to_a_stranger_and_never_kept(
    client: FlaskClient, forum: Forum, ada: FlaskClient
) -> None:
    two_houses(forum)
    answer = client.get(f"{OWN}marks")
    assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (
        204,
        b"",
        "no-store",
    )
    assert ada.get(f"{OWN}marks").headers["Cache-Control"] == "no-store"


def test_a_star_is_set_and_taken_away_as_often_as_one_likes(forum: Forum, ada: FlaskClient) -> None:
    clay = two_houses(forum)["clay"]
    for _again in range(2):
        assert send(ada, slot=str(clay)) == {"said": "It is in your agenda."}
        assert ada.get(f"{OWN}marks").get_json()["starred"] == [number(clay)]
    for _again in range(2):
        assert send(ada, slot=str(clay), on="0") == {"said": "Taken out of your agenda."}
        assert starred() == set()
    assert db.session.scalars(select(Agenda.edition_id)).all() == [forum.edition.id]


def test_a_star_may_be_named_by_the_number_of_its_slot(forum: Forum, ada: FlaskClient) -> None:
    clay = two_houses(forum)["clay"]
    send(ada, slot=number(clay))
    assert starred() == {clay}
    send(ada, slot=number(clay), on="0")
    assert starred() == set()
    send(ada, 400, slot="999999")


def test_what_is_not_there_cannot_be_starred(
    forum: Forum, elsewhere: Forum, ada: FlaskClient, client: FlaskClient
) -> None:
    two_houses(forum)
    send(ada, 404, slot=str(elsewhere.slot.uuid))
    send(ada, 404, slot=str(uuid4()))
    send(ada, 400, slot="clay")
    for edition in ("2019", "1066"):  # one that is not public, one that does not exist
        for path in ("", "marks", "add"):
            for browser in (ada, client):
                answer = browser.get(f"/en/account/agendas/{edition}/{path}")
                assert answer.status_code == (302 if browser is client and path != "marks" else 404)
    assert starred() == set()


def test_a_stranger_stars_nothing_and_a_forged_request_neither(
    app: Flask, client: FlaskClient, forum: Forum, ada: FlaskClient
) -> None:
    clay = two_houses(forum)["clay"]
    form = {"slot": str(clay)}
    assert client.post(f"{OWN}favourites", data=form, headers=JSON).status_code in (400, 401)
    assert ada.post(f"{OWN}favourites", data=form, headers=JSON).status_code == 400
    assert starred() == set()


def test_stars_of_a_browser_are_brought_along_once(forum: Forum, ada: FlaskClient) -> None:
    slots = two_houses(forum)
    send(ada, slot=str(slots["opening"]))
    picks = in_address(slots["opening"], slots["clay"], slots["song"]) + ".zzzz.%"
    assert send(ada, picks=picks) == {
        "said": "2 sessions of this browser are now in your agenda.",
        "added": 2,
        "left_out": 0,
    }
    assert send(ada, picks=picks)["added"] == 0
    assert starred() == set(slots.values())


def test_an_agenda_holds_so_many_and_says_when_it_is_full(forum: Forum, ada: FlaskClient) -> None:
    slots = two_houses(forum)
    send(ada, slot=str(slots["opening"]))
    agenda = db.session.scalars(select(Agenda)).one()
    favourites.merge(agenda, [uuid4() for _ in range(MOST - 2)], NOON)
    db.session.commit()
    brought = send(ada, picks=in_address(slots["clay"], slots["song"]))
    assert (brought["added"], brought["left_out"]) == (1, 1)
    missing = (set(slots.values()) - starred()).pop()
    assert send(ada, 409, slot=str(missing)) == {
        "said": "Your agenda holds 500 sessions, and no more. Take one out first."
    }
    assert len(starred()) == MOST
    send(ada, slot=str(slots["opening"]), on="0")
    send(ada, slot=str(missing))
    assert len(starred()) == MOST


def test_of_two_that_make_an_agenda_at_once_one_does(app: Flask, forum: Forum) -> None:
    """The other finds it made between its look and its insert, and goes on with it."""
    made = Account(email="ada@example.org", fs_uniquifier="a", created=NOON, confirmed_at=NOON)
    db.session.add(made)
    db.session.commit()
    edition_id, account_id = forum.edition.id, made.id
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets one write at a time: nobody comes between")

    overtaken: list[bool] = []

    def overtake(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("SELECT agendas") and not overtaken:
            overtaken.append(True)
            with Session(db.engine) as other:
                other.add(
                    Agenda(edition_id=edition_id, account_id=account_id, created=NOON, used=NOON)
                )
                other.commit()

    event.listen(db.engine, "after_cursor_execute", overtake)
    try:
        found = favourites.agenda_for(edition_id, account_id, NOON)
    finally:
        event.remove(db.engine, "after_cursor_execute", overtake)
    db.session.commit()
    assert [one.id for one in db.session.scalars(select(Agenda))] == [found.id]


def test_marks_tell_what_is_held_besides_stars(
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    slots = two_houses(forum)
    owner = account("ada@example.org")
    who = participant(forum, "ada@example.org", owner)
    places.take(limit(forum, slots["clay"], 1), who.id, group="full", at=NOON)
    db.session.commit()
    browser = signed_in(owner)
    send(browser, slot=str(slots["song"]))
    found = browser.get(f"{OWN}marks").get_json()
    assert found["starred"] == [number(slots["song"])]
    assert found["held"] == {number(slots["clay"]): "place"}


def test_marks_take_few_statements_however_much_is_starred(forum: Forum, ada: FlaskClient) -> None:
    slots = two_houses(forum)
    counts = []
    for slot in (None, slots["clay"], slots["song"]):
        if slot:
            send(ada, slot=str(slot))
        ada.get(f"{OWN}marks")
        with counting() as counted:
            ada.get(f"{OWN}marks")
        counts.append(len(counted.statements))
    assert counts == [
        counts[1] - 1,
        counts[1],
        counts[1],
    ]  # without an agenda its stars are not asked
    assert counts[1] <= 7


def test_my_agenda_says_how_everything_stands_and_lets_go_of_it(
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    slots = two_houses(forum)
    owner = account("ada@example.org")
    who = participant(forum, "ada@example.org", owner)
    other = participant(forum, "bo@example.org")
    root = limit(forum, slots["clay"], 1)
    places.take(root, other.id, group="full", at=NOON)
    places.take(root, who.id, group="full", at=NOON + timedelta(minutes=1), wait=True)
    db.session.commit()
    browser = signed_in(owner)
    send(browser, slot=str(slots["song"]))
    page = browser.get(OWN).text
    assert "No. 1 on the waiting list" in page
    assert f'href="{OWN}sign-ups/{slots["clay"]}"' in page
    assert "Overlaps with “" in page
    assert "Keep “Clay”" in page
    assert "Keep “Song”" not in page  # a place in line is given up where it was taken
    send(browser, slot=str(slots["song"]), on="0")
    assert "Overlaps" not in browser.get(OWN).text


def test_who_comes_without_scripts_keeps_by_a_form(forum: Forum, ada: FlaskClient) -> None:
    slots = two_houses(forum)
    picks = in_address(slots["clay"], slots["song"])
    page = ada.get(f"{OWN}add?picks={picks}").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert "Keep these 2 sessions" in page
    answer = ada.post(f"{OWN}favourites", data={"csrf_token": token, "picks": picks})
    assert (answer.status_code, answer.headers["Location"]) == (303, OWN)
    assert "2 sessions of this browser are now in your agenda." in ada.get(OWN).text
    assert starred() == {slots["clay"], slots["song"]}
    assert "The programme has no such session." in ada.get(f"{OWN}add?picks=zzzz").text


def test_the_account_home_lists_agendas(forum: Forum, ada: FlaskClient) -> None:
    slots = two_houses(forum)
    assert "None yet." in ada.get("/en/account/").text
    send(ada, slot=str(slots["clay"]))
    page = ada.get("/en/account/").text
    assert f'<a href="{OWN}"><b>Aarhus 2017</b></a>' in page
    assert "1 favourite" in page


def test_the_account_home_lists_the_agenda_of_who_takes_part(
    forum: Forum, ada: FlaskClient
) -> None:
    publish(forum)
    participant(forum, "ada@example.org", db.session.scalars(select(Account)).one())
    page = ada.get("/en/account/").text
    assert f'<a href="{OWN}"><b>Aarhus 2017</b></a>' in page
    assert "favourite" not in page
