"""Feeds for tests: made, fetched, and read by two parsers."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import icalendar
import vobject
from flask import current_app

from cwf.agendas.feeds import Kind, address_of
from cwf.agendas.models import Agenda, Favourite, Feed
from cwf.database import db
from cwf.people.models import Account
from tests.web.ics_check import strict_problems

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def agenda(edition_id: int, slots: Iterable[UUID], owner: Account | None = None) -> Agenda:
    """An agenda that stars these slots, without account unless `owner` is given."""
    made = Agenda(
        edition_id=edition_id, account_id=owner.id if owner else None, created=AT, used=AT
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(Favourite(agenda_id=made.id, slot_uuid=slot, added=AT) for slot in slots)
    db.session.commit()
    return made


def feed(of: Agenda | None, kind: Kind = Kind.AGENDA, **more: Any) -> Feed:
    """A feed, of an agenda unless it is of another kind."""
    whole: dict[str, Any] = {"kind": kind, "language": "en", "options": {}, "created": AT}
    if of is not None:
        whole |= {"agenda_id": of.id, "edition_id": of.edition_id, "account_id": of.account_id}
    made = Feed(**(whole | more))
    db.session.add(made)
    db.session.commit()
    return made


def address(of: Feed, generation: int | None = None) -> str:
    """Its secret address, of this or another generation."""
    secret = current_app.config["SECRET_KEY"]
    return f"/calendar/{address_of(secret, of.id, generation or of.generation)}"


def read(data: bytes) -> dict[str, icalendar.Event]:
    """The entries by UID, as icalendar reads them; the calendar keeps RFC 5545 strictly."""
    assert strict_problems(data) == []
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(data).events}


def read_by_second(data: bytes) -> dict[str, dict[str, Any]]:
    """The same as vobject reads it, by the clocks that the calendar itself brings along.

    UID → what it says. vobject keeps the first rules that it reads for a zone: it has to forget.
    """
    known = vars(vobject.icalendar)["__tzidMap"]
    for zone in [*known]:
        if zone != "UTC":
            del known[zone]
    found = {}
    for event in getattr(vobject.readOne(data.decode()), "vevent_list", []):
        said = {line.name: line.value for line in event.lines()}
        found[said["UID"]] = {
            **said,
            "starts": said["DTSTART"].astimezone(UTC),
            "ends": said["DTEND"].astimezone(UTC) if "DTEND" in said else None,
            "alarms": len(getattr(event, "valarm_list", [])),
        }
    return found
