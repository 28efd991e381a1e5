"""A published forum in two houses, and how picks of it stand in an address."""

from datetime import datetime
from uuid import UUID

from cwf.agendas.picks import spelled
from cwf.database import db
from cwf.programme.models import Room, Slot, Venue
from tests.agendas.signing import NOON, publish, workshop
from tests.programme.conftest import Forum


def two_houses(forum: Forum, at: datetime = NOON) -> dict[str, UUID]:
    """The opening in Musikhuset, a workshop in the dome at 10 and one that overlaps with it."""
    forum.venue.latitude, forum.venue.longitude = 56.1525, 10.1993
    key = {"edition_id": forum.edition.id}
    dome = Venue(**key, slug="dome", name={"en": "Dome"}, note={}, latitude=56.1597,
                 longitude=10.2175)  # fmt: skip
    room = Room(**key, slug="under", position=2, venue=dome, name={"en": "Under"}, note={})
    db.session.add_all([dome, room])
    db.session.commit()
    forum.room["under"] = room
    (clay,) = workshop(forum, "clay", 9, room="under")
    (song,) = workshop(forum, "song", 9)
    publish(forum, at)
    return {"opening": forum.slot.uuid, "clay": clay, "song": song}


def in_address(*uuids: UUID) -> str:
    """Slots as they stand in an address."""
    found = db.session.query(Slot.id).where(Slot.uuid.in_(uuids))
    return spelled(number for (number,) in found)
