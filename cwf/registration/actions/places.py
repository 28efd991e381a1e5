"""Places: opened, held back, taken, waited for, offered, given up.

Whoever calls this commits. Every action brings the tree up to its instant first, so what has
lapsed meanwhile has lapsed, and offers what it frees to the next in line at once; call
`jobs.nudge("offers")` after the commit, and the mails go out.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.registration.actions.claims import (
    claim_first,
    claim_of,
    move_offers,
    plainly_full,
    put_claim,
    queue_up,
    write_claim,
)
from cwf.registration.actions.settling import (
    count_at_once,
    count_in,
    count_out,
    lock,
    put,
    record_by,
    settle,
)
from cwf.registration.places import ClaimState, Outcome, Tree, held_back, node_for
from cwf.registration.queries.trees import CLAIMS, QUOTAS, read_offers
from cwf.registration.turns import would_be_over


def open_tree(
    edition_id: int,
    *,
    capacity: int | None,
    offer_minutes: int,
    closes: datetime | None = None,
) -> int:
    """Make a tree of places; the id of its root. `capacity` None: without bound.

    Nobody takes a place from `closes` on, and no offer lasts longer.
    """
    made = insert(QUOTAS).values(
        edition_id=edition_id, capacity=capacity, offer_minutes=offer_minutes, closes=closes
    )
    return db.session.execute(made.returning(QUOTAS.c.id)).scalar_one()


def set_terms(root_id: int, *, offer_minutes: int, closes: datetime | None, at: datetime) -> None:
    """Change how long offers stay open and when taking ends; offers already made stay as made."""
    tree = settle(lock([root_id])[root_id], at)
    put(root_id, offer_minutes=offer_minutes, closes=closes)
    settle(replace(tree, offer_minutes=offer_minutes, closes=closes), at, moved=True)


def resize(root_id: int, capacity: int | None, at: datetime) -> int:
    """Make a tree larger or smaller; by how many it is then over.

    Nobody loses a place. Offers that no longer fit are taken back, the last first, and wait on
    where they stood; who that would be, `would_be_over` tells before.
    """
    tree = settle(lock([root_id])[root_id], at)
    over = would_be_over(tree.taken, capacity)
    put(root_id, capacity=capacity, over=over)
    settle(replace(tree, capacity=capacity, over=over), at, moved=True)
    return over


def hold_back(
    root_id: int, *, group: str, number: int, until: datetime | None, at: datetime
) -> None:
    """Keep that many places of a tree for a group until an instant (None: for good); 0: none.

    Places that its people take count among them. What others have is not taken from them: where
    too few are free, the next that are given up are kept. Of one group there is one such part.
    """
    tree = settle(lock([root_id])[root_id], at)
    part = next((part for part in tree.parts if part.group == group), None)
    if part is None and number:
        made = insert(QUOTAS).values(
            edition_id=tree.edition_id,
            parent_id=root_id,
            group_code=group,
            capacity=number,
            held_until=until,
        )
        db.session.execute(made)
    elif part and number:
        put(part.id, capacity=number, over=max(0, part.taken - number), held_until=until)
        move_offers(part.id, root_id, beyond=max(0, number - part.taken))
    elif part:
        moved = update(CLAIMS).where(CLAIMS.c.quota_id == part.id).values(quota_id=root_id)
        db.session.execute(moved)
        db.session.execute(delete(QUOTAS).where(QUOTAS.c.id == part.id))
    children = select(func.count()).where(QUOTAS.c.parent_id == root_id)
    put(root_id, parts=db.session.scalar(children))
    settle(lock([root_id])[root_id], at, moved=True)


def take(
    root_id: int,
    participant_id: int,
    *,
    group: str = "",
    at: datetime,
    wait: bool = False,
) -> Outcome:
    """Take a place for a participant of a group, or else get in line if they will `wait`.

    TAKEN; ALREADY: they had one; WAITING: they are in line; FULL: nothing free for them, and
    nobody was asked to wait; CLOSED. An offer that they have is taken. Nobody gets a place past
    those who wait and could have it.
    """
    if count_at_once(root_id, at):
        if claim_first(root_id, participant_id, group, at):
            return Outcome.TAKEN
        # They have or had a claim: looked at below, under the lock that the update holds.
        put(root_id, taken=QUOTAS.c.taken - 1)
    elif not wait and plainly_full(root_id, participant_id, at):
        return Outcome.FULL
    return _take_in_turn(root_id, participant_id, group, at, wait=wait)


def accept(root_id: int, participant_id: int, *, at: datetime) -> Outcome:
    """Take the place that was offered. NOT_OFFERED: there is no such offer, or none any more."""
    tree = settle(lock([root_id])[root_id], at)
    claim = claim_of(root_id, participant_id)
    if tree.closed:
        return Outcome.CLOSED
    if claim is None or claim.state not in (ClaimState.PLACE, ClaimState.OFFERED):
        return Outcome.NOT_OFFERED
    return _had(tree, claim, at)


def give_up(
    root_id: int,
    participant_id: int,
    *,
    at: datetime,
    why: str = "given_up",
    by: Actor | None = None,
) -> bool:
    """Give a place back, decline an offer, or leave the line; whether there was any of these.

    `why` is kept with the claim; of an offer "given_up" becomes "declined". `by` is who did it for
    them, for the log; None: they themselves, or it is logged otherwise.
    """
    tree = settle(lock([root_id])[root_id], at)
    claim = claim_of(root_id, participant_id)
    if claim is None or claim.ended is not None:
        return False
    if claim.state == ClaimState.PLACE:
        count_out(tree, claim.quota_id)
    elif claim.state == ClaimState.OFFERED and why == "given_up":
        why = "declined"
    put_claim(claim.id, state=ClaimState.GIVEN_UP, ended=at, why=why)
    settle(lock([root_id])[root_id], at, moved=True)
    if by:
        record_by(by, "place.give_up", tree, participant_id)
    return True


def give_all_up(
    participant_id: int, *, at: datetime, why: str = "cancelled", by: Actor | None = None
) -> int:
    """Give up all that a participant has, waits for and was offered; how many that was.

    To be called before a participant goes: deleting the row alone would leave the counts wrong.
    """
    mine = select(CLAIMS.c.root_id).where(
        CLAIMS.c.participant_id == participant_id, CLAIMS.c.ended.is_(None)
    )
    roots = sorted(db.session.scalars(mine))
    if not roots:
        return 0
    lock(roots)
    return sum(give_up(root, participant_id, at=at, why=why, by=by) for root in roots)


def close_tree(root_id: int, at: datetime) -> None:
    """End a tree: its session was cancelled, or is no longer limited.

    Its claims read as cancelled from then on; the rows of places and waits, and their counts, stay
    as they are. Who had an offer is in line again. A tree that is closed already stays so.
    """
    tree = settle(lock([root_id])[root_id], at)
    if tree.closed is None:
        put(root_id, closed=at)
        settle(replace(tree, closed=at), at, moved=True)


def reopen_tree(root_id: int, at: datetime) -> None:
    """Take the end of a tree back: who had a place has it again, who waited waits on."""
    tree = settle(lock([root_id])[root_id], at)
    put(root_id, closed=None)
    settle(replace(tree, closed=None), at, moved=True)


def settle_tree(root_id: int, at: datetime) -> None:
    """Write down what time has changed; what reads as true does not change by it."""
    settle(lock([root_id])[root_id], at)


def _take_in_turn(
    root_id: int, participant_id: int, group: str, at: datetime, *, wait: bool
) -> Outcome:
    tree = settle(lock([root_id])[root_id], at)
    claim = claim_of(root_id, participant_id)
    if tree.closed:
        return Outcome.CLOSED
    if claim is not None and claim.ended is None:
        return _had(tree, claim, at)
    if not tree.open(at):
        return Outcome.CLOSED
    given = read_offers(tree.id) if tree.waiting else {}
    node = node_for(tree, given, group, at)
    if node is not None:
        count_in(tree, node)
        values: dict[str, Any] = {"quota_id": node, "state": ClaimState.PLACE, "why": ""}
    elif wait:
        why = "held_back" if held_back(tree, given, at) else "full"
        values = {"quota_id": root_id, "state": ClaimState.WAITING, "why": why}
        values["queued"] = queue_up(tree, at)
    else:
        return Outcome.FULL
    write_claim(root_id, participant_id, claim, group_code=group, since=at, **values)
    return Outcome.TAKEN if node is not None else Outcome.WAITING


def _had(tree: Tree, claim: Row[Any], at: datetime) -> Outcome:
    """What asking comes to for somebody whose claim on a locked tree is not over."""
    if claim.state == ClaimState.PLACE:
        return Outcome.ALREADY
    if claim.state == ClaimState.WAITING:
        return Outcome.WAITING if tree.open(at) else Outcome.CLOSED
    count_in(tree, claim.quota_id)
    put_claim(claim.id, state=ClaimState.PLACE, since=at, why="offered")
    put(tree.id, waiting=QUOTAS.c.waiting - 1)
    return Outcome.TAKEN
