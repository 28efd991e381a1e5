"""Rows of counts without names, of what was known on each day, and of campaigns."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, TextsColumn, UtcDateTime
from cwf.people.models import NameColumn


class Count(Model):
    """A count that somebody reported, a turnstile counted, or a named method estimated.

    `unit` and `method` are of measures.py. `inputs` are what an estimate is made of (estimates.py).
    `low` and `high` bound an estimate at 95 %. `starts` and `ends` are the period, `day` its day at
    the forum. `confidence` is A (own count, checked), B (report) or C (inferred, or one weak
    source). `evidence` says what it rests on. `key` is that of the submit or of the line of a file.
    What was wrong is `withdrawn` and stays.
    """

    __tablename__ = "counts"
    __table_args__ = (
        CheckConstraint("number >= 0", name="number"),
        CheckConstraint("ends IS NULL OR ends >= starts", name="period"),
        Index("ix_counts_edition_id_day", "edition_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    unit: Mapped[str] = mapped_column(String(20))
    method: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    low: Mapped[int | None]
    high: Mapped[int | None]
    inputs: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    day: Mapped[date | None]
    starts: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(200), default="")
    region: Mapped[str] = mapped_column(String(80), default="")
    channel: Mapped[str] = mapped_column(String(40), default="")
    confidence: Mapped[str] = mapped_column(String(1), default="B")
    evidence: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None]
    by: Mapped[str] = mapped_column("by_name", NameColumn(200), default="")
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_why: Mapped[str] = mapped_column(String(300), default="")

    __mapper_args__ = {"version_id_col": version}


class Snapshot(Model):
    """What was known of an edition at the end of a day by its clock; taken once.

    `cells` are figures.Cell as JSON: of them any target can be counted anew, also one that is set
    later. `figures` are the numbers of the targets then, by UUID: `[counted, estimated, low,
    high]`. `forecasts` are what was expected that day, by UUID (forecast.py).
    `source` says whether the day was taken when it ended (job), made from the log
    afterwards (log), or read from a file (file), which has figures alone.
    """

    __tablename__ = "attendance_snapshots"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    taken: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(String(10))
    cells: Mapped[list[list[Any]]] = mapped_column(JSON, default=list, deferred=True)
    figures: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    forecasts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, deferred=True)


class Campaign(Model):
    """Something that was done so that more would come, from a day to a day, aimed at some or all.

    `segment` says at whom, as the `where` of a predicate (predicates.py).
    """

    __tablename__ = "campaigns"
    __table_args__ = (CheckConstraint("ends >= starts", name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    starts: Mapped[date]
    ends: Mapped[date]
    segment: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __mapper_args__ = {"version_id_col": version}
