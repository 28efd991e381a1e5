"""Rows of participants, and of the one tree of places."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cwf.database import Model, TextsColumn, UtcDateTime
from cwf.people.models import Person
from cwf.registration.categories import Category, Standing
from cwf.registration.places import ClaimState


class RegistrationTerms(Model):
    """When and for whom registration at an edition is open; no row: it is not offered.

    `categories` are those that people may choose by themselves.
    """

    __tablename__ = "registration_terms"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    opens: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes: Mapped[datetime | None] = mapped_column(UtcDateTime)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    welcome: Mapped[dict[str, str]] = mapped_column(TextsColumn)

    __mapper_args__ = {"version_id_col": version}


class Participant(Model):
    """A person who takes part in an edition. The e-mail is kept in lower case.

    `uuid` and `generation` are what a personal link is made of: raising the generation ends it.
    `country` is that of residence. Whose account it is, the person says. `wanted` is what the
    form said last, kept apart until the address confirms it (details.py): a stranger who knows an
    address changes nothing.
    """

    __tablename__ = "participants"
    __table_args__ = (
        UniqueConstraint("edition_id", "person_id"),
        UniqueConstraint("edition_id", "email"),
        Index("ix_participants_edition_id_standing", "edition_id", "standing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    uuid: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4)
    generation: Mapped[int] = mapped_column(default=1)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    category: Mapped[Category] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(8), default="en")
    country: Mapped[str | None] = mapped_column(String(2))
    affiliation: Mapped[str] = mapped_column(String(200), default="")
    standing: Mapped[Standing] = mapped_column(String(20), default=Standing.ASKED)
    consented: Mapped[datetime] = mapped_column(UtcDateTime)
    asked: Mapped[datetime] = mapped_column(UtcDateTime)
    wanted: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    confirmed: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="joined")

    __mapper_args__ = {"version_id_col": version}


class Quota(Model):
    """Places: a node of the tree. Changed by conditional updates alone (actions/places.py).

    `capacity` None means without bound. `over` is by how much it was once made smaller than what
    was taken: nobody loses a place by that. A child holds its places back from its parent until
    `held_until` (None: for good); `group` says for whom: a category's code.

    Of a root alone: `parts` counts its children, `waiting` the claims in the queue or with an
    offer. `offer_minutes` is how long an offer stays open, though never past `closes`, when all
    taking ends. `closed`: the tree is over, its claims are kept. Before `due` nothing changes by
    time alone.
    """

    __tablename__ = "quotas"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity"),
        CheckConstraint("taken >= 0 AND over >= 0 AND waiting >= 0", name="counts"),
        CheckConstraint("capacity IS NULL OR taken <= capacity + over", name="taken"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("quotas.id", ondelete="CASCADE"), index=True
    )
    group: Mapped[str] = mapped_column("group_code", String(40), default="")
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    over: Mapped[int] = mapped_column(default=0)
    parts: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offer_minutes: Mapped[int] = mapped_column(default=24 * 60)
    closes: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class Claim(Model):
    """One participant's claim within one tree of places: there is at most one.

    `quota_id` is the node whose place is taken or offered (of one who waits: the root), `root_id`
    the tree's. `group` is what the claimant belongs to. `queued` orders the queue, and no two of a
    tree are equal. An offer runs from `offered` to `expires`; whether it still does is decided by
    comparing when it is read; `told` is when its mail was written. `why` says how the claim came
    to what it is, `ended` when to its end.
    """

    __tablename__ = "claims"
    __table_args__ = (
        UniqueConstraint("root_id", "participant_id"),
        Index("ix_claims_root_id_state_queued", "root_id", "state", "queued"),
        Index("ix_claims_state_told", "state", "told"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("quotas.id", ondelete="CASCADE"))
    quota_id: Mapped[int] = mapped_column(ForeignKey("quotas.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participants.id", ondelete="CASCADE"), index=True
    )
    group: Mapped[str] = mapped_column("group_code", String(40), default="")
    state: Mapped[ClaimState] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    queued: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offered: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[str] = mapped_column(String(40), default="")
