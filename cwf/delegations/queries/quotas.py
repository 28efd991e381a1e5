"""The places of delegations: nodes of the tree of their edition's places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.delegations.models import Delegation
from cwf.delegations.models import PlaceRequest as PlaceRequest  # noqa: PLC0414 - views name it
from cwf.delegations.queries.groups import group_of_all, group_of_role
from cwf.delegations.queries.left import member_counts
from cwf.delegations.roles import Role, group_of_delegation
from cwf.registration.models import Admission, Quota
from cwf.registration.queries.nodes import Node, nodes

ANY = "any"  # places of a delegation that no role has for itself


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The places of a role: how many were granted, have a name, and are free.

    `granted` and `free` None: the role has no number of its own.
    """

    granted: int | None
    named: int
    free: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotas:
    """The places of a delegation at an instant.

    `total` None: the host has given it no number. `free` are places of the delegation that nobody
    has and no role keeps for itself; `above` how many more what it is a part of could give it
    (None: without bound). `over` is by how many more are named than granted.
    """

    total: int | None
    named: int
    free: int | None
    above: int | None
    over: int
    waiting: int
    roles: Mapping[Role, Part]

    @property
    def placed(self) -> int:
        """How many of the named have a place: all who do not wait for one."""
        return self.named - self.waiting

    @property
    def left(self) -> int:
        """How many of all places nobody has and nobody is offered; 0 where no number was said."""
        if self.total is None:
            return 0
        own = sum(part.free or 0 for part in self.roles.values() if part.granted is not None)
        return max(0, min(self.total - self.placed, own + (self.free or 0)))

    def granted(self, role: Role) -> int | None:
        """How many places of its own a role has."""
        part = self.roles.get(role)
        return part.granted if part else None

    def named_without(self, role: Role) -> int:
        """How many of a role have a place while it has no number of its own, else none."""
        part = self.roles.get(role)
        return part.named if part and part.granted is None else 0

    def free_of(self, source: str) -> int | None:
        """How many places can be taken from a role, or from `ANY`: those that nobody has."""
        if source == ANY:
            return self.free if self.total is not None else 0
        part = self.roles.get(Role(source))
        return 0 if part is None or part.free is None else part.free

    def said(self) -> dict[str, int | None]:
        """The numbers as the log keeps them."""
        by_role = {str(r): p.granted for r, p in self.roles.items() if p.granted is not None}
        return {"number": self.total, **by_role}

    @property
    def shared(self) -> Part | None:
        """The places that no role has for itself; None where every place is some role's."""
        if self.total is None:
            return None
        kept = sum(part.granted or 0 for part in self.roles.values())
        named = sum(part.named for part in self.roles.values() if part.granted is None)
        whole = max(self.total - kept, 0)
        return Part(granted=whole, named=named, free=self.free) if whole or named else None


def quotas_of(row: Delegation, at: datetime) -> Quotas:
    """The places of one delegation, settled to this instant."""
    root = select(Admission.root_id).where(Admission.edition_id == row.edition_id)
    root_id = db.session.scalar(root)
    found = {one.group: one for one in nodes(root_id, at)} if root_id else {}
    counts = member_counts([row.id])[row.id]
    whole = found.get(group_of_all(row))
    roles = {}
    for role in Role:
        node = found.get(group_of_role(row, role))
        if node or counts.roles[role]:
            capacity = node.capacity if node else None
            free = node.free if node else None
            roles[role] = Part(granted=capacity, named=counts.roles[role], free=free)
    kept = sum(part.free or 0 for part in roles.values())
    path = group_of_all(row).rpartition("/")[0]
    above = found.get(path) or found.get("")
    return Quotas(
        total=whole.capacity if whole else None,
        named=counts.roles.total(),
        free=_unused(whole, kept) if whole else None,
        above=above.takeable if above else None,
        over=whole.over if whole else 0,
        waiting=counts.waiting,
        roles=roles,
    )


def _unused(whole: Node, kept: int) -> int | None:
    """The places that nobody has but those of the roles, whether these are still held back."""
    return None if whole.free is None else max(0, whole.free + whole.held - kept)


def granted_of(edition_id: int, rows: Sequence[Delegation], at: datetime) -> dict[int, int | None]:
    """How many places each delegation has by its id; None where the host has said no number."""
    groups = {
        group_of_delegation(row.id, international=international): row.id
        for row in rows
        for international in (False, True)
    }
    root = select(Admission.root_id).where(Admission.edition_id == edition_id).scalar_subquery()
    found = db.session.execute(
        select(Quota.group, Quota.capacity).where(Quota.root_id == root, Quota.group.in_(groups))
    )
    return {row.id: None for row in rows} | {groups[one.group]: one.capacity for one in found}


def requests_of(row: Delegation) -> Sequence[PlaceRequest]:
    """What a delegation asked for: what waits first, then the latest."""
    found = select(PlaceRequest).where(PlaceRequest.delegation_id == row.id)
    rows = db.session.scalars(found.order_by(PlaceRequest.id.desc())).all()
    return sorted(rows, key=lambda one: one.decided is not None)


def request_of(row: Delegation, number: int, *, lock: bool = False) -> PlaceRequest:
    """A request of this delegation; raises NotFound."""
    wanted = select(PlaceRequest).where(
        PlaceRequest.delegation_id == row.id, PlaceRequest.id == number
    )
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound
    return found
