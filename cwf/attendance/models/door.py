"""Rows of the door: tickets, stations, check-ins and clicks."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, UtcDateTime
from cwf.people.models import NameColumn


class Ticket(Model):
    """A participant's ticket. Its code is signed and made of `uuid` and `generation` alone.

    Raising the generation makes earlier codes worthless. `mailed` is when the ticket was sent.
    """

    __tablename__ = "tickets"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    mailed: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JoinedTicket(Model):
    """A ticket of a registration that became another one: it lets in whose ticket that is now.

    Its code is made of `uuid` and `generation`, and holds as long as the generation of the ticket
    that stayed is `until`: whoever renews that one ends this one, too.
    """

    __tablename__ = "joined_tickets"

    uuid: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    ticket_id: Mapped[int] = mapped_column(
        ForeignKey("tickets.participant_id", ondelete="CASCADE", onupdate="CASCADE"), index=True
    )
    generation: Mapped[int]
    until: Mapped[int]


class Station(Model):
    """A device at a door, of a session (`slot_uuid`), or with a clicker in an open area.

    It signs in by a link of its own (`uuid`, `generation`) and reaches nothing but its page.
    `kind` is a stations.Kind. `seen` is when it last asked for anything.
    """

    __tablename__ = "stations"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    slot_uuid: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    closed: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class CheckIn(Model):
    """The moment at which a participant came: to the forum on a day, or to a slot.

    `slot` is the slot's UUID as hex, "" for the forum itself; `day` a day of the forum by its hour
    of day change. `at` is by the clock of the door, `received` by ours; `key` is the door's, so
    that what is sent twice stands once, also by a door that was without network. `station` and
    `by` are as they were called then. What was taken back is `undone` and stays; of what stands
    there is one for each participant, slot and day.
    """

    __tablename__ = "check_ins"
    __table_args__ = (
        Index(
            "uq_check_ins_standing",
            "participant_id",
            "slot",
            "day",
            unique=True,
            sqlite_where=text("undone IS NULL"),
            postgresql_where=text("undone IS NULL"),
        ),
        Index("ix_check_ins_edition_id_day", "edition_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    slot: Mapped[str] = mapped_column(String(32), default="", index=True)
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received: Mapped[datetime] = mapped_column(UtcDateTime)
    station_id: Mapped[int | None] = mapped_column(
        ForeignKey("stations.id", ondelete="SET NULL"), index=True
    )
    station: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[int | None]
    by: Mapped[str] = mapped_column("by_name", NameColumn(200), default="")
    undone: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(NameColumn(200), default="")
    undone_why: Mapped[str] = mapped_column(String(300), default="")


class Clicks(Model):
    """What a clicker counted since it last sent: so many came, so many left; once by its key."""

    __tablename__ = "clicks"
    __table_args__ = (CheckConstraint("came >= 0 AND left_ >= 0", name="numbers"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    station_id: Mapped[int] = mapped_column(
        ForeignKey("stations.id", ondelete="CASCADE"), index=True
    )
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received: Mapped[datetime] = mapped_column(UtcDateTime)
    came: Mapped[int]
    left: Mapped[int] = mapped_column("left_")
