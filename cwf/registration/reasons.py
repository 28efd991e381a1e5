"""Why one has a place, or has none: a code with its numbers, for pages to put into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cwf.registration.ledger import Ledger, Offers, offered
from cwf.registration.places import ClaimState, Held, Tree
from cwf.registration.turns import next_release, seats


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
    and `others` are one's own, as of a claim. `may_take` and `may_wait` say what can be asked for
    now.

    `full` are the nodes below the root that have no place for one more of this group, the nearest
    first, and "" where the root has none, either; without nodes below the root it is empty. The
    code, `held`, `until` and `offers` are of the last of them. Who waits together with others is
    told how many places they `need`, and how many of those there are now (`there_are`).
    """

    code: Code
    may_take: bool = False
    may_wait: bool = False
    position: int | None = None
    others: int = 0
    expires: datetime | None = None
    held: int = 0
    until: datetime | None = None
    offers: int = 0
    waiting: int = 0
    why: str = ""
    full: tuple[str, ...] = ()
    need: int = 0
    there_are: int = 0


CLAIMS = {
    ClaimState.PLACE: Code.PLACE,
    ClaimState.OFFERED: Code.OFFERED,
    ClaimState.WAITING: Code.WAITING,
}
OVER = {ClaimState.LAPSED: Code.LAPSED, ClaimState.GIVEN_UP: Code.ENDED}


def explain(
    tree: Tree,
    offers: Offers,
    claim: Held | None,
    *,
    group: str,
    at: datetime,
    party: Sequence[str] = (),
) -> Reason:
    """Why somebody of that group has a place or none, and what they may do.

    `tree` and `offers` as they stand at the instant, `claim` theirs, if they have one or had;
    `party` the groups of all who wait together with them, themselves among them.
    """
    if tree.closed is not None:
        return Reason(code=Code.CANCELLED)
    ledger = Ledger(tree, offers, at)
    if claim and claim.state in CLAIMS:
        return _of_claim(ledger, offers, claim, party, at)
    if not tree.open(at):
        return Reason(code=Code.CLOSED)
    free = ledger.node_for(group) is not None
    numbers = _numbers(ledger, offers, None if free else group, at)
    code = Code.FREE if free else _obstacle(tree, numbers)
    if claim and claim.state in OVER:
        code = OVER[claim.state]
    return Reason(
        code=code,
        may_take=free,
        may_wait=not free,
        why=claim.why if claim else "",
        **numbers,
    )


def _of_claim(
    ledger: Ledger, offers: Offers, claim: Held, party: Sequence[str], at: datetime
) -> Reason:
    waits = claim.state is ClaimState.WAITING
    numbers = _numbers(ledger, offers, claim.group if waits else None, at)
    if waits:
        numbers |= _together(ledger, offers, party, at)
    return Reason(
        code=CLAIMS[claim.state],
        may_take=claim.state is ClaimState.OFFERED,
        position=claim.position,
        others=claim.others,
        expires=claim.expires,
        why=claim.why,
        **numbers,
    )


def refused_by(ledger: Ledger, group: str) -> list[int]:
    """The nodes that have no place for one more of a group, the nearest first, the root last."""
    found, common = [], True
    for node in ledger.lines.up(ledger.starts(group)[-1]):
        if (ledger.free(node) if common else ledger.room(node)) == 0:
            found.append(node)
        common = common and not ledger.sets_aside(node)
    across = [node for node in ledger.lines.across(group) if ledger.room(node) == 0]
    root = [found.pop()] if found and found[-1] == ledger.tree.id else []
    return found + across + root


def _obstacle(tree: Tree, numbers: dict[str, Any]) -> Code:
    """What stands between a newcomer and a place, where none is free for them."""
    if numbers["held"]:
        return Code.HELD_BACK
    if numbers["offers"]:
        return Code.OFFERED_TO_OTHERS
    root = numbers["full"][-1:] in ((), ("",))
    return Code.OTHERS_WAIT if tree.waiting and root else Code.FULL


def _numbers(ledger: Ledger, offers: Offers, group: str | None, at: datetime) -> dict[str, Any]:
    """Of the last node that refuses a group; of the root where none does, or nobody asks."""
    tree = ledger.tree
    nodes = [] if group is None else refused_by(ledger, group)
    last = nodes[-1] if nodes else tree.id
    below = {part.id for part in tree.parts if last in ledger.lines.up(part.id)}
    groups = tuple(ledger.group(node) for node in nodes)
    return {
        "held": ledger.held(last),
        "until": next_release(tree, at, below),
        "offers": sum(offers.get(node, 0) for node in below | {last}),
        "waiting": max(0, tree.waiting - offered(tree, offers)),
        "full": () if groups == ("",) else groups,
    }


def _together(ledger: Ledger, offers: Offers, party: Sequence[str], at: datetime) -> dict[str, Any]:
    """How many places a party needs at one instant, how many there are, and what is full for it.

    What becomes of the last places is told of those that its first member without one lacks.
    """
    if len(party) < 2:
        return {}
    refused = [group for group in party if seats(ledger, [group]) is None]
    full = (ledger.group(node) for group in refused for node in refused_by(ledger, group))
    return {
        **(_numbers(ledger, offers, refused[0], at) if refused else {}),
        "need": len(party),
        "there_are": len(party) - len(refused),
        "full": tuple(dict.fromkeys(full)),
    }
