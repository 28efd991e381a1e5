"""The columns of rows that are files on their way in, of whatever table (`actions/desk.py`)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, column_property, declared_attr, mapped_column

from cwf.database import UtcDateTime
from cwf.people.models import NameColumn


class IncomingFile:
    """A file that was sent, how far it is, and what it would change.

    `columns` is what each heading was said to hold. `body`, `plan` and `remarked` (the sheet with
    remarks in it) go some time after it is settled; the rest stays as a record.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    author_id: Mapped[int | None]
    author: Mapped[str] = mapped_column(NameColumn(200))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    language: Mapped[str] = mapped_column(String(8))
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

    @declared_attr
    def kept(cls) -> Mapped[bool]:  # noqa: N805 - of the class, as SQLAlchemy calls it
        """Whether its bytes are there still, without reading them."""
        body: Any = cls.body
        return column_property(body.is_not(None))
