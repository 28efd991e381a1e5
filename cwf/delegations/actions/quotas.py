"""The places of a delegation: granted, asked for, moved between roles. Nothing here commits.

They are nodes of the tree of the edition's places: one for the delegation, below it one for each
role that has a number of its own. Until its `places_held_until` what a role has is held back from
the other roles, and what the delegation has from everybody; from then on numbers are bounds only.
Nudge `offers` after the commit, for what becomes free is offered.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.delegations.actions.history import record
from cwf.delegations.models import Delegation, PlaceRequest
from cwf.delegations.queries.groups import group_of_all, group_of_role
from cwf.delegations.queries.node_names import groups_of_members
from cwf.delegations.queries.quotas import ANY, Quotas, quotas_of
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.editions.models import Edition
from cwf.registration.actions.admission import admission_of, open_places
from cwf.registration.actions.nodes import drop_node, put_node
from cwf.registration.actions.settling import lock
from cwf.registration.places import NotFree

OPEN_REQUESTS = 10


class TooManyOpenError(ValueError):
    """So many requests wait for the host already."""


def grant(
    row: Delegation,
    total: int | None,
    roles: Mapping[Role, int],
    *,
    at: datetime,
    actor: Actor,
) -> int:
    """Give a delegation places: in all, and of some roles so many each; by how many it is over.

    `total` None: no number of its own, and none by role either. Nobody loses a place.
    """
    root_id = _root(row, at, actor)
    lock([root_id])
    before = quotas_of(row, at)
    if total is None:
        for group in (*(group_of_role(row, role) for role in Role), group_of_all(row)):
            drop_node(root_id, group, at=at)
        over = 0
    else:
        over = _put(row, root_id, before, total, roles, at)
    after: dict[str, int | None] = {"number": total, **{str(r): n for r, n in roles.items()}}
    record(row, "quota.grant", actor, before=before.said(), after=after)
    return over


def hold(row: Delegation, until: datetime | None, *, at: datetime) -> None:
    """Hold its places back until then (None: for good; a past instant: no longer)."""
    admission = admission_of(row.edition_id)
    if admission is None or admission.root_id is None:
        return
    lock([admission.root_id])
    before = quotas_of(row, at)
    if before.total is None:
        return
    held = {group_of_all(row): before.total}
    held |= {
        group_of_role(row, role): part.granted
        for role, part in before.roles.items()
        if part.granted is not None
    }
    for group, number in held.items():
        put_node(admission.root_id, group, capacity=number, until=until, at=at)


def ask(
    row: Delegation,
    *,
    source: str,
    target: str,
    number: int,
    reason: str,
    at: datetime,
    actor: Actor,
) -> PlaceRequest:
    """Ask the host for places, flushed; `row` is locked. Raises TooManyOpenError.

    `source` and `target` are roles, `ANY`, or "": nothing to take from asks for more, nothing to
    give to gives back.
    """
    waiting = select(PlaceRequest.id).where(
        PlaceRequest.delegation_id == row.id, PlaceRequest.decided.is_(None)
    )
    if len(db.session.scalars(waiting).all()) >= OPEN_REQUESTS:
        raise TooManyOpenError
    request = PlaceRequest(
        delegation_id=row.id,
        from_role=source,
        to_role=target,
        number=number,
        reason=reason,
        asked=at,
        asked_by=actor.name,
    )
    db.session.add(request)
    db.session.flush()
    record(row, "quota.ask", actor, after=_of(request))
    return request


def decide(
    row: Delegation,
    request: PlaceRequest,
    *,
    granted: bool,
    answer: str,
    at: datetime,
    actor: Actor,
) -> bool:
    """The host grants a request, and the places move at once, or refuses it; False: it was decided.

    Both rows are locked. Raises NotFree with how many there are, and nothing is changed.
    """
    if request.decided is not None:
        return False
    if granted:
        _move(row, request, at, actor)
    request.decided, request.granted, request.answer = at, granted, answer
    db.session.flush()
    said = {"reason": answer} if answer else {}
    action = "quota.move" if granted else "quota.refuse"
    record(row, action, actor, after={**_of(request), **said})
    return True


def _move(row: Delegation, request: PlaceRequest, at: datetime, actor: Actor) -> None:
    """Have the places where they are asked for, as the tree stands under its lock."""
    root_id = _root(row, at, actor)
    lock([root_id])
    now = quotas_of(row, at)
    free = now.free_of(request.from_role) if request.from_role else now.above
    if free is not None and free < request.number:
        raise NotFree(max(free, 0))
    roles = {
        Role(role): part.granted for role, part in now.roles.items() if part.granted is not None
    }
    total = now.total or 0
    if not request.from_role:
        total += request.number
    elif not request.to_role:
        total -= request.number
    if request.from_role not in ("", ANY):
        roles[Role(request.from_role)] -= request.number
    if request.to_role not in ("", ANY):
        role = Role(request.to_role)
        roles[role] = roles.get(role, now.named_without(role)) + request.number
    _put(row, root_id, now, total, roles, at)


def _put(
    row: Delegation,
    root_id: int,
    before: Quotas,
    total: int,
    roles: Mapping[Role, int],
    at: datetime,
) -> int:
    """Resize the nodes: what grows first, so that nothing is offered to others in between."""
    until = at if row.stage == Stage.DECLINED else row.places_held_until
    had = before.total or 0
    whole = group_of_all(row)
    over = put_node(root_id, whole, capacity=max(total, had), until=until, at=at)
    grown = sorted(roles, key=lambda role: (before.granted(role) or 0) >= roles[role])
    for role in grown:
        put_node(root_id, group_of_role(row, role), capacity=roles[role], until=until, at=at)
    for role in Role:
        if role not in roles and before.granted(role) is not None:
            drop_node(root_id, group_of_role(row, role), at=at)
    if total < had:
        over = put_node(root_id, whole, capacity=total, until=until, at=at)
    return over


def _root(row: Delegation, at: datetime, actor: Actor) -> int:
    """The tree of the edition's places; one without bound is made where there is none."""
    admission = admission_of(row.edition_id)
    if admission is None or admission.root_id is None:
        edition = db.session.get_one(Edition, row.edition_id)
        admission = open_places(edition, None, at, actor, groups=groups_of_members(row.edition_id))
    assert admission.root_id is not None
    return admission.root_id


def _of(request: PlaceRequest) -> dict[str, str | int]:
    said: dict[str, str | int] = {
        "from": request.from_role,
        "to": request.to_role,
        "number": request.number,
    }
    return {name: value for name, value in said.items() if value}
