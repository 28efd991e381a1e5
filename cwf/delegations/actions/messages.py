"""Messages between a delegation and its host. Nothing here commits."""

from datetime import datetime

from sqlalchemy import select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.letters import write_to_heads, write_to_hosts
from cwf.delegations.models import Delegation, Message
from cwf.delegations.stages import Side


def write(
    row: Delegation, *, side: Side, text: str, key: str, at: datetime, actor: Actor
) -> Message:
    """Write to the other side, who gets it by mail, too; the same `key` writes once.

    `row` is locked, so of two submits under one key the second sees the first.
    """
    whole = f"{actor.account_id}:{key}"
    known = db.session.scalar(select(Message).where(Message.key == whole))
    if known is not None:
        return known
    message = Message(
        delegation_id=row.id,
        key=whole,
        side=side,
        author_id=actor.account_id,
        author=actor.name,
        text=text,
        written=at,
    )
    db.session.add(message)
    db.session.flush()
    tell = write_to_hosts if side is Side.DELEGATION else write_to_heads
    tell(row, "message", str(message.id), message=message)
    return message


def read(row: Delegation, *, side: Side, at: datetime) -> int:
    """Somebody of a side has the messages of the other before them; gives how many were new."""
    seen = db.session.execute(
        update(Message)
        .where(Message.delegation_id == row.id, Message.side != side, Message.read.is_(None))
        .values(read=at)
    )
    return int(seen.rowcount)  # type: ignore[attr-defined]
