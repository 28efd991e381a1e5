"""The history of a delegation: what is written of it in the log of its edition."""

from typing import Any

from cwf import audit
from cwf.audit import Actor
from cwf.delegations.models import Delegation
from cwf.delegations.queries.access import name_of


def record(row: Delegation, action: str, actor: Actor, **values: Any) -> None:
    """Write to the log of a delegation, which is part of its edition's."""
    names = name_of(row)
    subject = names.get("en") or next(iter(names.values()), "")
    scope = audit.delegation_scope(row.edition_id, row.id)
    audit.record(actor, action, scope=scope, subject=subject, **values)
