"""Rows of editions, of their facts, steps and staff."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf import clock
from cwf.database import Model, TextsColumn, UtcDateTime, db
from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.people.models import NameColumn
from cwf.regions.models import Region


class Edition(Model):
    """One forum. None means not known; `slug` is the year where one edition bears it.

    `registration` is whether one can register here at times, for the pages that are stored by the
    version of this row; the terms are `registration`'s own.
    """

    __tablename__ = "editions"
    __table_args__ = (
        CheckConstraint("day_change_hour BETWEEN 0 AND 12", name="day_change_hour"),
        CheckConstraint("ends IS NULL OR starts IS NOT NULL AND ends >= starts", name="dates"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    changed: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    year: Mapped[int] = mapped_column(index=True)
    ordinal: Mapped[int | None]
    ordinal_note: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    host_region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    country: Mapped[str | None] = mapped_column(String(2))
    city: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    venue: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    day_change_hour: Mapped[int] = mapped_column(default=4)
    languages: Mapped[list[str]] = mapped_column(JSON, default=lambda: ["en", "da"])
    theme: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    lead: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    welcome: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    practical: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    note: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    notice: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    website: Mapped[str | None] = mapped_column(String(300))
    picture: Mapped[str | None] = mapped_column(ForeignKey("pictures.hash"))
    lifecycle: Mapped[Lifecycle] = mapped_column(String(20), default=Lifecycle.PLANNED)
    certainty: Mapped[Certainty] = mapped_column(String(20), default=Certainty.CONFIRMED)
    illustrative: Mapped[bool] = mapped_column(default=False)
    invented: Mapped[bool] = mapped_column(default=False)
    registration: Mapped[bool] = mapped_column(default=False)
    look: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    sources: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)

    host_region: Mapped[Region | None] = relationship(lazy="joined")
    facts: Mapped[list["Fact"]] = relationship(
        cascade="all, delete-orphan", order_by="Fact.position"
    )
    steps: Mapped[list["Step"]] = relationship(cascade="all, delete-orphan", order_by="Step.id")

    __mapper_args__ = {"version_id_col": version}


class Fact(Model):
    """A promised, reported or otherwise stated figure or deadline, with its source.

    `measure` is what one of it is, where it can be compared (attendance's Unit, as a code).
    """

    __tablename__ = "edition_facts"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    value: Mapped[float | None] = mapped_column(Numeric(14, 2, asdecimal=False))
    value_high: Mapped[float | None] = mapped_column(Numeric(14, 2, asdecimal=False))
    qualifier: Mapped[str | None] = mapped_column(String(20))
    unit: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    measure: Mapped[str | None] = mapped_column(String(20))
    day: Mapped[date | None]
    confidence: Mapped[str | None] = mapped_column(String(1))
    sources: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)


class Step(Model):
    """A step of the lifecycle, with when and by whom; the day may be all that is known."""

    __tablename__ = "edition_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    lifecycle: Mapped[Lifecycle] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(NameColumn(200))
    reason: Mapped[dict[str, str]] = mapped_column(TextsColumn)


class Staff(Model):
    """An account's role at one edition."""

    __tablename__ = "edition_staff"
    __table_args__ = (UniqueConstraint("edition_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(20))
    appointed: Mapped[datetime] = mapped_column(UtcDateTime)
    appointed_by: Mapped[int | None]


class Invitation(Model):
    """An offered role, waiting for its address to accept; the link carries a signed key."""

    __tablename__ = "edition_invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(320))
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8))
    invited: Mapped[datetime] = mapped_column(UtcDateTime)
    invited_by: Mapped[int | None]
    expires: Mapped[datetime] = mapped_column(UtcDateTime)
    answered: Mapped[datetime | None] = mapped_column(UtcDateTime)


def audited(edition: Edition) -> dict[str, Any]:
    """The values of an edition that the audit log compares, as JSON and a reader can say them."""
    values = {
        column.key: getattr(edition, column.key)
        for column in edition.__mapper__.column_attrs
        if column.key not in ("id", "version", "changed", "host_region_id", "registration")
    }
    # By its key: the relationship still shows the region from before the change.
    host = db.session.get(Region, edition.host_region_id) if edition.host_region_id else None
    values["host_region"] = host.slug if host else None
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
    }
