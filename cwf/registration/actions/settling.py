"""Counters and claims of a tree of places, written under the lock of its root.

Whoever changes anything of a tree has its root's row locked: by the conditional update that takes
a place at once, or by `lock`. So no two locks of one tree are ever waited for crosswise; who
changes several trees in one transaction locks them first, together.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Update, bindparam, case, or_, select, update

from cwf import audit
from cwf.database import db
from cwf.people.models import Person
from cwf.registration import turns
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
    audit.record(
        actor,
        action,
        scope=audit.edition_scope(tree.edition_id),
        subject=_names([participant_id])[participant_id],
    )


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


def count_in(tree: Tree, node: int) -> None:
    """Take a place of a node of a locked tree, counted in every node above it, too.

    Raises Oversold where a counter disagrees; nothing may then be committed.
    """
    for quota_id in _path(tree, node):
        counted = (
            update(QUOTAS)
            .where(
                QUOTAS.c.id == quota_id,
                or_(QUOTAS.c.capacity.is_(None), QUOTAS.c.taken < QUOTAS.c.capacity),
            )
            .values(taken=QUOTAS.c.taken + 1)
        )
        if not _hit(counted):
            raise Oversold(f"quota {quota_id} of tree {tree.id}")


def count_out(tree: Tree, node: int) -> None:
    """Give a place of a node of a locked tree back."""
    for quota_id in _path(tree, node):
        put(
            quota_id,
            taken=QUOTAS.c.taken - 1,
            over=case((QUOTAS.c.over > 0, QUOTAS.c.over - 1), else_=0),
        )


def _hit(statement: Update, given: dict[str, Any] | None = None) -> bool:
    return cast("CursorResult[Any]", db.session.execute(statement, given)).rowcount == 1


def _path(tree: Tree, node: int) -> tuple[int, ...]:
    """From the root down to a node."""
    return (tree.id,) if node == tree.id else (tree.id, node)
