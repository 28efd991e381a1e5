"""What is offered: speakers, sessions, and their placings."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.ext.orderinglist import ordering_list
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf.database import Model, TextsColumn, UtcDateTime, db
from cwf.people.models import Person
from cwf.programme.models.frame import Room, Track, edition_key
from cwf.programme.timetable import Kind, PersonRole, Status
from cwf.regions.models import Region

session_hosts = Table(
    "session_hosts",
    db.metadata,
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("region_id", ForeignKey("regions.id"), primary_key=True),
)


def imported_once(table: str) -> Index:
    """What a source calls a thing (its guid, id or slug, as text) names one row of an edition."""
    name = f"ix_{table}_edition_id_source_source_key"
    return Index(name, "edition_id", "source", "source_key", unique=True)


class Speaker(Model):
    """A person as presented at one edition."""

    __tablename__ = "speakers"
    __table_args__ = (UniqueConstraint("edition_id", "slug"), imported_once("speakers"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    source: Mapped[str | None] = mapped_column(String(100))
    source_key: Mapped[str | None] = mapped_column(String(300))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"))
    slug: Mapped[str] = mapped_column(String(80))
    affiliation: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    biography: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    links: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    picture: Mapped[str | None] = mapped_column(ForeignKey("pictures.hash"))

    person: Mapped[Person] = relationship(lazy="joined")
    region: Mapped[Region | None] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}


class Session(Model):
    """Content of the programme, whenever and wherever it is placed."""

    __tablename__ = "sessions"
    __table_args__ = (
        UniqueConstraint("edition_id", "slug"),
        CheckConstraint("expected IS NULL OR expected >= 0", name="expected"),
        imported_once("sessions"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    source: Mapped[str | None] = mapped_column(String(100))
    source_key: Mapped[str | None] = mapped_column(String(300))
    track_id: Mapped[int | None] = mapped_column(
        ForeignKey("tracks.id", ondelete="SET NULL"), index=True
    )
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[Kind] = mapped_column(String(20))
    title: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    subtitle: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    abstract: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    language: Mapped[str | None] = mapped_column(String(35))
    expected: Mapped[int | None]
    staff_note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[Status] = mapped_column(String(20), default=Status.DRAFT)
    reason: Mapped[dict[str, str]] = mapped_column(TextsColumn)

    track: Mapped[Track | None] = relationship()
    hosts: Mapped[list[Region]] = relationship(secondary=session_hosts, order_by=Region.slug)
    people: Mapped[list["Appearance"]] = relationship(
        back_populates="session",
        cascade="all, delete-orphan",
        order_by="Appearance.position",
        collection_class=ordering_list("position"),
    )
    substitutions: Mapped[list["Substitution"]] = relationship(
        cascade="all, delete-orphan", order_by="Substitution.id"
    )
    slots: Mapped[list["Slot"]] = relationship(
        back_populates="session", cascade="all, delete-orphan", order_by="Slot.starts"
    )

    __mapper_args__ = {"version_id_col": version}


class Appearance(Model):
    """A speaker in a session, in a role, in an order."""

    __tablename__ = "appearances"
    __table_args__ = (UniqueConstraint("session_id", "speaker_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"))
    speaker_id: Mapped[int] = mapped_column(
        ForeignKey("speakers.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[PersonRole] = mapped_column(String(20), default=PersonRole.SPEAKER)
    position: Mapped[int] = mapped_column(default=0)

    session: Mapped[Session] = relationship(back_populates="people")
    speaker: Mapped[Speaker] = relationship()


class Substitution(Model):
    """Who was to speak, who stepped in, and when that was entered."""

    __tablename__ = "substitutions"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    was_id: Mapped[int] = mapped_column(ForeignKey("speakers.id", ondelete="CASCADE"), index=True)
    now_id: Mapped[int | None] = mapped_column(
        ForeignKey("speakers.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[dict[str, str]] = mapped_column(TextsColumn)

    was: Mapped[Speaker] = relationship(foreign_keys=was_id)
    now: Mapped[Speaker | None] = relationship(foreign_keys=now_id)


class Slot(Model):
    """A placing of a session; its UUID is its identity in every calendar, for ever."""

    __tablename__ = "slots"
    __table_args__ = (
        CheckConstraint("ends IS NULL OR ends > starts", name="interval"),
        CheckConstraint("assumed_minutes IS NULL OR assumed_minutes > 0", name="assumed_minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = edition_key()
    session_id: Mapped[int] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    starts: Mapped[datetime] = mapped_column(UtcDateTime)
    ends: Mapped[datetime | None] = mapped_column(UtcDateTime)
    assumed_minutes: Mapped[int | None] = mapped_column()

    session: Mapped[Session] = relationship(back_populates="slots")
    rooms: Mapped[list["SlotRoom"]] = relationship(
        cascade="all, delete-orphan",
        order_by="SlotRoom.position",
        collection_class=ordering_list("position"),
    )

    __mapper_args__ = {"version_id_col": version}


class SlotRoom(Model):
    """A room that a slot takes; the first is its main one."""

    __tablename__ = "slot_rooms"

    slot_id: Mapped[int] = mapped_column(
        ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True
    )
    room_id: Mapped[int] = mapped_column(
        ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)

    room: Mapped[Room] = relationship()
