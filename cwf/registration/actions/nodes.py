"""Nodes of a tree of places: granted, made larger and smaller, dropped.

Whoever calls this commits, and nudges `offers` after it, for what becomes free is offered.
"""

from datetime import datetime

from sqlalchemy import delete, insert, or_, update

from cwf.database import db
from cwf.registration.actions.claims import count_parts
from cwf.registration.actions.settling import lock, put, settle
from cwf.registration.groups import LONGEST, below, paths
from cwf.registration.ledger import Lines
from cwf.registration.places import ClaimState, Part, Tree
from cwf.registration.queries.counting import counted_anew
from cwf.registration.queries.trees import CLAIMS, QUOTAS
from cwf.registration.turns import would_be_over


def put_node(
    root_id: int,
    group: str,
    *,
    capacity: int | None,
    until: datetime | None,
    across: bool = False,
    spills: bool = False,
    at: datetime,
) -> int:
    """Make a node of a tree, or change the one there is; by how many it is then over.

    It hangs on the nearest node that leads to it, and those that it leads to hang on it from then
    on. All of its group who have places count in it at once, unless it `spills`. Nobody loses a
    place; offers for which it has no room are taken back, the last first. `until` says when its
    places are no longer held back from the node above: None never, a past instant: it is a bound
    only. A group with tags, and only such a one, goes `across`.

    Raises ValueError for a group that cannot have a node, LookupError where there is no such tree.
    """
    if not 0 < len(group) <= LONGEST or across != ("+" in group):
        raise ValueError(f"no node can be of the group {group!r}")
    tree = settle(lock([root_id])[root_id], at)
    part = part_of(tree, group)
    node = part.id if part else _insert(tree, group, across=across)
    if not across and not spills:
        _gather(root_id, node, group)
    taken = counted_anew(root_id)[node]
    over = would_be_over(taken, capacity)
    values = {"capacity": capacity, "held_until": until, "spills": spills}
    put(node, taken=taken, over=over, **values)
    count_parts(root_id)
    settle(lock([root_id])[root_id], at, moved=True)
    return over


def drop_node(root_id: int, group: str, *, at: datetime) -> None:
    """Have no node of a group any more: its places, people and nodes are those of the node above.

    Of a node that is not there nothing has to go.
    """
    tree = settle(lock([root_id])[root_id], at)
    part = part_of(tree, group)
    if part is None:
        return
    above = part.parent or root_id
    claims = update(CLAIMS).where(CLAIMS.c.quota_id == part.id).values(quota_id=above)
    db.session.execute(claims)
    hung = update(QUOTAS).where(QUOTAS.c.parent_id == part.id).values(parent_id=above)
    db.session.execute(hung)
    db.session.execute(delete(QUOTAS).where(QUOTAS.c.id == part.id))
    count_parts(root_id)
    settle(lock([root_id])[root_id], at, moved=True)


def part_of(tree: Tree, group: str) -> Part | None:
    """The node of a group, if the tree has one."""
    return next((part for part in tree.parts if part.group == group), None)


def _insert(tree: Tree, group: str, *, across: bool) -> int:
    """Hang an empty node where it belongs; it holds and bounds nothing yet."""
    known = {part.group: part for part in tree.parts}
    above = None if across else next((known[one] for one in paths(group) if one in known), None)
    made = insert(QUOTAS).values(
        edition_id=tree.edition_id,
        parent_id=above.id if above else tree.id,
        root_id=tree.id,
        group_code=group,
        across=across,
    )
    node = db.session.execute(made.returning(QUOTAS.c.id)).scalar_one()
    under = [
        part.id
        for part in tree.parts
        if not (across or part.across)
        and below(part.group, group)
        and part.parent in (None, tree.id, above.id if above else None)
    ]
    moved = update(QUOTAS).where(QUOTAS.c.id.in_(under)).values(parent_id=node)
    db.session.execute(moved)
    return int(node)


def _gather(root_id: int, node: int, group: str) -> None:
    """Count those of a group here who are counted in a node above, for want of this one."""
    above = [one for one in Lines(lock([root_id])[root_id]).up(node) if one != node]
    theirs = CLAIMS.c.group_code
    db.session.execute(
        update(CLAIMS)
        .where(
            CLAIMS.c.root_id == root_id,
            CLAIMS.c.quota_id.in_(above),
            CLAIMS.c.state.in_((ClaimState.PLACE, ClaimState.OFFERED)),
            or_(
                theirs == group,
                theirs.startswith(f"{group}/", autoescape=True),
                theirs.startswith(f"{group}+", autoescape=True),
            ),
        )
        .values(quota_id=node)
    )
