"""A calendar without an account: made from picks, followed, changed and ended by its address."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.actions.feeds import forget_unused
from cwf.agendas.models import Agenda, Feed
from cwf.agendas.picks import spelled
from cwf.database import db
from cwf.demo import large
from cwf.programme.models import Slot
from tests.agendas.feeding import AT, address, agenda, feed, read

MAKE = "/en/editions/large-12/agenda/feed"


@pytest.fixture
def slots(app: Flask) -> list[Slot]:
    """The placings of a released programme of twelve sessions."""
    large.add(sessions=12, now=AT)
    db.session.commit()
    return list(db.session.scalars(select(Slot).order_by(Slot.id)))


def picks(slots: list[Slot]) -> str:
    return spelled(slot.id for slot in slots)


def held(client: FlaskClient, path: str) -> set[str]:
    return set(read(client.get(f"{path}.ics").data))


def uids(slots: list[Slot]) -> set[str]:
    return {str(slot.uuid) for slot in slots}


def test_picks_become_a_calendar_without_cookie_or_account(
    client: FlaskClient, slots: list[Slot]
) -> None:
    answer = client.post(MAKE, data={"picks": picks(slots[:3])})
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (303, None)
    assert held(client, answer.location) == uids(slots[:3])
    page = client.get(answer.location)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert page.headers.get("Set-Cookie") is None
    assert f"{answer.location}.ics" in page.text
    assert "3 sessions of Creativity World Forum" in page.text


def test_its_calendar_does_not_tell_its_address(client: FlaskClient, slots: list[Slot]) -> None:
    path = client.post(MAKE, data={"picks": picks(slots[:3])}).location
    assert path.rpartition("-")[2].encode() not in client.get(f"{path}.ics").data


def test_other_picks_take_the_place_of_the_first(client: FlaskClient, slots: list[Slot]) -> None:
    path = client.post(MAKE, data={"picks": picks(slots[:3])}).location
    answer = client.post(
        f"{path}/picks", data={"picks": picks(slots[2:6])}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 204
    assert held(client, path) == uids(slots[2:6])
    assert client.post(f"{path}/picks", data={"picks": ""}).status_code == 303
    assert held(client, path) == set()


def test_nonsense_is_no_pick(client: FlaskClient, slots: list[Slot]) -> None:
    path = client.post(MAKE, data={"picks": "zzzz.…..1'--." + picks(slots[:1])}).location
    assert held(client, path) == uids(slots[:1])


def test_revoked_one_is_over_for_everybody(client: FlaskClient, slots: list[Slot]) -> None:
    path = client.post(MAKE, data={"picks": picks(slots[:3])}).location
    assert client.post(f"{path}/revocation").status_code == 303
    assert client.get(path).status_code == 410
    assert b"was revoked" in client.get(f"{path}.ics").data
    assert client.post(f"{path}/picks", data={"picks": ""}).status_code == 410


def test_made_up_address_changes_nothing(client: FlaskClient, slots: list[Slot]) -> None:
    path = client.post(MAKE, data={"picks": picks(slots[:3])}).location
    other = path[:-1] + ("a" if path[-1] != "a" else "b")
    for address_ in (other, f"{other}/picks", f"{other}/revocation"):
        assert client.open(address_, method="GET" if address_ == other else "POST").status_code == (
            404
        )
    assert held(client, path) == uids(slots[:3])


def test_calendar_of_an_account_is_not_changed_by_its_address(
    client: FlaskClient, slots: list[Slot], account: object
) -> None:
    ada = account("ada@example.org")  # type: ignore[operator]
    of_account = feed(agenda(slots[0].edition_id, [slots[0].uuid], ada))
    path = address(of_account)
    assert client.get(path).status_code == 303
    assert client.post(f"{path}/revocation").status_code == 404
    assert client.post(f"{path}/picks").status_code == 404
    assert held(client, path) == uids(slots[:1])


@pytest.mark.parametrize("edition", ["nowhere", "large-12"])
def test_nothing_is_made_where_no_programme_is_public(
    client: FlaskClient, app: Flask, edition: str
) -> None:
    assert client.post(f"/en/editions/{edition}/agenda/feed").status_code == 404
    assert db.session.scalars(select(Agenda)).all() == []


def test_unused_one_goes_and_the_others_stay(
    client: FlaskClient, slots: list[Slot], account: object
) -> None:
    ada = account("ada@example.org")  # type: ignore[operator]
    edition = slots[0].edition_id
    old, used = (feed(agenda(edition, [slots[0].uuid])) for _ in range(2))
    kept = feed(agenda(edition, [slots[0].uuid], ada))
    path = address(old)
    later = AT + timedelta(days=181)
    db.session.get_one(Agenda, used.agenda_id).used = later - timedelta(days=1)
    db.session.commit()
    left = [used.id, kept.id]
    assert forget_unused(later) == 1
    db.session.commit()
    db.session.expunge_all()
    assert list(db.session.scalars(select(Feed.id).order_by(Feed.id))) == left
    assert client.get(f"{path}.ics").status_code == 404
