"""Another group for somebody who has a place, an offer, or waits: another role, another category.

Whoever calls this commits.
"""

from datetime import datetime

from sqlalchemy import Row

from cwf.registration.actions.claims import claim_of, put_claim
from cwf.registration.actions.settling import count_all_in, count_all_out, lock, settle
from cwf.registration.ledger import Ledger
from cwf.registration.places import ClaimState, Outcome, Tree
from cwf.registration.queries.trees import read_offers


def regroup(root_id: int, participant_id: int, group: str, *, at: datetime) -> Outcome:
    """Count a participant in another group, with the place, offer or wait that they have.

    TAKEN: the place is now one of that group. WAITING: so is the wait, or the offer, which keeps
    its end; the place in line stays. ALREADY: they were of it. FULL: that group has no place for
    them, and nothing is changed. NOT_OFFERED: there is nothing that could be counted. CLOSED.
    """
    tree = settle(lock([root_id])[root_id], at)
    claim = claim_of(root_id, participant_id)
    if tree.closed:
        return Outcome.CLOSED
    if claim is None or claim.ended is not None:
        return Outcome.NOT_OFFERED
    if claim.group_code == group:
        return Outcome.ALREADY
    if claim.state == ClaimState.WAITING:
        put_claim(claim.id, group_code=group)
    elif not _moved(tree, claim, group, at):
        return Outcome.FULL
    settle(lock([root_id])[root_id], at, moved=True)
    return Outcome.TAKEN if claim.state == ClaimState.PLACE else Outcome.WAITING


def _moved(tree: Tree, claim: Row, group: str, at: datetime) -> bool:  # type: ignore[type-arg]
    """Count a place or an offer elsewhere, if there is room; nodes that count both stay as is."""
    ledger = Ledger(tree, read_offers(tree) if tree.waiting else {}, at)
    ledger.lift(claim.quota_id, claim.group_code)
    node = ledger.node_for(group)
    if node is None:
        return False
    if claim.state == ClaimState.PLACE:
        before = set(ledger.lines.all(claim.quota_id, claim.group_code))
        after = set(ledger.lines.all(node, group))
        count_all_out(dict.fromkeys(before - after, 1))
        count_all_in(tree, dict.fromkeys(after - before, 1))
    put_claim(claim.id, group_code=group, quota_id=node)
    return True
