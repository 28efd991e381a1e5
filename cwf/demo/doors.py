"""Tickets of those who take part in the coming edition, and the stations at its doors."""

from datetime import datetime

from sqlalchemy import select, update

from cwf.agendas.models import LimitedSlot
from cwf.attendance.actions.tickets import make_missing
from cwf.attendance.models import Station, Ticket
from cwf.attendance.stations import Kind
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.models import Slot
from cwf.registration.models import Participant

ENTRANCES = ((Kind.DOOR, "Main entrance"), (Kind.DOOR, "Side entrance"), (Kind.CLICKER, "Market"))


def staffed(edition: Edition) -> bool:
    """Whether an edition has stations already."""
    wanted = select(Station.id).where(Station.edition_id == edition.id).limit(1)
    return db.session.scalar(wanted) is not None


def staff(edition: Edition, *, now: datetime) -> str:
    """Set up two doors, a clicker and the door of the first session with limited places.

    Tickets count as mailed: nobody who is invented is written to.
    """
    while make_missing(now, 1000):
        pass
    here = select(Participant.id).where(Participant.edition_id == edition.id)
    mailed = update(Ticket).where(Ticket.participant_id.in_(here)).values(mailed=now)
    db.session.execute(mailed, execution_options={"synchronize_session": False})
    made = [(kind, name, None) for kind, name in ENTRANCES]
    first = db.session.execute(
        select(LimitedSlot.slot_uuid)
        .join(Slot, Slot.uuid == LimitedSlot.slot_uuid)
        .where(LimitedSlot.edition_id == edition.id)
        .order_by(Slot.starts, Slot.id)
        .limit(1)
    ).one_or_none()
    stations = [*made, (Kind.SESSION, "Workshop door", first.slot_uuid)] if first else made
    for kind, name, slot in stations:
        db.session.add(
            Station(edition_id=edition.id, kind=kind, name=name, slot_uuid=slot, made=now)
        )
    db.session.flush()
    return f"{len(stations)} stations of {edition.slug}, and tickets"
