"""Whose turn it is: how a queue moves by time alone, and who is served when a place is free.

An offer that has run out is over at that instant, whether or not anything was there to write it
down, and the next in line has theirs from that instant on. The same function tells it to who
reads and to who writes it down, so both always agree.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cwf.registration.places import OPEN, ClaimState, Tree, left, node_for


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An open claim: in the queue since `queued`, perhaps with an offer of a place of `node`."""

    id: int
    participant_id: int
    group: str
    state: ClaimState
    queued: datetime
    node: int
    offered: datetime | None = None
    expires: datetime | None = None
    why: str = ""


def offers(entries: Iterable[Entry]) -> Counter[int]:
    """How many places of each node are offered."""
    return Counter(entry.node for entry in entries if entry.state is ClaimState.OFFERED)


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


def next_release(tree: Tree, at: datetime) -> datetime | None:
    """The first instant after this one at which places are no longer held back."""
    return earliest(*(part.held_until for part in tree.parts if part.holds(at)))


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
    """Without the last of the offers for which there is no room any more."""
    if tree.capacity is None:
        return queue
    rest = max(0, tree.capacity - tree.taken)
    found = []
    for entry in queue:
        if entry.state is ClaimState.OFFERED:
            if rest == 0:
                entry = _waits_on(tree, entry, "resized")
            else:
                rest -= 1
        found.append(entry)
    return found


def _waits_on(tree: Tree, entry: Entry, why: str) -> Entry:
    """In the queue again, where it stood before its offer."""
    return replace(
        entry, state=ClaimState.WAITING, node=tree.id, offered=None, expires=None, why=why
    )


def _served(tree: Tree, queue: Sequence[Entry], instant: datetime) -> list[Entry]:
    """With offers for the first in line, as far as there are places for them or their group."""
    if not tree.open(instant):
        return list(queue)
    given = offers(queue)
    found = []
    for entry in queue:
        if entry.state is ClaimState.WAITING and left(tree, given) != 0:
            node = node_for(tree, given, entry.group, instant)
            if node is not None:
                entry = _offer(tree, entry, node, instant)
                given[node] += 1
        found.append(entry)
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


def positions(entries: Iterable[Entry]) -> dict[int, int]:
    """By the id of a claim, where it stands among those who wait without an offer, from 1."""
    waiting = [entry for entry in entries if entry.state is ClaimState.WAITING]
    return {entry.id: place for place, entry in enumerate(waiting, 1)}


def still_open(entries: Iterable[Entry]) -> list[Entry]:
    """Those that wait or have an offer."""
    return [entry for entry in entries if entry.state in OPEN]
