"""Rows of targets, of how they changed, and of what an edition shows of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, TextsColumn, UtcDateTime
from cwf.people.models import NameColumn


class Target(Model):
    """A number that an edition aims at, with its definition; or the part of one (`parent_id`).

    `unit` is a measures.Unit, `predicate` what is counted, as predicates.py writes it. The
    goal is `low`, or a range up to `high`; `least` is what must be reached, `stretch` what would
    be splendid. `by` is the day by which. A part names the `axis` on which it is one (region, role,
    day, channel) and its `value` there. `path` is what the organisers plan to have by which day,
    `[[day, number], …]`, the days as ISO 8601. `owner` answers for it. A target that is given up
    is `retired` and stays readable.
    """

    __tablename__ = "targets"
    __table_args__ = (
        UniqueConstraint("parent_id", "axis", "value"),
        CheckConstraint("high IS NULL OR high >= low", name="span"),
        CheckConstraint("low >= 0", name="low"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("targets.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    axis: Mapped[str] = mapped_column(String(20), default="")
    value: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    definition: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    why: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    unit: Mapped[str] = mapped_column(String(20))
    predicate: Mapped[dict[str, Any]] = mapped_column(JSON)
    low: Mapped[float] = mapped_column(Numeric(14, 2, asdecimal=False))
    high: Mapped[float | None] = mapped_column(Numeric(14, 2, asdecimal=False))
    least: Mapped[float | None] = mapped_column(Numeric(14, 2, asdecimal=False))
    stretch: Mapped[float | None] = mapped_column(Numeric(14, 2, asdecimal=False))
    by: Mapped[date | None] = mapped_column("by_day")
    owner: Mapped[str] = mapped_column(String(200), default="")
    path: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    sources: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    retired: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class TargetChange(Model):
    """What a target said before and after, who changed it and why; never changed itself.

    Of `before` and `after` only what differs; both say goals, days and the definition as stored.
    """

    __tablename__ = "target_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(NameColumn(200))
    why: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


class AttendanceSettings(Model):
    """What an edition shows of its attendance; no row: nothing to the public, no digest.

    `counter_id` is the target that the public counter shows.
    """

    __tablename__ = "attendance_settings"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    counter_id: Mapped[int | None] = mapped_column(
        ForeignKey("targets.id", ondelete="SET NULL"), index=True
    )

    __mapper_args__ = {"version_id_col": version}


class DigestReader(Model):
    """An account that is sent an edition's figures each week; `week` is the last (ISO 8601)."""

    __tablename__ = "digest_readers"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    week: Mapped[str] = mapped_column(String(10), default="")
