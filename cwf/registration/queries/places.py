"""Places and claims, as they stand at an instant.

What rows say is brought up to the instant by the rule that writes them down, too (turns.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from cwf.database import db
from cwf.registration import turns
from cwf.registration.ledger import Ledger, offered
from cwf.registration.line import Spot, spots
from cwf.registration.places import (
    OPEN,
    Claimant,
    ClaimState,
    Counts,
    Held,
    Tree,
)
from cwf.registration.queries.trees import CLAIMS, QUOTAS, entry_of, read_queues, read_trees
from cwf.registration.reasons import Reason, explain
from cwf.registration.turns import Entry

RANK = {ClaimState.PLACE: 0, ClaimState.OFFERED: 1, ClaimState.WAITING: 2}

Now = Mapping[int, tuple[Entry, Spot | None]]  # by the id of a claim: how it stands, and where


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A tree with the claims that were open when last written down, as all stand at an instant.

    `queue` is in order; an offer that has lapsed meanwhile is in it as such.
    """

    tree: Tree
    queue: list[Entry]

    def counts(self, at: datetime) -> Counts:
        """In numbers."""
        given = turns.offers(self.tree, self.queue)
        ledger = Ledger(self.tree, given, at)
        return Counts(
            capacity=self.tree.capacity,
            taken=self.tree.taken,
            free=ledger.free(self.tree.id) if self.tree.open(at) else 0,
            held=ledger.held(self.tree.id),
            waiting=sum(one.state is ClaimState.WAITING for one in self.queue),
            over=self.tree.over,
            offered=offered(self.tree, given),
        )


def standing(root_ids: Iterable[int], at: datetime) -> dict[int, Standing]:
    """Each tree with its open claims, by the id of its root; two statements at most."""
    trees = read_trees(root_ids)
    queues = read_queues([tree.id for tree in trees.values() if tree.waiting])
    return {root: _standing(tree, queues.get(root, ()), at) for root, tree in trees.items()}


def counts(root_ids: Iterable[int], at: datetime) -> dict[int, Counts]:
    """Each tree of places in numbers, by the id of its root; two statements at most."""
    return {root: found.counts(at) for root, found in standing(root_ids, at).items()}


def held_by(participant_id: int, at: datetime) -> list[Held]:
    """The claims of a participant, those that are over too, in order of their trees.

    One statement, and two more where one of them waits or has an offer.
    """
    return held_by_each([participant_id], at)[participant_id]


def held_by_each(participant_ids: Iterable[int], at: datetime) -> dict[int, list[Held]]:
    """The same of several participants, by their ids, in as many statements."""
    each: dict[int, list[Held]] = {one: [] for one in participant_ids}
    rows = db.session.execute(
        select(CLAIMS, QUOTAS.c.closed)
        .join(QUOTAS, QUOTAS.c.id == CLAIMS.c.root_id)
        .where(CLAIMS.c.participant_id.in_(each))
        .order_by(CLAIMS.c.root_id)
    ).all()
    found = standing({row.root_id for row in rows if row.state in OPEN and not row.closed}, at)
    now = {key: one for tree in found.values() for key, one in _by_id(tree, at).items()}
    for row in rows:
        held = Held(root_id=row.root_id, **_told(row, row.closed, now))
        each[row.participant_id].append(held)
    return each


def number_held(participant_id: int, at: datetime) -> int:
    """In how many trees a participant has a place, was offered one, or waits."""
    return sum(claim.state in RANK for claim in held_by(participant_id, at))


def reasons(
    root_ids: Iterable[int], participant_id: int | None, *, group: str, at: datetime
) -> dict[int, Reason]:
    """Why a participant of that group has a place or none on each tree, and what they may do.

    None: somebody who does not take part, or is not known. Five statements at most.
    """
    held = {one.root_id: one for one in held_by(participant_id, at)} if participant_id else {}
    return {
        root: explain(
            found.tree,
            turns.offers(found.tree, found.queue),
            held.get(root),
            group=group,
            at=at,
            party=turns.party_of(found.queue, participant_id),
        )
        for root, found in standing(root_ids, at).items()
    }


def claimants(root_id: int, at: datetime) -> list[Claimant]:
    """All who have or had a claim on a tree: places, offers, the queue in order, then the rest.

    Places stand in the order in which they were taken; the last, beyond the capacity, are `over`.
    """
    tree = read_trees([root_id]).get(root_id)
    if tree is None:
        return []
    rows = db.session.execute(
        select(CLAIMS).where(CLAIMS.c.root_id == root_id).order_by(CLAIMS.c.since, CLAIMS.c.id)
    ).all()
    now = _by_id(_standing(tree, [entry_of(row) for row in rows if row.state in OPEN], at), at)
    found = [
        Claimant(participant_id=row.participant_id, **_told(row, tree.closed, now)) for row in rows
    ]
    found.sort(key=lambda one: (RANK.get(one.state, len(RANK)), (one.position or 0) + one.others))
    kept = tree.taken - turns.would_be_over(tree.taken, tree.capacity)
    return [
        replace(one, over=True) if one.state is ClaimState.PLACE and number >= kept else one
        for number, one in enumerate(found)
    ]


def would_be_over(root_id: int, capacity: int | None, at: datetime) -> list[Claimant]:
    """Whom a capacity would leave without room, the latest first: nothing is changed.

    Those with a place would keep it, beyond the capacity. Those with an offer would have it taken
    back, and wait on where they stood.
    """
    found = standing([root_id], at).get(root_id)
    if found is None:
        return []
    smaller = turns.settled(replace(found.tree, capacity=capacity, due=None), found.queue, at)
    back = {one.participant_id for one in smaller if one.why == "resized"}
    people = claimants(root_id, at)
    offered = [
        one for one in people if one.state is ClaimState.OFFERED and one.participant_id in back
    ]
    places = [one for one in people if one.state is ClaimState.PLACE]
    kept = len(places) - turns.would_be_over(len(places), capacity)
    return offered[::-1] + places[kept:][::-1]


def _standing(tree: Tree, entries: Iterable[Entry], at: datetime) -> Standing:
    queue = turns.settled(tree, entries, at)
    return Standing(tree=replace(tree, waiting=len(turns.still_open(queue))), queue=queue)


def _by_id(found: Standing, at: datetime) -> Now:
    where = spots(found.tree, found.queue, at)
    return {entry.id: (entry, where.get(entry.id)) for entry in found.queue}


def _told(row: Row[Any], closed: datetime | None, now: Now) -> dict[str, Any]:
    """What is told of a claim: of its row, unless its tree is closed or the queue has moved."""
    told = {"state": ClaimState(row.state), "group": row.group_code, "since": row.since}
    if closed and row.ended is None:
        return {**told, "state": ClaimState.CANCELLED, "ended": closed, "why": "cancelled"}
    if row.id not in now:
        return {**told, "ended": row.ended, "why": row.why}
    entry, spot = now[row.id]
    lapsed = entry.state is ClaimState.LAPSED
    return {
        **told,
        "state": entry.state,
        "since": entry.offered or entry.queued,
        "position": spot.number if spot else None,
        "others": spot.others if spot else 0,
        "expires": None if lapsed else entry.expires,
        "ended": entry.expires if lapsed else None,
        "why": entry.why,
    }
