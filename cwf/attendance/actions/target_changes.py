"""How a target changed, kept with the target and in the log."""

from datetime import datetime
from typing import Any

from cwf import audit
from cwf.attendance.actions.snapshots import forget_figures
from cwf.attendance.models import Target, TargetChange
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition

NUMBERS = ("low", "high", "least", "stretch")


def said(row: Target) -> dict[str, Any]:
    """What a target says, as it is kept of a change: JSON that a reader can be told."""
    return {
        **{name: getattr(row, name) for name in ("name", "definition", "why", "owner", *NUMBERS)},
        "by": row.by.isoformat() if row.by else None,
        "unit": str(row.unit),
        "predicate": row.predicate,
        "path": row.path,
        "sources": row.sources,
        "retired": row.retired.isoformat() if row.retired else None,
    }


def tell(
    edition: Edition,
    row: Target,
    action: str,
    *,
    before: dict[str, Any],
    why: str,
    at: datetime,
    actor: Actor,
) -> None:
    """Keep a change with the target, and in the log; what counts otherwise is counted anew."""
    after = said(row)
    names = [name for name in after if before.get(name) != after[name] and (before or after[name])]
    old = {name: before[name] for name in names if name in before}
    new = {name: after[name] for name in names}
    if before and {"unit", "predicate"} & set(names):
        forget_figures(edition.id, row.uuid, unit="unit" in names)
    db.session.add(
        TargetChange(
            target_id=row.id,
            at=at,
            actor_id=actor.account_id,
            actor=actor.name,
            why=why,
            before=old,
            after=new,
        )
    )
    scope, subject = audit.edition_scope(edition.id), row.name.get("en") or str(row.uuid)
    audit.record(actor, action, scope=scope, subject=subject, before=old or None, after=new)
