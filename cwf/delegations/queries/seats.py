"""Places of one delegation by role: granted, taken, and who has none yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from cwf.database import db
from cwf.delegations.models import Delegation, Member
from cwf.delegations.queries.groups import group_of_all
from cwf.delegations.roles import Role
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Standing
from cwf.registration.models import Quota


@dataclass(frozen=True, kw_only=True)
class Seats:
    """A role, or (None) all: how many are named, how many of them wait, what was granted.

    `places` None: no number was said for it.
    """

    role: Role | None
    named: int
    waiting: int
    places: int | None

    @property
    def free(self) -> int | None:
        """How many places nobody has."""
        if self.places is None:
            return None
        return max(0, self.places - self.named + self.waiting)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """All seats of a delegation, and those of each role that has any, or members."""

    all: Seats
    roles: tuple[Seats, ...]

    @property
    def shared(self) -> Seats | None:
        """The places that no role has for itself; None: there are none, or no number was said."""
        if self.all.places is None:
            return None
        rest = self.all.places - sum(one.places or 0 for one in self.roles)
        open_to_all = [one for one in self.roles if one.places is None]
        named = sum(one.named for one in open_to_all)
        waiting = sum(one.waiting for one in open_to_all)
        whole = Seats(role=None, named=named, waiting=waiting, places=max(0, rest))
        return whole if whole.places or named else None

    @property
    def empty(self) -> int:
        """How many seats nobody sits on; of no bound none is drawn."""
        return self.all.free or 0


def seats_of(delegation: Delegation, members: Sequence[Member]) -> Placed:
    """The places of a delegation and of its roles; one statement."""
    granted = _granted(delegation)
    named = Counter(Role(one.role) for one in members)
    waiting = Counter(
        Role(one.role) for one in members if one.participant.standing == Standing.WAITING
    )
    roles = tuple(
        Seats(role=role, named=named[role], waiting=waiting[role], places=granted.get(role))
        for role in Role
        if named[role] or granted.get(role) is not None
    )
    whole = Seats(role=None, named=named.total(), waiting=waiting.total(), places=granted.get(None))
    return Placed(all=whole, roles=roles)


def free_of(delegation: Delegation, members: Sequence[Member]) -> Mapping[Role, int | None]:
    """How many places of each role are free now; None: no number was said for it."""
    placed = seats_of(delegation, members)
    rest = placed.all.free
    open_to_all = rest
    if rest is not None:
        open_to_all = min(rest, placed.shared.free or 0) if placed.shared else 0
    found: dict[Role, int | None] = dict.fromkeys(Role, open_to_all)
    for one in placed.roles:
        if one.role is not None and one.free is not None:
            found[one.role] = one.free if rest is None else min(one.free, rest)
    return found


def _granted(delegation: Delegation) -> dict[Role | None, int | None]:
    """Places by role; those of all under None."""
    root_id = root_of(delegation.edition_id)
    if root_id is None:
        return {}
    above = group_of_all(delegation)
    rows = db.session.execute(
        select(Quota.group, Quota.capacity).where(
            Quota.root_id == root_id,
            or_(Quota.group == above, Quota.group.startswith(f"{above}/", autoescape=True)),
        )
    )
    codes = {f"{above}/{role}": role for role in Role}
    return {codes.get(group): capacity for group, capacity in rows if group in {above, *codes}}
