"""Which station it is that asks: a device, by the signed token of its link or cookie."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, bindparam, func, select
from werkzeug.exceptions import NotFound

from cwf.agendas.models import LimitedSlot
from cwf.attendance.checking import Doorway
from cwf.attendance.models import CheckIn, Clicks
from cwf.attendance.models import Station as Station  # noqa: PLC0414 - views name its type
from cwf.attendance.stations import Kind, Purpose
from cwf.database import db, look_up
from cwf.editions.models import Edition as Edition  # noqa: PLC0414 - the same
from cwf.programme.models import Session, Slot
from cwf.programme.timetable import Status
from cwf.registration.links import opened, token

STATION: Select[*tuple[Any, ...]] = (
    select(
        Station.id,
        Station.kind,
        Station.name,
        Station.slot_uuid,
        Station.generation,
        Station.seen,
        Edition.id,
        Edition.slug,
        Edition.zone,
        Edition.day_change_hour,
        Edition.starts,
        Edition.ends,
    )
    .join(Edition, Edition.id == Station.edition_id)
    .where(Station.uuid == bindparam("uuid"), Station.closed.is_(None))
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Device:
    """A station that is open, where it stands, and when it last asked for anything."""

    uuid: UUID
    kind: Kind
    edition: str
    seen: datetime | None
    door: Doorway

    @property
    def id(self) -> int:
        """Its number."""
        assert self.door.station_id is not None
        return self.door.station_id

    @property
    def name(self) -> str:
        """What it is called."""
        return self.door.station


def device(written: str) -> Device | None:
    """The station of a token; None where it is none of ours, has ended, or was closed.

    One statement, outside the session.
    """
    found = opened(_key(), Purpose.STATION, written)
    row = look_up(STATION, uuid=found.uuid.hex) if found else None
    if found is None or row is None:
        return None
    number, kind, name, slot, generation, seen, edition_id, slug, zone, hour, starts, ends = row
    if generation != found.number:
        return None
    door = Doorway(
        edition_id=edition_id,
        zone=zone,
        day_change_hour=hour,
        starts=starts,
        ends=ends,
        slot=slot,
        station_id=number,
        station=name,
    )
    return Device(uuid=found.uuid, kind=Kind(kind), edition=slug, seen=seen, door=door)


def session_at(station: Device) -> tuple[datetime, dict[str, str]] | None:
    """When the session of a station's door begins, and its title; None: it has none, or is gone."""
    if station.door.slot is None:
        return None
    found = db.session.execute(
        select(Slot.starts, Session.title)
        .join(Session, Session.id == Slot.session_id)
        .where(Slot.uuid == station.door.slot)
    ).one_or_none()
    return (found.starts, found.title) if found else None


def token_of(station: Station) -> str:
    """The token by which a station signs in, and stays so; a new generation ends it."""
    return token(_key(), Purpose.STATION, station.uuid, station.generation)


def _key() -> str:
    key: str = current_app.config["SECRET_KEY"]
    return key


def stations_of(edition: Edition) -> list[Station]:
    """The stations of an edition, those that are open first, by name."""
    rows = db.session.scalars(select(Station).where(Station.edition_id == edition.id))
    return sorted(rows, key=lambda row: (row.closed is not None, row.name.casefold(), row.id))


def station_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Station:
    """A station of this edition; raises NotFound."""
    wanted = select(Station).where(Station.edition_id == edition.id, Station.uuid == uuid)
    row = db.session.scalar(wanted.with_for_update() if lock else wanted)
    if row is None:
        raise NotFound
    return row


def slots_with_places(edition: Edition) -> dict[str, tuple[datetime, dict[str, str]]]:
    """Slots whose places are taken by name: start and title, by the slot's UUID."""
    rows = db.session.execute(
        select(Slot.uuid, Slot.starts, Session.title)
        .join(Session, Session.id == Slot.session_id)
        .join(LimitedSlot, LimitedSlot.slot_uuid == Slot.uuid)
        .where(Slot.edition_id == edition.id, Session.status != Status.CANCELLED)
        .order_by(Slot.starts, Slot.id)
    )
    return {str(uuid): (starts, title) for uuid, starts, title in rows}


def clicked(station_id: int, day: date) -> tuple[int, int]:
    """How many came and left on a day, by a clicker."""
    came, left = db.session.execute(
        select(
            func.coalesce(func.sum(Clicks.came), 0), func.coalesce(func.sum(Clicks.left), 0)
        ).where(Clicks.station_id == station_id, Clicks.day == day)
    ).one()
    return came, left


def entered(station_id: int, day: date) -> int:
    """How many came in at a station on a day, of what stands."""
    found = select(func.count()).where(
        CheckIn.station_id == station_id, CheckIn.day == day, CheckIn.undone.is_(None)
    )
    return db.session.scalar(found) or 0
