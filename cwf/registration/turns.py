"""Whose turn it is: how a queue moves by time alone, and who is served when a place is free.

An offer that has run out is over at that instant, whether or not anything was there to write it
down, and the next in line has theirs from that instant on. The same function tells it to who
reads and to who writes it down, so both always agree.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from cwf.registration.ledger import Ledger, Lines
from cwf.registration.places import OPEN, ClaimState, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An open claim: in the queue since `queued`, perhaps with an offer of a place of `node`.

    Those of one `party` that wait `together` are all served at one instant, or none is.
    """

    id: int
    participant_id: int
    group: str
    state: ClaimState
    queued: datetime
    node: int
    offered: datetime | None = None
    expires: datetime | None = None
    why: str = ""
    party: UUID | None = None
    together: bool = False


def offers(tree: Tree, entries: Iterable[Entry]) -> Counter[int]:
    """How many places of each node are offered; nodes across count what is offered elsewhere."""
    lines = Lines(tree)
    found: Counter[int] = Counter()
    for entry in entries:
        if entry.state is ClaimState.OFFERED:
            found.update((entry.node, *lines.across(entry.group)))
    return found


def settled(tree: Tree, entries: Iterable[Entry], at: datetime) -> list[Entry]:
    """The claims as they stand at an instant, in the order of the queue.

    From the tree's `due` on, instant by instant: what runs out lapses, what was held back is
    everybody's, and the first in line who can be served gets an offer from that very instant.
    At the end offers that no longer fit are taken back, the last first; those wait on where they
    stood. All that was open is returned, with what has lapsed on the way.

    On a closed tree time stands still, and no offer is open.
    """
    queue = sorted(entries, key=lambda entry: (entry.queued, entry.id))
    done = None
    if tree.closed is not None:
        return [
            _waits_on(tree, entry, "cancelled") if entry.state is ClaimState.OFFERED else entry
            for entry in queue
        ]
    while (instant := _next(tree, queue, done, at)) is not None:
        queue = _served(tree, _lapsed(queue, instant), instant)
        done = instant
    return _served(tree, _taken_back(tree, queue), at)


def next_change(tree: Tree, entries: Iterable[Entry], at: datetime) -> datetime | None:
    """The first instant after this one at which time alone changes a claim; None: there is none.

    An end of holding back counts only while somebody waits.
    """
    if tree.closed is not None:
        return None
    entries = list(entries)
    instants = [entry.expires for entry in entries if entry.state is ClaimState.OFFERED]
    if any(entry.state is ClaimState.WAITING for entry in entries):
        instants.append(next_release(tree, at))
    return earliest(*instants)


def next_release(tree: Tree, at: datetime, nodes: Container[int] | None = None) -> datetime | None:
    """The first instant after this one at which places are no longer held back, at any level.

    Those of some nodes, if they are given.
    """
    ends = (
        part.held_until
        for part in tree.parts
        if part.holds(at) and (nodes is None or part.id in nodes)
    )
    return earliest(*ends)


def earliest(*instants: datetime | None) -> datetime | None:
    """The first of those that there are."""
    return min((instant for instant in instants if instant is not None), default=None)


def would_be_over(places: int, capacity: int | None) -> int:
    """How many of the places taken a capacity would not hold."""
    return 0 if capacity is None else max(0, places - capacity)


def _next(
    tree: Tree, queue: Sequence[Entry], done: datetime | None, at: datetime
) -> datetime | None:
    """The next instant up to `at` at which an offer or a holding back ends."""
    if tree.due is None:
        return None
    ends = [entry.expires for entry in queue if entry.state is ClaimState.OFFERED]
    ends += [part.held_until for part in tree.parts]
    return earliest(
        *(
            end
            for end in ends
            if end is not None and tree.due <= end <= at and (done is None or done < end)
        )
    )


def _lapsed(queue: Sequence[Entry], instant: datetime) -> list[Entry]:
    return [
        replace(entry, state=ClaimState.LAPSED, why="lapsed")
        if entry.state is ClaimState.OFFERED and entry.expires and entry.expires <= instant
        else entry
        for entry in queue
    ]


def _taken_back(tree: Tree, queue: list[Entry]) -> list[Entry]:
    """Without the last of the offers for which there is no room any more.

    Those of a party that waits together are taken back together.
    """
    if not any(entry.state is ClaimState.OFFERED for entry in queue):
        return queue
    room = {part.id: (part.capacity, part.taken) for part in tree.parts}
    room[tree.id] = tree.capacity, tree.taken
    rest = {node: cap - taken for node, (cap, taken) in room.items() if cap is not None}
    lines, back = Lines(tree), set[int]()
    for unit in units(queue, ClaimState.OFFERED):
        wanted = Counter(node for one in unit for node in lines.all(one.node, one.group))
        if any(rest.get(node, number) < number for node, number in wanted.items()):
            back.update(one.id for one in unit)
        else:
            for node in wanted.keys() & rest.keys():
                rest[node] -= wanted[node]
    return [_waits_on(tree, entry, "resized") if entry.id in back else entry for entry in queue]


def _waits_on(tree: Tree, entry: Entry, why: str) -> Entry:
    """In the queue again, where it stood before its offer."""
    return replace(
        entry, state=ClaimState.WAITING, node=tree.id, offered=None, expires=None, why=why
    )


def _served(tree: Tree, queue: Sequence[Entry], instant: datetime) -> list[Entry]:
    """With offers for the first in line, as far as there are places for them or their group."""
    line = units(queue, ClaimState.WAITING) if tree.open(instant) else []
    if not line:
        return list(queue)
    ledger = Ledger(tree, offers(tree, queue), instant)
    refused: set[str] = set()  # giving places leaves fewer: who was refused once is refused still
    given: dict[int, Entry] = {}
    for unit in line:
        if not refused.isdisjoint(one.group for one in unit):
            continue
        nodes = seats(ledger, [one.group for one in unit])
        if nodes is not None:
            given.update(
                (one.id, _offer(tree, one, node, instant))
                for one, node in zip(unit, nodes, strict=True)
            )
        elif len(unit) == 1:
            refused.add(unit[0].group)
    return [given.get(entry.id, entry) for entry in queue]


def seats(ledger: Ledger, groups: Sequence[str]) -> list[int] | None:
    """A place for each of them, by its node, counted in; None: not for all, and none is counted."""
    found: list[int] = []
    for group in groups:
        node = ledger.node_for(group)
        if node is None:
            for one, taken in zip(groups, found, strict=False):
                ledger.add(taken, one, -1)
            return None
        ledger.add(node, group)
        found.append(node)
    return found


def units(queue: Iterable[Entry], state: ClaimState) -> list[list[Entry]]:
    """Those of a state, in order: each by itself, or with all of a party that waits together."""
    found: list[list[Entry]] = []
    parties: dict[UUID, list[Entry]] = {}
    for entry in queue:
        if entry.state is not state:
            continue
        party = entry.party if entry.together else None
        if party and party in parties:
            parties[party].append(entry)
            continue
        found.append([entry])
        if party:
            parties[party] = found[-1]
    return found


def _offer(tree: Tree, entry: Entry, node: int, instant: datetime) -> Entry:
    expires = instant + timedelta(minutes=tree.offer_minutes)
    return replace(
        entry,
        state=ClaimState.OFFERED,
        node=node,
        offered=instant,
        expires=min(expires, tree.closes) if tree.closes else expires,
        why="in_turn",
    )


def party_of(entries: Iterable[Entry], participant_id: int | None) -> list[str]:
    """The groups of all who wait together with somebody, their own among them; else none."""
    waiting = [one for one in entries if one.together and one.state is ClaimState.WAITING]
    parties = {one.party for one in waiting if one.participant_id == participant_id}
    return [one.group for one in waiting if one.party in parties]


def still_open(entries: Iterable[Entry]) -> list[Entry]:
    """Those that wait or have an offer."""
    return [entry for entry in entries if entry.state in OPEN]
