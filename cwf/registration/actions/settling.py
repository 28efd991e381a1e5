"""Counters and claims of a tree of places, written under the lock of its root.

Whoever changes anything of a tree has its root's row locked: by the conditional update that takes
a place at once, or by `lock`. So no two locks of one tree are ever waited for crosswise; who
changes several trees in one transaction locks them first, together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, bindparam, case, or_, select, update

from cwf import audit
from cwf.database import db
from cwf.people.models import Person
from cwf.registration import turns
from cwf.registration.ledger import Lines
from cwf.registration.models import Participant
from cwf.registration.places import ClaimState, Tree
from cwf.registration.queries.trees import CLAIMS, QUOTAS, read_queues, read_trees
from cwf.registration.turns import Entry

DEEDS = {
    ClaimState.OFFERED: "place.offer",
    ClaimState.LAPSED: "place.lapse",
    ClaimState.WAITING: "place.take_back",
}

# Made once: of what a sign-up costs, putting the words together is a good part.
AT_ONCE = (
    update(QUOTAS)
    .where(
        QUOTAS.c.id == bindparam("root"),
        QUOTAS.c.closed.is_(None),
        or_(QUOTAS.c.closes.is_(None), QUOTAS.c.closes > bindparam("now")),
        QUOTAS.c.parts == 0,
        QUOTAS.c.waiting == 0,
        or_(QUOTAS.c.capacity.is_(None), QUOTAS.c.taken < QUOTAS.c.capacity),
    )
    .values(taken=QUOTAS.c.taken + 1)
)
# So many places of each of some nodes, where all have them.
COUNT_IN = (
    update(QUOTAS)
    .where(
        QUOTAS.c.id.in_(bindparam("nodes", expanding=True)),
        or_(QUOTAS.c.capacity.is_(None), QUOTAS.c.taken + bindparam("number") <= QUOTAS.c.capacity),
    )
    .values(taken=QUOTAS.c.taken + bindparam("number"))
)


class Oversold(RuntimeError):
    """A counter says there is no place where the rule said there is one: a mistake of ours."""


def lock(root_ids: Iterable[int]) -> dict[int, Tree]:
    """Lock trees, in the order of their ids, until the transaction ends; they are as committed.

    Raises LookupError for one that is not there.
    """
    roots = sorted(set(root_ids))
    # SQLite locks the whole file with BEGIN IMMEDIATE, and leaves the words away.
    locked = select(QUOTAS.c.id).where(QUOTAS.c.id.in_(roots)).order_by(QUOTAS.c.id)
    db.session.execute(locked.with_for_update(key_share=True))
    found = read_trees(roots)
    if missing := set(roots) - set(found):
        raise LookupError(f"no trees of places: {sorted(missing)}")
    return found


def settle(tree: Tree, at: datetime, *, moved: bool = False) -> Tree:
    """Write down how a locked tree stands at an instant; returns it so.

    Unless something `moved` just now, there is nothing to do before the tree's `due`.
    """
    if not tree.waiting or not (moved or (tree.due and tree.due <= at)):
        return tree
    before = {entry.id: entry for entry in read_queues([tree.id]).get(tree.id, ())}
    queue = turns.settled(tree, before.values(), at)
    changed = [entry for entry in queue if entry != before[entry.id]]
    for entry in changed:
        _write(entry)
    _record(tree, changed)
    waiting = len(turns.still_open(queue))
    due = turns.next_change(tree, queue, at)
    put(tree.id, waiting=waiting, due=due)
    return replace(tree, waiting=waiting, due=due)


def _write(entry: Entry) -> None:
    """Write an entry that has changed.

    That a mail was written of an offer is forgotten with it, unless one is due of its end, too.
    """
    lapsed = entry.state is ClaimState.LAPSED
    values: dict[str, Any] = {
        "state": entry.state,
        "quota_id": entry.node,
        "since": entry.offered or entry.queued,
        "offered": entry.offered,
        "expires": entry.expires,
        "ended": entry.expires if lapsed else None,
        "why": entry.why,
    }
    if not lapsed and entry.why != "resized":
        values["told"] = None
    db.session.execute(update(CLAIMS).where(CLAIMS.c.id == entry.id).values(**values))


def _record(tree: Tree, changed: list[Entry]) -> None:
    """Log what changed for people by no deed of their own."""
    if not changed:
        return
    names = _names([entry.participant_id for entry in changed])
    for entry in changed:
        until = entry.expires.isoformat() if entry.expires else None
        audit.record(
            audit.SYSTEM,
            DEEDS[entry.state],
            scope=audit.edition_scope(tree.edition_id),
            subject=names[entry.participant_id],
            after={"until": until} if until else None,
        )


def record_by(actor: audit.Actor, action: str, tree: Tree, participant_id: int) -> None:
    """Log what somebody did to another's claim."""
    record_all_by(actor, action, tree, [participant_id])


def record_all_by(
    actor: audit.Actor, action: str, tree: Tree, participant_ids: Sequence[int]
) -> None:
    """Log what somebody did to the claims of others, an entry for each."""
    names, scope = _names(participant_ids), audit.edition_scope(tree.edition_id)
    for one in participant_ids:
        audit.record(actor, action, scope=scope, subject=names[one])


def _names(participant_ids: Iterable[int]) -> dict[int, str]:
    people = (
        select(Participant.id, Person.name)
        .join(Person, Person.id == Participant.person_id)
        .where(Participant.id.in_(list(participant_ids)))
    )
    return {row.id: row.name for row in db.session.execute(people)}


def put(quota_id: int, **values: Any) -> None:
    """Set columns of a node of a locked tree."""
    db.session.execute(update(QUOTAS).where(QUOTAS.c.id == quota_id).values(**values))


def count_at_once(root_id: int, at: datetime) -> bool:
    """Take a place of a tree that holds nothing back and where nobody waits, if there is one.

    One conditional update: whether there is a place is asked where the place is taken.
    """
    return _hit(AT_ONCE, {"root": root_id, "now": at})


def count_in(tree: Tree, node: int, group: str = "") -> None:
    """Take a place of a node of a locked tree, counted in every node that counts the group, too.

    Raises Oversold where a counter disagrees; nothing may then be committed.
    """
    count_all_in(tree, Counter(Lines(tree).all(node, group)))


def count_all_in(tree: Tree, numbers: Mapping[int, int], *, by: Connection | None = None) -> None:
    """Take so many places of each of these nodes; raises Oversold as `count_in` does.

    Whether there is room is asked where the places are taken: the rule has said so before. `by` is
    the session's connection for who has it at hand; each statement then costs a third less.
    """
    for number, nodes in _by_number(numbers):
        if not _hit(COUNT_IN, {"nodes": nodes, "number": number}, len(nodes), by=by):
            raise Oversold(f"quota {', '.join(map(str, nodes))} of tree {tree.id}")


def count_out(tree: Tree, node: int, group: str = "") -> None:
    """Give a place of a node of a locked tree back."""
    count_all_out(Counter(Lines(tree).all(node, group)))


def count_all_out(numbers: Mapping[int, int]) -> None:
    """Give so many places of each of these nodes back; who was beyond a capacity is so no more."""
    for number, nodes in _by_number(numbers):
        over = case((QUOTAS.c.over > number, QUOTAS.c.over - number), else_=0)
        given = update(QUOTAS).where(QUOTAS.c.id.in_(nodes))
        db.session.execute(given.values(taken=QUOTAS.c.taken - number, over=over))


def _by_number(numbers: Mapping[int, int]) -> list[tuple[int, list[int]]]:
    """The nodes of each number, so that one statement serves all of them."""
    found: dict[int, list[int]] = {}
    for node, number in sorted(numbers.items()):
        found.setdefault(number, []).append(node)
    return [(number, nodes) for number, nodes in found.items() if number]


def _hit(
    statement: Update, given: dict[str, Any], rows: int = 1, *, by: Connection | None = None
) -> bool:
    return (by or db.session.connection()).execute(statement, given).rowcount == rows
