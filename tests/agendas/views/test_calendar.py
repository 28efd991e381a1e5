"""A feed's calendar as programs fetch it: what it costs, what it says, when it ends."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from cwf.agendas.feeds import Kind
from cwf.agendas.models import Agenda, Duty, Feed, LimitedSlot, Share
from cwf.agendas.picks import FIRM
from cwf.agendas.queries import fed
from cwf.agendas.queries.picks import picks_of
from cwf.database import db
from cwf.demo import large
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account, Person
from cwf.programme.models import Session, Slot
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Claim, Participant, Quota
from cwf.registration.places import ClaimState
from tests.agendas.feeding import AT, address, agenda, feed, read
from tests.programme.test_public_views import counting


@pytest.fixture
def slots(app: Flask) -> list[Slot]:
    """The placings of a released programme of twelve sessions, in order of time."""
    large.add(sessions=12, now=AT)
    db.session.commit()
    return list(db.session.scalars(select(Slot).order_by(Slot.starts, Slot.uuid)))


@pytest.fixture
def mine(slots: list[Slot], account: Callable[..., Account]) -> Feed:
    """A feed of the first three placings."""
    starred = [slot.uuid for slot in slots[:3]]
    return feed(agenda(slots[0].edition_id, starred, account("ada@example.org")))


def uids(slots: list[Slot]) -> set[str]:
    return {str(slot.uuid) for slot in slots}


def test_feed_holds_what_was_picked_and_no_more(
    client: FlaskClient, mine: Feed, slots: list[Slot]
) -> None:
    answer = client.get(f"{address(mine)}.ics")
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    found = read(answer.data)
    assert set(found) == uids(slots[:3])
    assert {str(event["TRANSP"]) for event in found.values()} == {"TRANSPARENT"}
    assert b"my agenda" in answer.data
    assert b"/en/account/agendas/large-12/" in answer.data


def test_fetch_needs_no_cookie_and_gives_none(client: FlaskClient, mine: Feed) -> None:
    headers = client.get(f"{address(mine)}.ics").headers
    assert headers.get("Set-Cookie") is None
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Cache-Control"] == "private, max-age=300"
    assert headers["X-Robots-Tag"] == "noindex"


def test_fetch_asks_the_database_twice_and_notes_it_once_an_hour(
    client: FlaskClient, mine: Feed
) -> None:
    url, numbers = f"{address(mine)}.ics", []
    for minutes in (0, 1, 59, 61):
        with time_machine.travel(AT + timedelta(minutes=minutes), tick=False), counting() as asked:
            client.get(url, headers={"User-Agent": "Thunderbird/115 ada@example.org"})
        numbers.append(len(asked.statements))
    assert numbers == [4, 2, 2, 3]  # the first reads the release, and notes; the last notes
    db.session.expire_all()
    assert (mine.fetched, mine.client) == (AT + timedelta(minutes=61), "Thunderbird")


def test_fetch_by_one_who_has_it_asks_the_same_and_sends_nothing(
    client: FlaskClient, mine: Feed
) -> None:
    url = f"{address(mine)}.ics"
    tag = client.get(url).headers["ETag"]
    with counting() as asked:
        answer = client.get(url, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (answer.status_code, answer.data, len(asked.statements)) == (304, b"", 2)
    assert answer.headers["ETag"] == tag


def test_body_is_not_made_for_one_who_has_it(client: FlaskClient, mine: Feed) -> None:
    url = f"{address(mine)}.ics"
    tag = client.get(url).headers["ETag"]
    with patch("cwf.agendas.exports.feed.picked", side_effect=AssertionError):
        assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(url).status_code == 500  # it is made for everybody else


def test_packed_and_plain_are_the_same_with_tags_of_their_own(
    client: FlaskClient, mine: Feed
) -> None:
    url = f"{address(mine)}.ics"
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + '-gz"'
    head = client.head(url)
    assert (head.data, head.headers["ETag"]) == (b"", plain.headers["ETag"])
    assert head.headers["Content-Length"] == str(len(plain.data))


def test_tag_changes_with_picks_alarm_and_name(
    client: FlaskClient, mine: Feed, slots: list[Slot]
) -> None:
    url, tags = f"{address(mine)}.ics", []
    for change in ({}, {"options": {"alarm": 15}}, {"name": "Mine"}, {"language": "da"}):
        for key, value in change.items():
            setattr(mine, key, value)
        db.session.commit()
        tags.append(client.get(url).headers["ETag"])
    agenda_id = mine.agenda_id
    db.session.execute(
        db.text("DELETE FROM favourites WHERE agenda_id = :id").bindparams(id=agenda_id)
    )
    db.session.commit()
    tags.append(client.get(url).headers["ETag"])
    assert len(set(tags)) == 5


def test_alarm_rings_only_where_asked_for(client: FlaskClient, mine: Feed) -> None:
    url = f"{address(mine)}.ics"
    assert b"VALARM" not in client.get(url).data
    mine.options = {"alarm": 15}
    db.session.commit()
    data = client.get(url).data
    assert data.count(b"TRIGGER:-PT15M\r\n") == 3
    read(data)


def test_agenda_without_a_star_is_an_empty_calendar(
    client: FlaskClient, slots: list[Slot], account: Callable[..., Account]
) -> None:
    empty = feed(agenda(slots[0].edition_id, [], account("ada@example.org")))
    answer = client.get(f"{address(empty)}.ics")
    assert (answer.status_code, read(answer.data)) == (200, {})


@pytest.mark.parametrize("token", ["1-1-" + "a" * 26, "nonsense", "1-1"])
def test_address_that_never_was_is_not_found_and_costs_no_question(
    client: FlaskClient, mine: Feed, token: str
) -> None:
    with counting() as asked:
        assert client.get(f"/calendar/{token}.ics").status_code == 404
    assert asked.statements == []


def test_address_of_a_feed_that_is_deleted_is_not_found(client: FlaskClient, mine: Feed) -> None:
    url = f"{address(mine)}.ics"
    db.session.delete(mine)
    db.session.commit()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"revoked": AT}, "This calendar address was revoked"),
        ({"generation": 2, "renewed": AT}, "This calendar has a new address"),
    ],
)
def test_address_that_ended_says_so_in_one_entry(
    client: FlaskClient, mine: Feed, change: dict[str, object], said: str
) -> None:
    url = f"{address(mine)}.ics"
    for key, value in change.items():
        setattr(mine, key, value)
    db.session.commit()
    answer = client.get(url)
    (entry,) = read(answer.data).values()
    assert (answer.status_code, str(entry["SUMMARY"])) == (200, said)
    assert client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_feed_of_a_closed_account_ends(client: FlaskClient, mine: Feed) -> None:
    db.session.get_one(Account, mine.account_id).active = False
    db.session.commit()
    (entry,) = read(client.get(f"{address(mine)}.ics").data).values()
    assert str(entry["SUMMARY"]) == "This calendar is no longer yours to read"


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "UTC"])
def test_programme_that_nobody_may_read_is_an_empty_calendar(
    client: FlaskClient, mine: Feed, zone: str
) -> None:
    edition = db.session.get_one(Edition, mine.edition_id)
    edition.lifecycle, edition.zone = Lifecycle.PLANNED, zone
    db.session.commit()
    answer = client.get(f"{address(mine)}.ics")
    assert (answer.status_code, read(answer.data)) == (200, {})
    assert b"is not published" in answer.data


def test_fetch_that_cannot_be_noted_is_answered_all_the_same(
    client: FlaskClient, mine: Feed, slots: list[Slot]
) -> None:
    away = OperationalError("UPDATE", {}, Exception("locked"))
    with patch("cwf.agendas.actions.feeds.note_fetch", side_effect=away):
        answer = client.get(f"{address(mine)}.ics")
    assert set(read(answer.data)) == uids(slots[:3])
    db.session.expire_all()
    assert mine.fetched is None


@pytest.fixture
def busy(slots: list[Slot], mine: Feed) -> Feed:
    """The same feed, of a participant with a place, a wait, two offers and a duty besides."""
    edition, owner = slots[0].edition_id, db.session.get_one(Account, mine.account_id)
    person = Person(name="Ada", sort_name="Ada")
    db.session.add(person)
    db.session.flush()
    owner.person_id = person.id
    participant = Participant(
        edition_id=edition, person_id=person.id, category=Category.FULL, email=owner.email,
        standing=Standing.CONFIRMED, consented=AT, asked=AT,
    )  # fmt: skip
    db.session.add(participant)
    db.session.flush()
    hour = timedelta(hours=1)
    for slot, state, expires in (
        (slots[2], ClaimState.PLACE, None),
        (slots[3], ClaimState.PLACE, None),
        (slots[4], ClaimState.WAITING, None),
        (slots[5], ClaimState.OFFERED, AT + hour),
        (slots[6], ClaimState.OFFERED, AT - hour),
        (slots[7], ClaimState.GIVEN_UP, None),
    ):
        quota = Quota(edition_id=edition, capacity=5)
        db.session.add(quota)
        db.session.flush()
        db.session.add(
            LimitedSlot(
                edition_id=edition, slot_uuid=slot.uuid, session_id=slot.session_id,
                quota_id=quota.id,
            )
        )  # fmt: skip
        db.session.add(
            Claim(
                root_id=quota.id, quota_id=quota.id, participant_id=participant.id, state=state,
                since=AT, queued=AT, offered=AT, expires=expires,
            )
        )  # fmt: skip
    db.session.add(Duty(edition_id=edition, session_id=slots[8].session_id, category=""))
    db.session.add(Duty(edition_id=edition, session_id=slots[9].session_id, category="press"))
    db.session.commit()
    return mine


def test_places_and_duties_keep_one_busy_and_nothing_else_does(
    client: FlaskClient, busy: Feed, slots: list[Slot]
) -> None:
    with time_machine.travel(AT, tick=False):
        found = read(client.get(f"{address(busy)}.ics").data)
    firm = {uid for uid, event in found.items() if event["TRANSP"] == "OPAQUE"}
    assert firm == uids([slots[2], slots[3], slots[8]])
    assert set(found) - firm == uids([slots[0], slots[1], slots[4], slots[5]])


def test_picks_of_a_feed_are_those_of_its_agenda(busy: Feed) -> None:
    agenda_id = busy.agenda_id or 0
    with counting() as asked:
        found = fed.picks(agenda_id, AT)
    assert len(asked.statements) == 1
    whole = picks_of(db.session.get_one(Agenda, busy.agenda_id), AT)
    assert {slot for slot, firm in found if firm} == {
        pick.slot.hex for pick in whole if pick.hold in FIRM
    }
    assert {slot for slot, firm in found} <= {pick.slot.hex for pick in whole}


@pytest.fixture
def crew(slots: list[Slot], account: Callable[..., Account]) -> Feed:
    """A staff feed of an editor, with a note on the first session."""
    session = db.session.get_one(Session, slots[0].session_id)
    session.staff_note = "Key at the porter's; canary"
    editor = account("editor@example.org")
    edition = slots[0].edition_id
    db.session.add(Staff(edition_id=edition, account_id=editor.id, role="editor", appointed=AT))
    return feed(None, Kind.STAFF, edition_id=edition, account_id=editor.id)


def test_staff_have_all_sessions_with_what_is_for_them_alone(
    client: FlaskClient, crew: Feed, slots: list[Slot]
) -> None:
    url = f"{address(crew)}.ics"
    client.get(url)
    with counting() as asked:
        data = client.get(url).data
    found = read(data)
    assert (set(found), len(asked.statements)) == (uids(slots), 2)
    assert "For staff: Key at the porter's; canary" in found[str(slots[0].uuid)]["DESCRIPTION"]


def test_note_of_staff_shows_at_once(client: FlaskClient, crew: Feed, slots: list[Slot]) -> None:
    url = f"{address(crew)}.ics"
    tag = client.get(url).headers["ETag"]
    db.session.get_one(Session, slots[0].session_id).staff_note = "Another"
    db.session.commit()
    answer = client.get(url, headers={"If-None-Match": tag})
    assert (answer.status_code, b"Another" in answer.data) == (200, True)


def test_who_is_no_longer_staff_has_no_feed(client: FlaskClient, crew: Feed) -> None:
    db.session.query(Staff).delete()
    db.session.commit()
    data = client.get(f"{address(crew)}.ics").data
    (entry,) = read(data).values()
    assert str(entry["SUMMARY"]) == "This calendar is no longer yours to read"
    assert b"canary" not in data


def test_secretariat_counts_as_staff_of_every_edition(
    client: FlaskClient, slots: list[Slot], account: Callable[..., Account]
) -> None:
    chief = account("chief@example.org", secretariat=True)
    made = feed(None, Kind.STAFF, edition_id=slots[0].edition_id, account_id=chief.id)
    assert set(read(client.get(f"{address(made)}.ics").data)) == uids(slots)


def test_group_says_who_wants_to_be_where_and_only_of_those_who_share(
    client: FlaskClient, slots: list[Slot], account: Callable[..., Account]
) -> None:
    edition = slots[0].edition_id
    people = {name: account(f"{name}@example.org") for name in ("ada", "bo", "cy")}
    of = {
        name: agenda(edition, [slot.uuid for slot in slots[first:last]], people[name])
        for name, first, last in (("ada", 0, 2), ("bo", 1, 3), ("cy", 3, 5))
    }
    db.session.add(Share(agenda_id=of["bo"].id, email="ada@example.org", created=AT))
    db.session.commit()
    made = feed(None, Kind.GROUP, edition_id=edition, account_id=people["ada"].id)
    url = f"{address(made)}.ics"
    client.get(url)
    with counting() as asked:
        data = client.get(url).data
    titles = {uid: str(event["SUMMARY"]) for uid, event in read(data).items()}
    assert len(asked.statements) == 2
    assert set(titles) == uids(slots[:3])
    assert titles[str(slots[0].uuid)].endswith(" (Ada)")
    assert titles[str(slots[1].uuid)].endswith(" (Ada, Bo)")
    assert titles[str(slots[2].uuid)].endswith(" (Bo)")
    assert b"example.org" not in data

    db.session.query(Share).delete()
    db.session.commit()
    assert set(read(client.get(f"{address(made)}.ics").data)) == uids(slots[:2])


def test_group_of_chosen_agendas_is_of_those_that_may_still_be_read(
    client: FlaskClient, slots: list[Slot], account: Callable[..., Account]
) -> None:
    edition = slots[0].edition_id
    people = {name: account(f"{name}@example.org") for name in ("ada", "bo", "cy", "di")}
    of = {
        name: agenda(edition, [slots[number].uuid], people[name])
        for number, name in enumerate(people)
    }
    for name in ("bo", "cy"):
        db.session.add(Share(agenda_id=of[name].id, email="ada@example.org", created=AT))
    chosen = [of[name].id for name in ("bo", "di")]  # Di shares nothing
    owner = people["ada"].id
    made = feed(None, Kind.GROUP, edition_id=edition, account_id=owner, options={"of": chosen})
    db.session.commit()
    url = f"{address(made)}.ics"
    client.get(url)
    with counting() as asked:
        data = client.get(url).data
    assert set(read(data)) == uids(slots[1:2])
    assert len(asked.statements) == 2

    db.session.query(Share).delete()
    db.session.commit()
    assert set(read(client.get(url).data)) == set()


def test_nothing_private_of_anybody_stands_in_the_feed_of_another(
    client: FlaskClient, busy: Feed, slots: list[Slot], account: Callable[..., Account]
) -> None:
    """Canaries: addresses, affiliation, names, notes for staff, and what opens a feed."""
    participant = db.session.scalars(select(Participant)).one()
    participant.affiliation = "canary-affiliation"
    participant.person.name = db.session.get_one(Account, busy.account_id).name = "canary-ada"
    db.session.get_one(Session, slots[0].session_id).staff_note = "canary-note"
    bo = account("canary-bo@example.org", name="Canary Bo")
    edition = slots[0].edition_id
    own = feed(agenda(edition, [slot.uuid for slot in slots], bo))
    group = feed(None, Kind.GROUP, edition_id=edition, account_id=bo.id)
    nobody = feed(agenda(edition, [slots[0].uuid]))
    secrets = [address(one).rpartition("-")[2] for one in (busy, own, group, nobody)]
    for one in (busy, own, group, nobody):
        data = client.get(f"{address(one)}.ics").data.replace(b"\r\n ", b"")
        told = [b"canary-", b"@example.org", *(secret.encode() for secret in secrets)]
        assert [word for word in told if word in data] == []
