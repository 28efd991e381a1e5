"""Rows of agendas, of what limits sessions, of feeds, papers and notices."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from cwf.agendas.models.notices import Notice, NoticeRound, NoticeWishes
from cwf.database import NOT_IN_BACKUPS, Model, UtcDateTime

__all__ = [
    "Agenda",
    "Duty",
    "Favourite",
    "Feed",
    "LimitedSlot",
    "Notice",
    "NoticeRound",
    "NoticeWishes",
    "Paper",
    "Share",
    "SignUpRules",
]


def edition_key() -> Mapped[int]:
    """The column by which a row hangs on its edition."""
    return mapped_column(ForeignKey("editions.id", ondelete="CASCADE"), index=True)


class Agenda(Model):
    """What one account picked at one edition, or one browser of somebody without an account.

    An agenda without account belongs to who knows its link (`uuid`, `generation`): it goes some
    time after it was last used. `seen` is the number of the release that its owner looked at
    last. `shared` says whether the link for others is open; `share_generation` ends older ones.
    """

    __tablename__ = "agendas"
    __table_args__ = (UniqueConstraint("edition_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    used: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    seen: Mapped[int] = mapped_column(default=0)
    shared: Mapped[bool] = mapped_column(default=False)
    share_generation: Mapped[int] = mapped_column(default=1)


class Favourite(Model):
    """A wish: a slot that was starred. Slots are named by UUID and outlive their rows."""

    __tablename__ = "favourites"

    agenda_id: Mapped[int] = mapped_column(
        ForeignKey("agendas.id", ondelete="CASCADE"), primary_key=True
    )
    slot_uuid: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
    added: Mapped[datetime] = mapped_column(UtcDateTime)


class Share(Model):
    """An account by whose name an agenda is open, besides its link. The e-mail is lower case."""

    __tablename__ = "agenda_shares"
    __table_args__ = (UniqueConstraint("agenda_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agenda_id: Mapped[int] = mapped_column(ForeignKey("agendas.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(320), index=True)
    created: Mapped[datetime] = mapped_column(UtcDateTime)


class SignUpRules(Model):
    """How an edition treats sign-ups: overlapping ones are warned of, or refused."""

    __tablename__ = "sign_up_rules"
    __table_args__ = (CheckConstraint("offer_minutes > 0", name="offer_minutes"),)

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    refuse_overlaps: Mapped[bool] = mapped_column(default=False)
    offer_minutes: Mapped[int] = mapped_column(default=24 * 60)

    __mapper_args__ = {"version_id_col": version}


class LimitedSlot(Model):
    """A slot for which one signs up; its places are the tree below `quota_id`.

    `session_id` is the row of its session, so that of a repeated session one instance is held.
    """

    __tablename__ = "limited_slots"
    __table_args__ = (UniqueConstraint("quota_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = edition_key()
    slot_uuid: Mapped[UUID] = mapped_column(Uuid, unique=True)
    session_id: Mapped[int] = mapped_column(index=True)
    quota_id: Mapped[int] = mapped_column(ForeignKey("quotas.id"))
    opens: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}


class Duty(Model):
    """A compulsory session: it stands in the agenda of everyone of a category ("": of all)."""

    __tablename__ = "duties"

    edition_id: Mapped[int] = edition_key()
    session_id: Mapped[int] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True
    )
    category: Mapped[str] = mapped_column(String(20), primary_key=True, default="")


class Feed(Model):
    """A calendar that somebody subscribed to, at a secret address made of `id` and `generation`.

    `kind` says of what (agendas/feeds.py), `options` the rest: a filter, an alarm. It is owned by
    an account, or by who knows its address. `fetched` is written at most once an hour.
    """

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    agenda_id: Mapped[int | None] = mapped_column(
        ForeignKey("agendas.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(8))
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    generation: Mapped[int] = mapped_column(default=1)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    renewed: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fetched: Mapped[datetime | None] = mapped_column(UtcDateTime)
    client: Mapped[str] = mapped_column(String(100), default="")


class Paper(Model):
    """A sheet that somebody asked for: made by the worker, kept for an hour.

    `kind` says what it shows: an agenda, a door list, or what a higher slice makes. An agenda's is
    of an account, or of nobody: then `picks` spells it, and who knows its `uuid` may fetch it. Any
    other is of `subject_uuid`: a door's of a slot. Who may fetch one is decided again at each
    download. `seal` is equal for requests of which the same sheet would
    come. `body` is None until it is made.
    """

    __tablename__ = "papers"
    __table_args__ = (
        Index("ix_papers_state_requested", "state", "requested"),
        NOT_IN_BACKUPS,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = edition_key()
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    subject_uuid: Mapped[UUID | None] = mapped_column(Uuid)
    picks: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(20))
    size: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(8))
    seal: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(20), default="wanted")
    requested: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(Text)
    body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
