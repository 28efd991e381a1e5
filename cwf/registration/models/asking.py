"""Rows of what a registration asks: blocks that organisers put together, and the answers."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, TextsColumn, UtcDateTime


class Block(Model):
    """One question of an edition's form.

    `kind` is a `blocks.Kind`. `options` are of a choice: `{"code", "text": {language: …}}` each,
    and `"places"` where only so many may choose it. `least` and `most` bound a number.
    It is asked of those for whom `condition` holds (blocks.py says how it is written; empty: of
    all). A block that was answered is `retired` rather than deleted.
    """

    __tablename__ = "form_blocks"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    hint: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    least: Mapped[int | None]
    most: Mapped[int | None]
    required: Mapped[bool] = mapped_column(default=False)
    condition: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    retired: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class Answer(Model):
    """What a participant answered to a block; of a file its name, media type and bytes."""

    __tablename__ = "form_answers"
    __table_args__ = (UniqueConstraint("participant_id", "block_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    block_id: Mapped[int] = mapped_column(
        ForeignKey("form_blocks.id", ondelete="CASCADE"), index=True
    )
    value: Mapped[Any] = mapped_column(JSON)
    body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    answered: Mapped[datetime] = mapped_column(UtcDateTime)


class PendingAnswer(Model):
    """An answer that stands apart until the address confirms it, as `Participant.wanted` does."""

    __tablename__ = "pending_answers"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), primary_key=True
    )
    block_id: Mapped[int] = mapped_column(
        ForeignKey("form_blocks.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    value: Mapped[Any] = mapped_column(JSON)
    body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
