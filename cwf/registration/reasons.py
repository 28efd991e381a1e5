"""Why one has a place, or has none: a code with its numbers, for pages to put into words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cwf.registration.places import ClaimState, Held, Offers, Tree, held_back, node_for
from cwf.registration.turns import next_release


class Code(StrEnum):
    """How it stands between somebody and a tree of places.

    The first six are of a claim; FREE to CLOSED of who has none, or none any more.
    """

    PLACE = "place"
    OFFERED = "offered"
    WAITING = "waiting"
    LAPSED = "lapsed"
    ENDED = "ended"
    CANCELLED = "cancelled"
    FREE = "free"
    HELD_BACK = "held_back"
    OFFERED_TO_OTHERS = "offered_to_others"
    OTHERS_WAIT = "others_wait"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """The code, and what a page may tell with it.

    `held` places are kept for groups that one is not of, the next of them until `until` (None:
    for good); `offers` are open to others; `waiting` are in line before who came now, `position`
    is one's own. `may_take` and `may_wait` say what can be asked for now.
    """

    code: Code
    may_take: bool = False
    may_wait: bool = False
    position: int | None = None
    expires: datetime | None = None
    held: int = 0
    until: datetime | None = None
    offers: int = 0
    waiting: int = 0
    why: str = ""


CLAIMS = {
    ClaimState.PLACE: Code.PLACE,
    ClaimState.OFFERED: Code.OFFERED,
    ClaimState.WAITING: Code.WAITING,
}
OVER = {ClaimState.LAPSED: Code.LAPSED, ClaimState.GIVEN_UP: Code.ENDED}


def explain(tree: Tree, offers: Offers, claim: Held | None, *, group: str, at: datetime) -> Reason:
    """Why somebody of that group has a place or none, and what they may do.

    `tree` and `offers` as they stand at the instant, `claim` theirs, if they have one or had.
    """
    if tree.closed is not None:
        return Reason(code=Code.CANCELLED)
    if claim and claim.state in CLAIMS:
        return Reason(
            code=CLAIMS[claim.state],
            may_take=claim.state is ClaimState.OFFERED,
            position=claim.position,
            expires=claim.expires,
            why=claim.why,
            **_numbers(tree, offers, at),
        )
    if not tree.open(at):
        return Reason(code=Code.CLOSED)
    free = node_for(tree, offers, group, at) is not None
    code = _obstacle(tree, offers, at)
    if claim and claim.state in OVER:
        code = OVER[claim.state]
    elif free:
        code = Code.FREE
    return Reason(
        code=code,
        may_take=free,
        may_wait=not free,
        why=claim.why if claim else "",
        **_numbers(tree, offers, at),
    )


def _obstacle(tree: Tree, offers: Offers, at: datetime) -> Code:
    """What stands between a newcomer and a place, where none is free for them."""
    if held_back(tree, offers, at):
        return Code.HELD_BACK
    if sum(offers.values()):
        return Code.OFFERED_TO_OTHERS
    return Code.OTHERS_WAIT if tree.waiting else Code.FULL


def _numbers(tree: Tree, offers: Offers, at: datetime) -> dict[str, Any]:
    return {
        "held": held_back(tree, offers, at),
        "until": next_release(tree, at),
        "offers": sum(offers.values()),
        "waiting": max(0, tree.waiting - sum(offers.values())),
    }
