"""The append-only log of who did what to what, with what stood there before and after.

Actor and scope are plain values, so that every layer can write here; a trigger in the database
refuses to change or delete an entry. Values are small and JSON; secrets never go in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, insert
from sqlalchemy.orm import Mapped, mapped_column

from cwf import clock
from cwf.database import Model, UtcDateTime, db


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: an account by its id and the name it had then, or the system itself."""

    account_id: int | None
    name: str


SYSTEM = Actor(account_id=None, name="system")


def edition_scope(edition_id: int) -> str:
    """The scope of everything below one edition."""
    return f"edition:{edition_id}"


def delegation_scope(edition_id: int, delegation_id: int) -> str:
    """The scope of what concerns one delegation; it lies below its edition's."""
    return f"{edition_scope(edition_id)}/delegation:{delegation_id}"


def account_scope(account_id: int) -> str:
    """The scope of what concerns one account."""
    return f"account:{account_id}"


NETWORK = "network"


class AuditEntry(Model):
    """One action, for ever."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_scope_id", "scope", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str] = mapped_column(String(200))
    scope: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


def record(
    actor: Actor,
    action: str,
    *,
    scope: str,
    subject: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add an entry to the transaction at hand; it stands or falls with the change itself.

    `action` is noun.verb ("session.move"), `subject` what the reader calls the thing. Of two
    dicts with the same keys only what differs is kept.
    """
    if before is not None and after is not None:
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        before = {key: before[key] for key in keys if key in before}
        after = {key: after[key] for key in keys if key in after}
    db.session.add(
        AuditEntry(
            at=clock.now(),
            actor_id=actor.account_id,
            actor_name=actor.name,
            scope=scope,
            action=action,
            subject=subject,
            before=before,
            after=after,
        )
    )


def record_all(
    actor: Actor, action: str, *, scope: str, of: Iterable[tuple[str, dict[str, Any] | None]]
) -> None:
    """Add an entry for each (subject, after) that came of one action; one statement."""
    told = {"at": clock.now(), "actor_id": actor.account_id, "actor_name": actor.name}
    rows = [
        {**told, "scope": scope, "action": action, "subject": subject, "after": after}
        for subject, after in of
    ]
    if rows:
        db.session.execute(insert(AuditEntry.__table__), rows)  # type: ignore[arg-type]
