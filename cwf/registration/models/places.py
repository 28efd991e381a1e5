"""Rows of the one tree of places."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cwf.database import Model, UtcDateTime
from cwf.registration.places import ClaimState


class Quota(Model):
    """Places: a node of a tree. Changed by conditional updates alone (actions/places.py).

    `capacity` None means without bound. `over` is by how much it was once made smaller than what
    was taken: nobody loses a place by that. A child holds its places back from its parent until
    `held_until` (None: for good); `group` says for whom: a path of codes, or a tag (groups.py).
    `root_id` is None of a root. Where a node `spills`, its people may take of the node above when
    it has none for them. One that goes `across` bounds those of a tag wherever else they are
    counted, and holds nothing back; it hangs on the root.

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
    root_id: Mapped[int | None] = mapped_column(
        ForeignKey("quotas.id", ondelete="CASCADE"), index=True
    )
    group: Mapped[str] = mapped_column("group_code", String(40), default="")
    spills: Mapped[bool] = mapped_column(default=True)
    across: Mapped[bool] = mapped_column(default=False)
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
    the tree's. `group` is what the claimant belongs to (groups.py). Claims of one `party` were made
    together, and wait `together`: all get their offers at one instant, or none does. `queued`
    orders the queue, and no two of a tree are equal. An offer runs from `offered` to `expires`;
    whether it still does is decided by
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
    party: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    together: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ClaimState] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    queued: Mapped[datetime | None] = mapped_column(UtcDateTime)
    offered: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended: Mapped[datetime | None] = mapped_column(UtcDateTime)
    why: Mapped[str] = mapped_column(String(40), default="")


class Admission(Model):
    """The places of a whole edition, and who counts as international there.

    `root_id` is the tree that all who take part claim a place of (None: there is no bound yet, and
    nobody claims). `basis` and `home` are the definition of international (international.py):
    `home` holds countries, ISO 3166-1 alpha-2; empty: the edition's own.
    """

    __tablename__ = "admissions"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    root_id: Mapped[int | None] = mapped_column(ForeignKey("quotas.id"), unique=True)
    basis: Mapped[str] = mapped_column(String(20), default="residence")
    home: Mapped[list[str]] = mapped_column(JSON, default=list)

    __mapper_args__ = {"version_id_col": version}
