"""What somebody attends for others is in their agenda and feeds, and they are told of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import literal, select

from cwf.agendas.models import Agenda
from cwf.agendas.picks import Hold, Pick
from cwf.agendas.queries import fed
from cwf.agendas.queries.picks import mine
from cwf.database import db
from cwf.people.models import Account
from cwf.registration.models import Participant
from tests.agendas.signing import NOON, limit, participant, workshop
from tests.programme.conftest import Forum


@pytest.fixture
def covering(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, UUID], None]:
    """Have a participant cover a slot, as a higher slice does."""

    def cover(who: int, slot: UUID) -> None:
        def source() -> object:
            since = literal(datetime(2017, 1, 1, tzinfo=UTC), type_=Participant.asked.type)
            uuid = literal(slot, type_=db.metadata.tables["slots"].c.uuid.type)
            named = (
                Participant.id.label("participant_id"),
                uuid.label("slot_uuid"),
                since.label("since"),
            )
            return select(*named).where(Participant.id == who)

        monkeypatch.setitem(app.extensions, "cwf_agenda_picks", [source])

    return cover


def test_what_is_covered_is_in_the_agenda_as_a_wish_and_marked(
    forum: Forum, account: Callable[..., Account], covering: Callable[[int, UUID], None]
) -> None:
    ada = account("ada@example.org")
    who = participant(forum, "ada@example.org", ada)
    (slot,) = workshop(forum, "weaving", 9)
    covering(who.id, slot)
    agenda = Agenda(edition_id=forum.edition.id, account_id=ada.id, created=NOON, used=NOON)
    db.session.add(agenda)
    db.session.commit()

    found = mine(agenda, NOON)

    assert found.picks == (Pick(slot=slot, hold=Hold.WISH),)
    assert found.covers == {slot}
    assert found.starred == frozenset()
    assert fed.picks(agenda.id, NOON) == ((slot.hex, False),)


def test_a_place_stands_above_covering_it(
    forum: Forum, account: Callable[..., Account], covering: Callable[[int, UUID], None]
) -> None:
    from cwf.registration.actions import places

    ada = account("ada@example.org")
    who = participant(forum, "ada@example.org", ada)
    (slot,) = workshop(forum, "weaving", 9)
    root = limit(forum, slot, 5)
    places.take(root, who.id, group="full", at=NOON)
    covering(who.id, slot)
    agenda = Agenda(edition_id=forum.edition.id, account_id=ada.id, created=NOON, used=NOON)
    db.session.add(agenda)
    db.session.commit()

    assert mine(agenda, NOON).picks == (Pick(slot=slot, hold=Hold.PLACE),)
    assert fed.picks(agenda.id, NOON) == ((slot.hex, True),)


def test_nobody_else_covers_it(
    forum: Forum, account: Callable[..., Account], covering: Callable[[int, UUID], None]
) -> None:
    bo = account("bo@example.org")
    participant(forum, "bo@example.org", bo)
    other = participant(forum, "ada@example.org")
    (slot,) = workshop(forum, "weaving", 9)
    covering(other.id, slot)
    agenda = Agenda(edition_id=forum.edition.id, account_id=bo.id, created=NOON, used=NOON)
    db.session.add(agenda)
    db.session.commit()

    assert mine(agenda, NOON).picks == ()
    assert fed.picks(agenda.id, NOON) == ()
