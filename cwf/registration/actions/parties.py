"""Several people at once: places taken, waited for and given up under one lock.

Whoever calls this commits, and nudges `offers` after it where somebody may have got one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, bindparam, insert, select, update

from cwf.audit import Actor
from cwf.database import db
from cwf.registration.actions.claims import BLANK, NEXT, queue_up, why_not
from cwf.registration.actions.settling import count_all_in, lock, put, record_all_by, settle
from cwf.registration.batches import in_parts
from cwf.registration.ledger import Ledger, Lines
from cwf.registration.places import OPEN, ClaimState, Outcome, Tree, Wait, Wish
from cwf.registration.queries.trees import CLAIMS, QUOTAS, read_offers
from cwf.registration.turns import seats


def take_all(
    root_id: int,
    wishes: Sequence[Wish],
    *,
    at: datetime,
    wait: Wait = Wait.NO,
    party: UUID | None = None,
) -> dict[int, Outcome]:
    """Take a place for each of several participants; what became of each, by their ids.

    As `take` does it for one, but with few statements for all; those that there are places for are
    served in the order in which they stand. Those who wait make a party: `party`, or a new one.
    With WHOLE nobody gets a place unless all do who have none yet.
    """
    groups = {wish.participant_id: wish.group for wish in reversed(wishes)}
    groups = {wish.participant_id: groups[wish.participant_id] for wish in wishes}
    tree = settle(lock([root_id])[root_id], at)
    claims = {row.participant_id: row for row in _claims_of(root_id, groups)}
    if tree.closed:
        return dict.fromkeys(groups, Outcome.CLOSED)
    found = _accepted(tree, [row for row in claims.values() if row.ended is None], at)
    fresh = {who: group for who, group in groups.items() if who not in found}
    if not tree.open(at):
        return _in_order(groups, found, dict.fromkeys(fresh, Outcome.CLOSED))
    if Outcome.TAKEN in found.values():
        tree = lock([root_id])[root_id]
    ledger = Ledger(tree, read_offers(tree) if tree.waiting else {}, at)
    nodes = _nodes(ledger, fresh, whole=wait is Wait.WHOLE)
    _seat(ledger, fresh, nodes, claims, at)
    rest = {who: group for who, group in fresh.items() if who not in nodes}
    if rest and wait is not Wait.NO:
        more = {"party": party or uuid4(), "together": wait is Wait.WHOLE}
        _line_up(ledger, rest, claims, at, more)
    missed = Outcome.FULL if wait is Wait.NO else Outcome.WAITING
    got = {who: Outcome.TAKEN if who in nodes else missed for who in fresh}
    return _in_order(groups, found, got)


def accept_party(
    root_id: int, party: UUID, *, at: datetime, only: Collection[int] | None = None
) -> dict[int, Outcome]:
    """Take all places that are offered to a party, by the ids of its people; `only` to these.

    TAKEN; ALREADY: they have theirs; NOT_OFFERED: they wait still. Of whom it is over nothing is
    said.
    """
    tree = settle(lock([root_id])[root_id], at)
    rows = _of_party(root_id, party, only)
    if tree.closed:
        return {row.participant_id: Outcome.CLOSED for row in rows}
    found = _accepted(tree, rows, at)
    return {
        who: Outcome.NOT_OFFERED if outcome in (Outcome.WAITING, Outcome.CLOSED) else outcome
        for who, outcome in found.items()
    }


def give_up_party(
    root_id: int,
    party: UUID,
    *,
    at: datetime,
    why: str = "given_up",
    by: Actor | None = None,
    only: Collection[int] | None = None,
) -> int:
    """Decline all offers to a party and take it out of the line; how many people that were.

    Those of it who have places keep them, and so does who is not among `only`, if that is given.
    `why` and `by` as of `give_up`.
    """
    tree = settle(lock([root_id])[root_id], at)
    rows = [row for row in _of_party(root_id, party, only) if row.state in OPEN]
    for state in sorted(OPEN):
        ids = [row.id for row in rows if row.state == state]
        declined = state is ClaimState.OFFERED and why == "given_up"
        values = {"state": ClaimState.GIVEN_UP, "ended": at, "why": "declined" if declined else why}
        for some in in_parts(ids):
            db.session.execute(update(CLAIMS).where(CLAIMS.c.id.in_(some)).values(**values))
    if rows:
        settle(lock([root_id])[root_id], at, moved=True)
    if by and rows:
        record_all_by(by, "place.give_up", tree, [row.participant_id for row in rows])
    return len(rows)


def wait_in_parts(root_id: int, party: UUID, at: datetime) -> None:
    """Let a party that waits together wait each for themselves, where they stand in line."""
    settle(lock([root_id])[root_id], at)
    own = (CLAIMS.c.root_id == root_id, CLAIMS.c.party == party, CLAIMS.c.state.in_(OPEN))
    db.session.execute(update(CLAIMS).where(*own).values(together=False))
    settle(lock([root_id])[root_id], at, moved=True)


def _nodes(ledger: Ledger, groups: dict[int, str], *, whole: bool) -> dict[int, int]:
    """The node of each who gets a place, counted in."""
    if whole:
        all_of_them = seats(ledger, list(groups.values()))
        return dict(zip(groups, all_of_them, strict=True)) if all_of_them else {}
    nodes = {who: seats(ledger, [group]) for who, group in groups.items()}
    return {who: node[0] for who, node in nodes.items() if node}


def _seat(
    ledger: Ledger,
    groups: dict[int, str],
    nodes: dict[int, int],
    claims: dict[int, Row[Any]],
    at: datetime,
) -> None:
    all_nodes = (ledger.lines.all(node, groups[who]) for who, node in nodes.items())
    count_all_in(ledger.tree, Counter(one for line in all_nodes for one in line))
    _write_all(
        ledger.tree,
        claims,
        [
            {
                "participant_id": who,
                "quota_id": node,
                "group_code": groups[who],
                "state": ClaimState.PLACE,
                "since": at,
            }
            for who, node in nodes.items()
        ],
    )


def _line_up(
    ledger: Ledger,
    groups: dict[int, str],
    claims: dict[int, Row[Any]],
    at: datetime,
    party: dict[str, Any],
) -> None:
    tree = ledger.tree
    first = queue_up(tree, at, len(groups))
    _write_all(
        tree,
        claims,
        [
            {
                "participant_id": who,
                "quota_id": tree.id,
                "group_code": group,
                "state": ClaimState.WAITING,
                "since": at,
                "queued": first + number * NEXT,
                "why": why_not(ledger, group),
                **party,
            }
            for number, (who, group) in enumerate(groups.items())
        ],
    )


def _write_all(tree: Tree, claims: dict[int, Row[Any]], rows: list[dict[str, Any]]) -> None:
    """Enter claims, each in the place of the one that its participant had."""
    rows = [{**BLANK, "why": "", "root_id": tree.id, **row} for row in rows]
    new = [row for row in rows if row["participant_id"] not in claims]
    if new:
        db.session.execute(insert(CLAIMS), new)
    again = [row for row in rows if row["participant_id"] in claims]
    if again:
        keys = [{"former": claims[row["participant_id"]].id, **row} for row in again]
        changed = update(CLAIMS).where(CLAIMS.c.id == bindparam("former"))
        db.session.execute(changed, keys)


def _accepted(tree: Tree, rows: Iterable[Row[Any]], at: datetime) -> dict[int, Outcome]:
    """What asking comes to for people whose claims are not over: their offers are taken."""
    rows = list(rows)
    lines = Lines(tree)
    offered = [row for row in rows if row.state == ClaimState.OFFERED]
    count_all_in(
        tree, Counter(one for row in offered for one in lines.all(row.quota_id, row.group_code))
    )
    for some in in_parts([row.id for row in offered]):
        taken = {"state": ClaimState.PLACE, "since": at, "why": "offered"}
        db.session.execute(update(CLAIMS).where(CLAIMS.c.id.in_(some)).values(**taken))
    if offered:
        put(tree.id, waiting=QUOTAS.c.waiting - len(offered))
    waits = Outcome.WAITING if tree.open(at) else Outcome.CLOSED
    said = {ClaimState.PLACE: Outcome.ALREADY, ClaimState.OFFERED: Outcome.TAKEN}
    return {row.participant_id: said.get(row.state, waits) for row in rows}


def _claims_of(root_id: int, people: Iterable[int]) -> Iterator[Row[Any]]:
    for some in in_parts(people):
        theirs = select(CLAIMS).where(
            CLAIMS.c.root_id == root_id, CLAIMS.c.participant_id.in_(some)
        )
        yield from db.session.execute(theirs)


def _of_party(root_id: int, party: UUID, only: Collection[int] | None) -> list[Row[Any]]:
    theirs = select(CLAIMS).where(
        CLAIMS.c.root_id == root_id, CLAIMS.c.party == party, CLAIMS.c.ended.is_(None)
    )
    rows = db.session.execute(theirs.order_by(CLAIMS.c.queued, CLAIMS.c.id))
    return [row for row in rows if only is None or row.participant_id in only]


def _in_order(groups: Iterable[int], *found: dict[int, Outcome]) -> dict[int, Outcome]:
    all_found = {who: outcome for some in found for who, outcome in some.items()}
    return {who: all_found[who] for who in groups}
