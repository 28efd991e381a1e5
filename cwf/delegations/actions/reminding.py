"""Reminding heads of what is left: each reminder once, whoever sends it. Nothing here commits."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.actions.letters import write_to_heads
from cwf.delegations.models import Delegation, Reminder
from cwf.delegations.todo import Known, Task, left

HEADS = "heads"


def remind(
    row: Delegation,
    known: Known,
    *,
    key: str,
    said: Callable[[Task], str],
    at: datetime,
    actor: Actor,
) -> bool:
    """Remind all who answer for a delegation of what is left, once for each `key`.

    `said` words a thing to do in the language that is spoken.

    False where nothing is left, nobody answers for it, or this reminder went already. The row of
    the reminder and its mails stand or fall together; of two at once, one writes them.
    """
    todo = left(known, at)
    if not todo or not row.heads:
        return False
    whole = f"{row.uuid.hex}:{key}"
    reminder = Reminder(delegation_id=row.id, what=HEADS, key=whole, sent=at, by=actor.name)
    try:
        with db.session.begin_nested():
            db.session.add(reminder)
    except IntegrityError:
        return False
    write_to_heads(row, "reminder", key, tasks=todo, said=said, now=at)
    record(row, "delegation.remind", actor, after={"number": len(todo)})
    return True
