"""Rows of a delegation, its heads, its messages with the host, and what it asked for."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf.database import Model, TextsColumn, UtcDateTime
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Side, Stage, Standing
from cwf.people.models import NameColumn
from cwf.regions.models import Region


class Delegation(Model):
    """A region's party at an edition. `name` is that of a region which is none of our regions.

    `lead` is the body that leads it, `zone` the clock at home (IANA). Until `deadline` people may
    be named and taken out, until `substitutes_until` (None: the deadline) one may come for
    another. `places_held_until` is when places that nobody was named for go back to all.
    `practical` is the generation of the link to its practical page.
    """

    __tablename__ = "delegations"
    __table_args__ = (UniqueConstraint("edition_id", "region_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    region_id: Mapped[int | None] = mapped_column(ForeignKey("regions.id"), index=True)
    name: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    country: Mapped[str] = mapped_column(String(2))
    standing: Mapped[Standing] = mapped_column(String(20), default=Standing.MEMBER)
    stage: Mapped[Stage] = mapped_column(String(20), default=Stage.INVITED)
    stage_since: Mapped[datetime] = mapped_column(UtcDateTime)
    lead: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(8), default="en")
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    substitutes_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    places_held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    practical: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(Text, default="")
    made: Mapped[datetime] = mapped_column(UtcDateTime)

    region: Mapped[Region | None] = relationship(lazy="joined")
    heads: Mapped[list["Head"]] = relationship(order_by="Head.id", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class Head(Model):
    """Who answers for a delegation: its head, or a deputy. The e-mail is kept in lower case.

    `account_id` is known from the first time that they opened their link (`uuid`, `generation`).
    """

    __tablename__ = "delegation_heads"
    __table_args__ = (UniqueConstraint("delegation_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    rank: Mapped[Rank] = mapped_column(String(20), default=Rank.HEAD)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8), default="en")
    invited: Mapped[datetime] = mapped_column(UtcDateTime)
    opened: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Message(Model):
    """A message between a delegation and the host, kept in the order in which they were written.

    `key` is that of the submit; `read` when somebody of the other side first saw it.
    """

    __tablename__ = "delegation_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(64), unique=True)
    side: Mapped[Side] = mapped_column(String(20))
    author_id: Mapped[int | None]
    author: Mapped[str] = mapped_column(NameColumn(200))
    text: Mapped[str] = mapped_column(Text)
    written: Mapped[datetime] = mapped_column(UtcDateTime)
    read: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PlaceRequest(Model):
    """A delegation asks for places: moved from one role to another, or more of one.

    `from_role` empty: more than it was granted; `to_role` empty: it gives some back. `granted` is
    None until the host has `decided`.
    """

    __tablename__ = "place_requests"
    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    from_role: Mapped[str] = mapped_column(String(20), default="")
    to_role: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500), default="")
    asked: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(NameColumn(200))
    decided: Mapped[datetime | None] = mapped_column(UtcDateTime)
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(String(500), default="")

    __mapper_args__ = {"version_id_col": version}


class Reminder(Model):
    """A reminder that went out: what of (`what`, a code of todo.py), to whom, once a day at most.

    `member_id` None: to the heads of the delegation.
    """

    __tablename__ = "delegation_reminders"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegation_members.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(100), unique=True)
    sent: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(NameColumn(200))
