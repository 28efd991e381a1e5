"""Who covers what for a delegation. Nothing here commits."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, tuple_

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.models import Cover, Delegation
from cwf.delegations.queries.covers import covers_in

Pair = tuple[int, UUID]  # a member, by the id of their row, and a slot


def set_covers(
    delegation: Delegation,
    *,
    more: Collection[Pair],
    less: Collection[Pair],
    at: datetime,
    actor: Actor,
) -> tuple[int, int]:
    """Have members cover slots, and others no longer; how many that changed, of each.

    The delegation is locked. What another head changed meanwhile stays as they left it.
    """
    there = {
        (member, slot) for slot, members in covers_in(delegation.id).items() for member in members
    }
    new = [pair for pair in dict.fromkeys(more) if pair not in there]
    gone = [pair for pair in dict.fromkeys(less) if pair in there]
    db.session.add_all(Cover(member_id=who, slot_uuid=slot, added=at) for who, slot in new)
    if gone:
        key = tuple_(Cover.member_id, Cover.slot_uuid)
        db.session.execute(
            delete(Cover).where(key.in_(gone)).execution_options(synchronize_session=False)
        )
    db.session.flush()
    if new or gone:
        after = {"added": len(new), "removed": len(gone)}
        record(delegation, "delegation.cover", actor, after=after)
    return len(new), len(gone)
