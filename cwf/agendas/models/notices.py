"""Rows of who was told of which change, and of how one wants to be told."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cwf.agendas.quiet import QUIET_FROM, QUIET_TO
from cwf.database import Model, UtcDateTime

ONE_READER = "(account_id IS NULL) <> (participant_id IS NULL)"


class Notice(Model):
    """What one reader was told of one release: written once, together with its mail.

    A reader is an account, or a participant without one. `changes` counts what was told.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("release_id", "account_id"),
        UniqueConstraint("release_id", "participant_id"),
        CheckConstraint(ONE_READER, name="reader"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("releases.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), index=True
    )
    changes: Mapped[int]
    told: Mapped[datetime] = mapped_column(UtcDateTime)


class NoticeRound(Model):
    """How far the readers of a release were told of it.

    `again` is when to look for those whom the hour kept waiting; None: nobody waits any more.
    """

    __tablename__ = "notice_rounds"

    release_id: Mapped[int] = mapped_column(
        ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True
    )
    again: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NoticeWishes(Model):
    """How a reader wants to be told: not at all, and not at night in a zone of their own.

    `quiet_from` and `quiet_to` are hours of the day in `zone` (None: that of the edition).
    """

    __tablename__ = "notice_wishes"
    __table_args__ = (
        CheckConstraint("quiet_from BETWEEN 0 AND 23 AND quiet_to BETWEEN 0 AND 23", name="quiet"),
        CheckConstraint(ONE_READER, name="reader"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), unique=True
    )
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), unique=True
    )
    mails: Mapped[bool] = mapped_column(default=True)
    zone: Mapped[str | None] = mapped_column(String(64))
    quiet_from: Mapped[int] = mapped_column(default=QUIET_FROM)
    quiet_to: Mapped[int] = mapped_column(default=QUIET_TO)
