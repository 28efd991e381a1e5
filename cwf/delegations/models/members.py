"""Rows of members of delegations, of what they come to, and of a region's own sessions."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf.database import Model, TextsColumn, UtcDateTime
from cwf.delegations.roles import Role
from cwf.registration.models import Participant


class Member(Model):
    """A participant who comes with a delegation: of one, at one edition, at most.

    What hosts need of them stands in `registration`'s Particulars. An accompanying person names
    whom they accompany. `presents` says what, where it is no session of the programme. `asked` is
    when they were last mailed the link by which they fill in the rest. Who comes for another has
    `instead_of`, the name of who was named first.
    """

    __tablename__ = "delegation_members"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), unique=True
    )
    role: Mapped[Role] = mapped_column(String(20))
    accompanies_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegation_members.id", ondelete="SET NULL"), index=True
    )
    presents: Mapped[str] = mapped_column(String(300), default="")
    instead_of: Mapped[str] = mapped_column(String(200), default="")
    named: Mapped[datetime] = mapped_column(UtcDateTime)
    asked: Mapped[datetime | None] = mapped_column(UtcDateTime)

    participant: Mapped[Participant] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}


class Cover(Model):
    """A member covers a slot for the delegation. Slots are named by UUID and outlive their rows."""

    __tablename__ = "delegation_covers"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("delegation_members.id", ondelete="CASCADE"), primary_key=True
    )
    slot_uuid: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
    added: Mapped[datetime] = mapped_column(UtcDateTime)


class OwnSession(Model):
    """A session that a delegation's region runs, alone or with others."""

    __tablename__ = "delegation_sessions"

    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), primary_key=True
    )
    session_id: Mapped[int] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Occasion(Model):
    """Something beside the programme to which the host asks delegations who comes.

    A reception before, a tour after, the network's dinner. Of a delegation alone, or of all
    (`delegation_id` None). `places` None: without bound.
    """

    __tablename__ = "occasions"
    __table_args__ = (
        CheckConstraint("ends IS NULL OR ends > starts", name="span"),
        CheckConstraint("places IS NULL OR places >= 0", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    delegation_id: Mapped[int | None] = mapped_column(
        ForeignKey("delegations.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    place: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    note: Mapped[dict[str, str]] = mapped_column(TextsColumn)
    starts: Mapped[datetime] = mapped_column(UtcDateTime)
    ends: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_by: Mapped[datetime | None] = mapped_column(UtcDateTime)
    places: Mapped[int | None]

    __mapper_args__ = {"version_id_col": version}


class Reply(Model):
    """Whether a member comes to an occasion; no row: not answered."""

    __tablename__ = "occasion_replies"

    occasion_id: Mapped[int] = mapped_column(
        ForeignKey("occasions.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("delegation_members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    comes: Mapped[bool]
    answered: Mapped[datetime] = mapped_column(UtcDateTime)
