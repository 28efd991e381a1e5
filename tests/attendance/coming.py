"""An edition of three days with people who come, their tickets and a door."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from cwf.agendas.models import LimitedSlot
from cwf.attendance.actions import checking
from cwf.attendance.checking import Doorway, Outcome, Scan
from cwf.attendance.models import CheckIn, Station, Ticket
from cwf.attendance.queries.checking import code_of, doorway
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.models import Session, Slot
from cwf.registration.actions import keys, places
from cwf.registration.models import Participant
from tests.registration.placing import make_edition, make_people

# Half past eight in Copenhagen, on the first day.
MORNING = datetime(2026, 11, 10, 7, 30, tzinfo=UTC)
FIRST = date(2026, 11, 10)
DOOR = Actor(account_id=None, name="Main entrance")
OLGA = Actor(account_id=7, name="Olga Organiser")


def forum(slug: str = "2026", people: int = 3) -> tuple[Edition, list[Participant]]:
    """An edition on the 10th and 11th of November, and who takes part, each with a ticket."""
    edition_id = make_edition(slug)
    ids = make_people(edition_id, people)
    keys.mend()
    db.session.add_all(Ticket(participant_id=one, made=MORNING) for one in ids)
    db.session.commit()
    rows = db.session.scalars(select(Participant).where(Participant.id.in_(ids)))
    return db.session.get_one(Edition, edition_id), list(rows)


def station(edition: Edition, name: str = "Main entrance", **more: object) -> Station:
    """A device at the door."""
    made = Station(edition_id=edition.id, name=name, made=MORNING, **{"kind": "door", **more})
    db.session.add(made)
    db.session.commit()
    return made


def at(edition: Edition, device: Station | None = None, slot: UUID | None = None) -> Doorway:
    """Where people come in."""
    here = doorway(edition, slot)
    if device is None:
        return here
    told = {name: getattr(here, name) for name in Doorway.__slots__}
    return Doorway(**{**told, "station_id": device.id, "station": device.name})


def code(who: Participant) -> str:
    """The code on somebody's ticket."""
    return code_of(db.session.get_one(Ticket, who.id))


def scan(
    door: Doorway,
    who: Participant | str,
    *,
    key: str = "",
    when: datetime = MORNING,
    anyway: bool = False,
    actor: Actor = DOOR,
) -> Outcome:
    """Hold a ticket before a door, and commit."""
    said = who if isinstance(who, str) else code(who)
    db.session.commit()  # what a door asks is seen as it is committed
    told = Scan(key=key or uuid4().hex, at=when, code=said, anyway=anyway)
    received = when + timedelta(seconds=1)
    found = checking.check_in(door, told, received=received, actor=actor)
    db.session.commit()
    return found


def limited(edition: Edition, places_left: int) -> tuple[UUID, int]:
    """A slot for which one signs up, and its tree of places."""
    uuid = uuid4()
    root = places.open_tree(edition.id, capacity=places_left, offer_minutes=60)
    db.session.add(LimitedSlot(edition_id=edition.id, slot_uuid=uuid, session_id=1, quota_id=root))
    db.session.commit()
    return uuid, root


def session_of(edition_id: int, slot: Any, title: str) -> None:
    """A session placed on the first day at ten, under a slot's UUID."""
    made = Session(
        edition_id=edition_id, slug="s", kind="workshop", title={"en": title}, subtitle={},
        abstract={}, reason={}, status="confirmed",
    )  # fmt: skip
    start = MORNING + timedelta(hours=1, minutes=30)
    placed = Slot(
        edition_id=edition_id, session=made, uuid=slot, starts=start,
        ends=start + timedelta(hours=1),
    )  # fmt: skip
    db.session.add_all([made, placed])
    db.session.commit()


def rows() -> list[CheckIn]:
    """All check-ins, in the order in which they were made."""
    every = select(CheckIn).order_by(CheckIn.id).execution_options(populate_existing=True)
    return list(db.session.scalars(every))
