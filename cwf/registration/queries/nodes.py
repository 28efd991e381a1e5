"""The nodes of a tree of places in numbers, and the parties that wait for places, with reasons."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from cwf.database import db
from cwf.people.models import Person
from cwf.registration import turns
from cwf.registration.groups import counted
from cwf.registration.ledger import Ledger
from cwf.registration.line import Spot, spots
from cwf.registration.models import Participant
from cwf.registration.places import Claimant, ClaimState, Part, Tree
from cwf.registration.queries.places import Standing, claimants, standing
from cwf.registration.reasons import refused_by


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A node as it stands at an instant, beginning with the root (its group is "").

    `capacity`, `free` and `takeable` None: without bound. Of the capacity, places are `taken`,
    `offered`, `held` for nodes below it, and `free` for anybody whom it counts. `takeable` is how
    many people of exactly this group get one now, whatever the nodes above have left. `kept` are
    unused ones held back from the node above, until `held_until` (None: for good). `granted` is
    what all nodes right below have together, `beyond` how much more that is than it has itself.
    `over` is how many have a place beyond the capacity, `waiting` how many of it wait.
    """

    id: int
    group: str
    above: str | None
    depth: int
    capacity: int | None
    taken: int
    offered: int
    held: int
    free: int | None
    takeable: int | None
    kept: int
    held_until: datetime | None
    holds: bool
    over: int
    granted: int
    beyond: int
    waiting: int
    across: bool = False
    spills: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One of a party who waits or has an offer; what they are refused by, as `Reason.full`."""

    participant_id: int
    group: str
    state: ClaimState
    position: int | None
    expires: datetime | None
    full: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """People who asked together and have no place yet, in the order of the line.

    Those who wait `together` get their offers at one instant: `need` places, of which `there_are`
    so many now. `full` are all nodes that have too few.
    """

    id: UUID
    together: bool
    since: datetime
    people: tuple[Waiting, ...]
    need: int
    there_are: int

    @property
    def full(self) -> tuple[str, ...]:
        """The groups of all nodes that refuse one of them."""
        return tuple(dict.fromkeys(group for one in self.people for group in one.full))


def nodes(root_id: int, at: datetime) -> list[Node]:
    """The root, all below it in the order of their paths, and those that go across at the end.

    Two statements at most; none: there is no such tree.
    """
    found = standing([root_id], at).get(root_id)
    return [] if found is None else nodes_of(found, at)


def nodes_of(found: Standing, at: datetime) -> list[Node]:
    """The same of a tree that was read already."""
    tree = found.tree
    ledger = Ledger(tree, turns.offers(tree, found.queue), at)
    offered: Counter[int] = Counter()
    waiting: Counter[str] = Counter()
    for entry in found.queue:
        if entry.state is ClaimState.OFFERED:
            offered.update(ledger.lines.all(entry.node, entry.group))
        elif entry.state is ClaimState.WAITING:
            waiting[entry.group] += 1
    granted: Counter[int] = Counter()
    for part in tree.parts:
        if not part.across:
            granted[part.parent or tree.id] += part.capacity or 0
    order = sorted(tree.parts, key=lambda part: (part.across, part.group.split("/")))
    return [_node(ledger, part, offered, granted, waiting) for part in (_root_of(tree), *order)]


def _root_of(tree: Tree) -> Part:
    """The root, told as the nodes below it are; it holds nothing back from anything."""
    return Part(
        id=tree.id,
        group="",
        capacity=tree.capacity,
        taken=tree.taken,
        held_until=None,
        spills=False,
        over=tree.over,
    )


def _node(
    ledger: Ledger,
    part: Part,
    offered: Counter[int],
    granted: Counter[int],
    waiting: Counter[str],
) -> Node:
    node, capacity = part.id, part.capacity
    line = ledger.lines.up(node)
    above = line[1] if len(line) > 1 else ledger.tree.id
    return Node(
        id=node,
        group=part.group,
        above=ledger.group(above) if part.group else None,
        depth=len(line) - 1,
        capacity=capacity,
        taken=part.taken,
        offered=offered[node],
        held=ledger.held(node),
        free=ledger.free(node),
        takeable=ledger.room(node) if part.across else ledger.may_take(part.group),
        kept=ledger.kept(node) if part.group and not part.across else 0,
        held_until=part.held_until,
        holds=ledger.sets_aside(node),
        over=part.over,
        granted=granted[node],
        beyond=0 if capacity is None else max(0, granted[node] - capacity),
        waiting=sum(number for one, number in waiting.items() if counted(one, part.group)),
        across=part.across,
        spills=part.spills,
    )


def parties(root_id: int, at: datetime) -> list[Party]:
    """All parties that wait for places of a tree or have offers, with what they wait for."""
    found = standing([root_id], at).get(root_id)
    if found is None:
        return []
    by_id: dict[UUID, list[turns.Entry]] = {}
    for entry in turns.still_open(found.queue):
        if entry.party is not None:
            by_id.setdefault(entry.party, []).append(entry)
    where = spots(found.tree, found.queue, at)
    return [_party(found, one, entries, where, at) for one, entries in by_id.items()]


def _party(
    found: Standing,
    party: UUID,
    entries: list[turns.Entry],
    where: dict[int, Spot],
    at: datetime,
) -> Party:
    ledger = Ledger(found.tree, turns.offers(found.tree, found.queue), at)
    waiting = [one for one in entries if one.state is ClaimState.WAITING]
    refused: dict[int, tuple[str, ...]] = {}
    for one in waiting:
        if turns.seats(ledger, [one.group]) is None:
            refusing = refused_by(ledger, one.group)
            refused[one.id] = tuple(ledger.group(node) for node in refusing)
    return Party(
        id=party,
        together=any(one.together for one in entries),
        since=min(one.queued for one in entries),
        people=tuple(
            Waiting(
                participant_id=one.participant_id,
                group=one.group,
                state=one.state,
                position=where[one.id].number if one.id in where else None,
                expires=one.expires,
                full=refused.get(one.id, ()),
            )
            for one in entries
        ),
        need=len(waiting),
        there_are=len(waiting) - len(refused),
    )


def would_be_over_at(
    root_id: int, group: str, capacity: int | None, at: datetime, *, until: datetime | None
) -> list[Claimant]:
    """Whom a node of that capacity, held back until then, would leave without room: latest first.

    As `would_be_over` says it of a whole tree: nothing is changed. Places that are held back
    longer may take offers back from people of other groups, too; they are among those told.
    """
    found = standing([root_id], at).get(root_id)
    part = found and next((one for one in found.tree.parts if one.group == group), None)
    if not found or not part:
        return []
    parts = tuple(
        replace(one, capacity=capacity, held_until=until) if one is part else one
        for one in found.tree.parts
    )
    smaller = turns.settled(replace(found.tree, parts=parts, due=None), found.queue, at)
    back = {one.participant_id for one in smaller if one.why == "resized"}
    people = claimants(root_id, at)
    offered = [
        one for one in people if one.state is ClaimState.OFFERED and one.participant_id in back
    ]
    places = [one for one in people if one.state is ClaimState.PLACE and counted(one.group, group)]
    kept = len(places) - turns.would_be_over(len(places), capacity)
    return offered[::-1] + places[kept:][::-1]


def names_of(participant_ids: Iterable[int]) -> dict[int, str]:
    """What participants are called, by their ids."""
    wanted = list(participant_ids)
    people = (
        select(Participant.id, Person.name)
        .join(Person, Person.id == Participant.person_id)
        .where(Participant.id.in_(wanted))
    )
    return {row.id: row.name for row in db.session.execute(people)} if wanted else {}
