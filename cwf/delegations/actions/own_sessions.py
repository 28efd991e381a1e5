"""Which sessions a region runs. Nothing here commits."""

from collections.abc import Collection

from sqlalchemy import delete

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.models import Delegation, OwnSession
from cwf.delegations.queries.own_sessions import linked_to


def set_sessions(delegation: Delegation, session_ids: Collection[int], *, actor: Actor) -> None:
    """Link exactly these sessions of the same edition to a delegation, which is locked."""
    there, wanted = linked_to(delegation), set(session_ids)
    if there == wanted:
        return
    db.session.execute(
        delete(OwnSession).where(
            OwnSession.delegation_id == delegation.id, OwnSession.session_id.in_(there - wanted)
        )
    )
    db.session.add_all(
        OwnSession(delegation_id=delegation.id, session_id=one) for one in sorted(wanted - there)
    )
    db.session.flush()
    after = {"added": len(wanted - there), "removed": len(there - wanted)}
    record(delegation, "delegation.sessions", actor, after=after)
