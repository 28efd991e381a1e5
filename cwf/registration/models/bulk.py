"""Rows of what is being done to many participants, step by step."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, UtcDateTime
from cwf.people.models import NameColumn


class BulkTask(Model):
    """One deed that is done to many participants, a bounded number in each transaction.

    `deed` is a `bulk.Deed`, `said` what goes with it (a reason, a state, the words of a mail).
    `pending` are the ids of those to whom it is still to be done, in order; `left_out` counts those
    to whom it did not apply any more when it was their turn. `language` is that of who asked for
    it. `finished` None: there are some left.
    """

    __tablename__ = "bulk_tasks"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    deed: Mapped[str] = mapped_column(String(20))
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    pending: Mapped[list[int]] = mapped_column(JSON)
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(NameColumn(200))
    language: Mapped[str] = mapped_column(String(8), default="en")
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    finished: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
