"""An edition to which people register day by day."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from cwf.attendance.cells import unpacked
from cwf.attendance.models import Snapshot
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.models import Participant


def utc(month: int, day: int, hour: int = 12, minute: int = 0, *, year: int = 2027) -> datetime:
    """An instant of 2027."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def make_edition(slug: str = "2027", **values: Any) -> Edition:
    """Aarhus in May 2027."""
    said: dict[str, Any] = {
        "slug": slug,
        "year": 2027,
        "city": {"en": "Aarhus"},
        "country": "DK",
        "zone": "Europe/Copenhagen",
        "starts": date(2027, 5, 19),
        "ends": date(2027, 5, 20),
        "lifecycle": Lifecycle.ANNOUNCED,
    }
    made = Edition(**{**said, **values})
    db.session.add(made)
    db.session.commit()
    return made


def registered(edition: Edition, at: datetime, name: str = "Ada", **values: Any) -> Participant:
    """Somebody who was confirmed then."""
    row = Participant(
        edition_id=edition.id,
        person=Person(name=name, sort_name=name),
        **{
            "category": "full",
            "country": "SE",
            "standing": "confirmed",
            "consented": at,
            "asked": at,
            "confirmed": at,
            **values,
        },
    )
    db.session.add(row)
    db.session.commit()
    return row


def days_of(edition: Edition) -> dict[date, tuple[int, str]]:
    """How many took part on each day that is kept, and of what the day was made."""
    db.session.rollback()
    rows = db.session.scalars(
        select(Snapshot).where(Snapshot.edition_id == edition.id).order_by(Snapshot.day)
    )
    return {row.day: (confirmed(row), row.source) for row in rows}


def confirmed(row: Snapshot) -> int:
    """How many took part on a day that is kept."""
    cells = unpacked(row.cells)
    return sum(cell.number for cell in cells if cell.standing == "confirmed")
