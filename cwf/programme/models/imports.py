"""Files that organisers brought, on their way into the draft."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, column_property, mapped_column

from cwf.database import Model, UtcDateTime
from cwf.programme.models.frame import edition_key


class Import(Model):
    """A file that was sent, how far it is, and what it would change.

    `body`, `plan` and `remarked` (the sheet with remarks in it) go some time after it is settled;
    the rest stays as a record.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = edition_key()
    author_id: Mapped[int | None]
    author: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    kept: Mapped[bool] = column_property(body.is_not(None))
    language: Mapped[str] = mapped_column(String(8))
    brings: Mapped[str] = mapped_column(String(20), default="")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    columns: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(20), default="wanted", index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, deferred=True)
    errors: Mapped[int] = mapped_column(default=0)
    notes: Mapped[int] = mapped_column(default=0)
    summary: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    plan: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    remarked: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    remarked_type: Mapped[str] = mapped_column(String(100), default="")
    requested: Mapped[datetime] = mapped_column(UtcDateTime)
    lease: Mapped[str] = mapped_column(String(32), default="")
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class ColumnChoice(Model):
    """What the columns of an edition's sheets of one noun were said to hold, by heading."""

    __tablename__ = "column_choices"
    __table_args__ = (UniqueConstraint("edition_id", "noun"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = edition_key()
    noun: Mapped[str] = mapped_column(String(20))
    chosen: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
