"""A place of a nested tree in which nobody waits, with few statements and few rows.

Of a tree with hundreds of nodes a registration needs those that count it, and what hangs on the
last of them; as long as each holds its places back, what hangs beside them is no matter. Whatever
is not decided so is decided by `places.take`, under the lock that this one holds.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from cwf.database import db
from cwf.registration.actions.claims import claim_first
from cwf.registration.actions.settling import count_all_in, count_all_out
from cwf.registration.groups import paths
from cwf.registration.ledger import Ledger
from cwf.registration.places import Tree
from cwf.registration.queries.trees import QUOTAS, tree_of

ROOT = select(QUOTAS).where(QUOTAS.c.id == bindparam("root")).with_for_update(key_share=True)
_LEADING = QUOTAS.alias()
_DEEPEST = (
    select(_LEADING.c.id)
    .where(
        _LEADING.c.root_id == bindparam("root"),
        _LEADING.c.group_code.in_(bindparam("paths", expanding=True)),
    )
    .order_by(func.length(_LEADING.c.group_code).desc())
    .limit(1)
    .scalar_subquery()
)
# The nodes that lead to a group, those that hang on the last of them, and those that go across.
AROUND = (
    select(QUOTAS)
    .where(
        QUOTAS.c.root_id == bindparam("root"),
        or_(
            QUOTAS.c.group_code.in_(bindparam("paths", expanding=True)),
            QUOTAS.c.across.is_(True),
            QUOTAS.c.parent_id == func.coalesce(_DEEPEST, bindparam("root")),
        ),
    )
    .order_by(QUOTAS.c.id)
)


def take_at_once(root_id: int, participant_id: int, group: str, at: datetime) -> bool:
    """Take a place for somebody who has no claim on the tree; False: that is not so simple.

    Every node that counts them is counted up by one conditional update, under the root's lock.
    """
    connection = db.session.connection()
    tree = _around(connection, root_id, group, at)
    if tree is None:
        return False
    ledger = Ledger(tree, {}, at)
    if not all(part.across or ledger.sets_aside(part.id) for part in tree.parts):
        return False
    node = ledger.node_for(group)
    if node is None:
        return False
    nodes = dict.fromkeys(ledger.lines.all(node, group), 1)
    count_all_in(tree, nodes, by=connection)
    if claim_first(root_id, participant_id, group, at, node=node, by=connection):
        return True
    count_all_out(nodes)  # they have or had a claim
    return False


def _around(connection: Connection, root_id: int, group: str, at: datetime) -> Tree | None:
    """The tree, locked, as far as it concerns a group; None where it is closed, or people wait."""
    row = connection.execute(ROOT, {"root": root_id}).one_or_none()
    if row is None or row.waiting:
        return None
    parts: list[Any] = []
    if row.parts:
        asked = {"root": root_id, "paths": paths(group)}
        parts = list(connection.execute(AROUND, asked))
    tree = tree_of(row, parts)
    return tree if tree.open(at) else None
