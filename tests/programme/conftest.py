"""A small forum with its people, for the tests of the programme."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from cwf.audit import Actor, AuditEntry
from cwf.database import db
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account, Person
from cwf.programme.models import Appearance, Room, Session, Slot, SlotRoom, Speaker, Track, Venue
from cwf.programme.timetable import Kind, Status
from cwf.regions.models import Region

ADA = Actor(account_id=1, name="Ada")


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2017; the forum's clock is an hour ahead."""
    return datetime(2017, 11, day, hour, minute, tzinfo=UTC)


@dataclass
class Forum:
    """One edition's rows by their slugs."""

    edition: Edition
    track: dict[str, Track]
    room: dict[str, Room]
    venue: Venue
    speaker: dict[str, Speaker]
    session: dict[str, Session]
    slot: Slot
    region: Region


@pytest.fixture
def forum(app: Flask) -> Forum:
    """Aarhus 2017, as small as it can be."""
    return make_forum("2017")


@pytest.fixture
def elsewhere(app: Flask) -> Forum:
    """Another edition with things of other names, which nobody of `forum` reaches."""
    return make_forum("2019", prefix="far-")


def make_forum(slug: str, prefix: str = "") -> Forum:
    """An edition with two tracks, two rooms, two speakers, two sessions and one slot."""
    region = Region(slug=f"{prefix}denmark", name={"en": "Central Denmark"}, country="DK")
    edition = Edition(
        slug=slug,
        year=int(slug),
        zone="Europe/Copenhagen",
        starts=date(2017, 11, 1),
        ends=date(2017, 11, 2),
        languages=["en", "da"],
        city={"en": "Aarhus"},
        host_region=region,
    )
    db.session.add_all([region, edition])
    db.session.flush()
    key = {"edition_id": edition.id}
    tracks = [
        Track(**key, slug=f"{prefix}people", position=0, name={"en": "Creative People"},
              question={}, hue="rowan", mark="dots"),
        Track(**key, slug=f"{prefix}city", position=1, name={"en": "Creative City"}, question={},
              hue="fjord", mark="blocks"),
    ]  # fmt: skip
    venue = Venue(**key, slug=f"{prefix}musikhuset", name={"en": "Musikhuset"}, note={})
    rooms = [
        Room(**key, slug=f"{prefix}lille-sal", position=0, venue=venue, name={"da": "Lille Sal"},
             seats=325, note={}),
        Room(**key, slug=f"{prefix}store-sal", position=1, venue=venue, name={"da": "Store Sal"},
             seats=1588, note={}),
    ]  # fmt: skip
    speakers = [
        Speaker(**key, slug=f"{prefix}{name.split()[1].lower()}", affiliation={}, biography={},
                links=[], person=Person(name=name, sort_name=", ".join(name.split()[::-1])))
        for name in ("Vivienne Ming", "Jan Gehl")
    ]  # fmt: skip
    opening = Session(
        **key,
        slug=f"{prefix}opening",
        kind=Kind.KEYNOTE,
        track=tracks[0],
        title={"en": "Opening", "da": "Åbning"},
        subtitle={},
        abstract={},
        reason={},
        status=Status.CONFIRMED,
        people=[Appearance(speaker=speakers[0])],
    )
    panel = Session(**key, slug=f"{prefix}panel", kind=Kind.PANEL, title={"en": "Panel"},
                    subtitle={}, abstract={}, reason={})  # fmt: skip
    slot = Slot(**key, session=opening, starts=utc(1, 8, 15), ends=utc(1, 9),
                rooms=[SlotRoom(room=rooms[1])])  # fmt: skip
    db.session.add_all([*tracks, venue, *rooms, *speakers, opening, panel, slot])
    db.session.commit()
    return Forum(
        edition=edition,
        track={one.slug: one for one in tracks},
        room={one.slug: one for one in rooms},
        venue=venue,
        speaker={one.slug: one for one in speakers},
        session={one.slug: one for one in (opening, panel)},
        slot=slot,
        region=region,
    )


@pytest.fixture
def staff(account: Callable[..., Account]) -> Callable[..., Account]:
    """Make an account with a role: `staff(forum, "editor")`."""

    def make(forum: Forum, role: str, email: str = "") -> Account:
        made = account(email or f"{role}@example.org")
        db.session.add(
            Staff(edition_id=forum.edition.id, account_id=made.id, role=role, appointed=utc(1, 0))
        )
        db.session.commit()
        return made

    return make


@pytest.fixture
def logged(app: Flask) -> Callable[[], list[tuple[str, str, object, object]]]:
    """What the audit log says: (action, subject, before, after), in order."""

    def read() -> list[tuple[str, str, object, object]]:
        entries = db.session.query(AuditEntry).order_by(AuditEntry.id)
        return [(one.action, one.subject, one.before, one.after) for one in entries]

    return read
