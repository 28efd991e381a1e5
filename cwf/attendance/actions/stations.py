"""Stations: made, renewed, closed; what one leaves behind by asking, and what a clicker counts.

Nothing here commits.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from cwf import audit
from cwf.attendance.models import Clicks, Station
from cwf.attendance.queries.stations import Device
from cwf.attendance.stations import Kind
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition

SELDOM = timedelta(minutes=1)
# By the engine: no row comes back where the key is known; who sends it at this moment is waited
# for, by the unique key.
COUNT: dict[str, Any] = {
    name: engine.insert(Clicks)
    .on_conflict_do_nothing(index_elements=[Clicks.key])
    .returning(Clicks.id)
    for name, engine in (("sqlite", sqlite), ("postgresql", postgresql))
}


def make(
    edition: Edition, *, kind: Kind, name: str, slot: UUID | None, at: datetime, actor: Actor
) -> Station:
    """A new station; only the door of a session has a `slot`."""
    row = Station(
        edition_id=edition.id,
        kind=kind,
        name=name,
        slot_uuid=slot if kind is Kind.SESSION else None,
        made=at,
    )
    db.session.add(row)
    db.session.flush()
    _note("station.make", row, actor)
    return row


def renew(row: Station, *, actor: Actor) -> None:
    """A new link; whatever device signed in by an earlier one is out."""
    row.generation += 1
    _note("station.renew", row, actor)


def close(row: Station, *, at: datetime, actor: Actor) -> None:
    """It lets nobody in any more; what it counted stays."""
    if row.closed is None:
        row.closed = at
        _note("station.close", row, actor)


def note_seen(device: Device, at: datetime) -> None:
    """Write down that a station asks; once a minute is enough."""
    if device.seen is not None and at - device.seen < SELDOM:
        return
    seen = update(Station).where(Station.id == device.id).values(seen=at)
    db.session.execute(seen, execution_options={"synchronize_session": False})


def click(
    device: Device, *, key: str, at: datetime, received: datetime, came: int, left: int
) -> bool:
    """Add what a clicker counted since it last sent; False: this was sent before, and stands.

    The unique key has the last word, where two send at once.
    """
    values = {
        "key": key,
        "station_id": device.id,
        "day": device.door.day(at),
        "at": at,
        "received": received,
        "came": came,
        "left": left,
    }
    made = COUNT[db.session.get_bind().dialect.name]
    return db.session.scalar(made, values) is not None


def _note(action: str, row: Station, actor: Actor) -> None:
    scope = audit.edition_scope(row.edition_id)
    audit.record(actor, action, scope=scope, subject=row.name, after={"kind": str(row.kind)})
