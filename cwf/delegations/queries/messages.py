"""What was written between a delegation and its host."""

from collections.abc import Sequence

from sqlalchemy import select

from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.delegations.models import Message as Message  # noqa: PLC0414 - views name its type


def thread(row: Delegation) -> Sequence[Message]:
    """All messages, the first one first."""
    found = select(Message).where(Message.delegation_id == row.id).order_by(Message.id)
    return db.session.scalars(found).all()
