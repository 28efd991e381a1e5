"""Bookings: by their link, with those who came of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.models import Booking as Booking  # noqa: PLC0414 - views name its type
from cwf.registration.models import Participant


def booking_by_uuid(uuid: UUID, *, lock: bool = False) -> Booking | None:
    """A booking by what its links name; `lock=True` waits for whoever changes it now."""
    found = select(Booking).where(Booking.uuid == uuid)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(found)


def edition_of_booking(booking: Booking) -> Edition:
    """The edition at which its people take part."""
    return db.session.get_one(Edition, booking.edition_id)


def people_of(booking: Booking) -> Sequence[Participant]:
    """Who came of it, in the order in which they were entered."""
    return db.session.scalars(
        select(Participant).where(Participant.booking_id == booking.id).order_by(Participant.id)
    ).all()


def bookings_of_email(email: str) -> list[tuple[Booking, Edition]]:
    """What an address has bought, the latest edition first."""
    rows = db.session.execute(
        select(Booking, Edition)
        .join(Edition, Edition.id == Booking.edition_id)
        .where(Booking.email == email, Booking.confirmed.is_not(None))
        .order_by(Edition.year.desc(), Booking.id.desc())
    )
    return [(booking, edition) for booking, edition in rows]


def booking_of(row: Participant) -> Booking | None:
    """The booking by which somebody came; None: they came otherwise."""
    return db.session.get(Booking, row.booking_id) if row.booking_id else None


def one_of(booking: Booking, uuid: UUID) -> Participant | None:
    """One who came of it, locked."""
    return db.session.scalar(
        select(Participant)
        .where(Participant.booking_id == booking.id, Participant.uuid == uuid)
        .with_for_update(of=Participant)
        .execution_options(populate_existing=True)
    )
