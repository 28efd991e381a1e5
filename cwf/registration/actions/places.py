"""Places: opened, held back, taken, waited for, offered, given up.

Whoever calls this commits. Every action brings the tree up to its instant first, so what has
lapsed meanwhile has lapsed, and offers what it frees to the next in line at once; call
`jobs.nudge("offers")` after the commit, and the mails go out.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.registration.actions.claims import (
    claim_first,
    claim_of,
    count_parts,
    had,
    move_offers,
    plainly_full,
    put_claim,
    queue_up,
    why_not,
    write_claim,
)
from cwf.registration.actions.nested import take_at_once
from cwf.registration.actions.regrouping import regroup
from cwf.registration.actions.settling import (
    count_at_once,
    count_in,
    count_out,
    lock,
    put,
    record_by,
    settle,
)
from cwf.registration.actions.trees import (
    close_tree,
    open_tree,
    reopen_tree,
    resize,
    set_terms,
    settle_tree,
)
from cwf.registration.groups import nested
from cwf.registration.ledger import Ledger
from cwf.registration.places import ClaimState, Outcome
from cwf.registration.queries.trees import CLAIMS, QUOTAS, read_offers

__all__ = [
    "accept",
    "close_tree",
    "give_all_up",
    "give_up",
    "hold_back",
    "open_tree",
    "regroup",
    "reopen_tree",
    "resize",
    "set_terms",
    "settle_tree",
    "take",
]


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
            root_id=root_id,
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
    count_parts(root_id)
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
    if nested(group):
        if take_at_once(root_id, participant_id, group, at):
            return Outcome.TAKEN
    elif count_at_once(root_id, at):
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
    return had(tree, claim, at)


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
        count_out(tree, claim.quota_id, claim.group_code)
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


def _take_in_turn(
    root_id: int, participant_id: int, group: str, at: datetime, *, wait: bool
) -> Outcome:
    tree = settle(lock([root_id])[root_id], at)
    claim = claim_of(root_id, participant_id)
    if tree.closed:
        return Outcome.CLOSED
    if claim is not None and claim.ended is None:
        return had(tree, claim, at)
    if not tree.open(at):
        return Outcome.CLOSED
    ledger = Ledger(tree, read_offers(tree) if tree.waiting else {}, at)
    node = ledger.node_for(group)
    if node is not None:
        count_in(tree, node, group)
        values: dict[str, Any] = {"quota_id": node, "state": ClaimState.PLACE, "why": ""}
    elif wait:
        values = {"quota_id": root_id, "state": ClaimState.WAITING, "why": why_not(ledger, group)}
        values["queued"] = queue_up(tree, at)
    else:
        return Outcome.FULL
    write_claim(root_id, participant_id, claim, group_code=group, since=at, **values)
    return Outcome.TAKEN if node is not None else Outcome.WAITING
