"""Slots: where and when a session takes place. A slot's UUID never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy.ext.orderinglist import OrderingList
from sqlalchemy.orm.attributes import flag_modified

from cwf import audit
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.actions.writing import called, record


@dataclass(frozen=True, kw_only=True)
class Placement:
    """When and where: aware instants; without an end, how long it is taken to be (minutes)."""

    starts: datetime
    ends: datetime | None
    assumed_minutes: int | None
    rooms: Sequence[models.Room]


def place(
    edition: Edition,
    session: models.Session,
    placement: Placement,
    *,
    uuid: UUID | None = None,
    actor: audit.Actor,
) -> models.Slot:
    """A further slot for the session. `uuid`: of a slot that was taken away and comes back."""
    slot = models.Slot(
        uuid=uuid or uuid4(),
        edition_id=edition.id,
        session=session,
        starts=placement.starts,
        ends=placement.ends,
        assumed_minutes=placement.assumed_minutes,
        rooms=[models.SlotRoom(room=room) for room in placement.rooms],
    )
    db.session.add(slot)
    db.session.flush()
    record(actor, "slot.place", edition.id, called(session.title, edition), after=values_of(slot))
    return slot


def move(edition: Edition, slot: models.Slot, placement: Placement, *, actor: audit.Actor) -> None:
    """Another time, length or room for the same slot."""
    before = values_of(slot)
    slot.starts, slot.ends = placement.starts, placement.ends
    slot.assumed_minutes = placement.assumed_minutes
    if [one.room for one in slot.rooms] != list(placement.rooms):
        present = {one.room.id: one for one in slot.rooms}
        slot.rooms = [
            present.get(room.id) or models.SlotRoom(room=room) for room in placement.rooms
        ]
        cast("OrderingList[Any]", slot.rooms).reorder()
        flag_modified(slot, "starts")
    subject = called(slot.session.title, edition)
    record(actor, "slot.move", edition.id, subject, before=before, after=values_of(slot))


def unplace(edition: Edition, slot: models.Slot, *, actor: audit.Actor) -> None:
    """Take the placing away; the session stays."""
    subject = called(slot.session.title, edition)
    record(actor, "slot.unplace", edition.id, subject, before=values_of(slot))
    db.session.delete(slot)


def values_of(slot: models.Slot) -> dict[str, Any]:
    """What the log compares; instants in UTC."""
    return {
        "uuid": str(slot.uuid),
        "starts": slot.starts.isoformat(),
        "ends": slot.ends.isoformat() if slot.ends else None,
        "assumed_minutes": slot.assumed_minutes,
        "rooms": [one.room.slug for one in slot.rooms],
    }
