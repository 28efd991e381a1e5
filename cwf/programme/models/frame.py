"""What sessions stand in: tracks, kinds, venues and rooms of one edition."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf.database import Model, TextsColumn
from cwf.programme.timetable import Kind


def edition_key() -> Mapped[int]:
    """The column by which a row hangs on its edition."""
    return mapped_column(ForeignKey("editions.id", ondelete="CASCADE"), index=True)


class Track(Model):
    """A theme of one edition; no two of its tracks share a mark."""

    __tablename__ = "tracks"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    slug: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    question: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    hue: Mapped[str | None] = mapped_column(String(20))
    mark: Mapped[str | None] = mapped_column(String(20))

    __mapper_args__ = {"version_id_col": version}


class KindName(Model):
    """An edition's own word for a kind, and how long such a session usually is."""

    __tablename__ = "kind_names"
    __table_args__ = (UniqueConstraint("edition_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = edition_key()
    kind: Mapped[Kind] = mapped_column(String(20))
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    minutes: Mapped[int | None]


class Venue(Model):
    """A building or place of one edition."""

    __tablename__ = "venues"
    __table_args__ = (UniqueConstraint("edition_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    slug: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    address: Mapped[str | None] = mapped_column(String(300))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    zone: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[dict[str, str]] = mapped_column(TextsColumn)

    rooms: Mapped[list["Room"]] = relationship(
        back_populates="venue", order_by="Room.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class Room(Model):
    """A space in a venue. None means not known."""

    __tablename__ = "rooms"
    __table_args__ = (
        UniqueConstraint("edition_id", "slug"),
        CheckConstraint("seats IS NULL OR seats >= 0", name="seats"),
        CheckConstraint("standing IS NULL OR standing >= 0", name="standing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    venue_id: Mapped[int] = mapped_column(ForeignKey("venues.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    seats: Mapped[int | None]
    standing: Mapped[int | None]
    step_free: Mapped[bool | None]
    hearing_loop: Mapped[bool | None]
    interpretation: Mapped[bool | None]
    note: Mapped[dict[str, str]] = mapped_column(TextsColumn)

    venue: Mapped[Venue] = relationship(back_populates="rooms")

    __mapper_args__ = {"version_id_col": version}
