"""What organisers say of an edition's places: how many a group has, and who is international.

Whoever calls this commits, and nudges `offers` after it.
"""

from datetime import datetime
from typing import Any

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.admission import admission_of
from cwf.registration.actions.nodes import drop_node, part_of, put_node
from cwf.registration.actions.recounting import recount
from cwf.registration.actions.settling import lock
from cwf.registration.international import Basis
from cwf.registration.models import Admission
from cwf.registration.places import Tree


def grant(
    edition: Edition,
    root_id: int,
    group: str,
    *,
    capacity: int | None,
    until: datetime | None,
    at: datetime,
    actor: Actor,
) -> None:
    """Give a group so many places, held back until an instant; None: no number of its own."""
    before = _said(lock([root_id])[root_id], group)
    if capacity is None:
        drop_node(root_id, group, at=at)
    else:
        across = "+" in group
        put_node(root_id, group, capacity=capacity, until=until, across=across, at=at)
    after = _said(lock([root_id])[root_id], group)
    if before != after:
        deed = "places.drop" if after is None else "places.grant"
        _record(actor, deed, edition, group, before, after)


def set_international(
    edition: Edition, *, basis: Basis, home: list[str], at: datetime, actor: Actor
) -> None:
    """Say who counts as international; all are counted anew by it, with the delegations' places.

    Nobody loses a place: where a node has too few for those who are of it now, it is over.
    """
    admission = admission_of(edition.id, lock=True)
    if admission is None:
        admission = Admission(edition_id=edition.id)
        db.session.add(admission)
    before = {"basis": admission.basis, "home": admission.home}
    admission.basis, admission.home = basis, home
    db.session.flush()
    recount(edition, at=at)
    after = {"basis": basis.value, "home": home}
    _record(actor, "places.international", edition, edition.slug, before, after)


def _said(tree: Tree, group: str) -> dict[str, Any] | None:
    part = part_of(tree, group)
    if part is None:
        return None
    until = part.held_until.isoformat() if part.held_until else None
    return {"places": part.capacity, "until": until}


def _record(
    actor: Actor,
    deed: str,
    edition: Edition,
    subject: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    scope = audit.edition_scope(edition.id)
    audit.record(actor, deed, scope=scope, subject=subject, before=before, after=after)
