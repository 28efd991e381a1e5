"""Trees of places and their queues, as they were last written down."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Row, Table, func, or_, select

from cwf.database import db
from cwf.registration.ledger import Lines
from cwf.registration.models import Claim, Quota
from cwf.registration.places import OPEN, ClaimState, Part, Tree
from cwf.registration.turns import Entry

# Tables rather than rows: what conditional updates change is never taken from memory.
QUOTAS = cast(Table, Quota.__table__)
CLAIMS = cast(Table, Claim.__table__)


def read_trees(root_ids: Iterable[int]) -> dict[int, Tree]:
    """By the id of their root; one statement, if any is asked."""
    roots = set(root_ids)
    if not roots:
        return {}
    rows = db.session.execute(
        select(QUOTAS)
        .where(or_(QUOTAS.c.id.in_(roots), QUOTAS.c.root_id.in_(roots)))
        .order_by(QUOTAS.c.id)
    ).all()
    parts: dict[int, list[Row[Any]]] = {}
    for row in rows:
        if row.root_id is not None:
            parts.setdefault(row.root_id, []).append(row)
    return {row.id: tree_of(row, parts.get(row.id, ())) for row in rows if row.id in roots}


def read_queues(root_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """The open claims of trees, by the id of the root; one statement, if any is asked."""
    found: dict[int, list[Entry]] = {}
    roots = list(root_ids)
    if roots:
        claims = select(CLAIMS).where(CLAIMS.c.root_id.in_(roots), CLAIMS.c.state.in_(OPEN))
        for row in db.session.execute(claims):
            found.setdefault(row.root_id, []).append(entry_of(row))
    return found


def read_offers(tree: Tree) -> Counter[int]:
    """How many places of each node of a tree are offered, as written down."""
    given = (
        select(CLAIMS.c.quota_id, CLAIMS.c.group_code, func.count().label("number"))
        .where(CLAIMS.c.root_id == tree.id, CLAIMS.c.state == ClaimState.OFFERED)
        .group_by(CLAIMS.c.quota_id, CLAIMS.c.group_code)
    )
    lines, found = Lines(tree), Counter[int]()
    for row in db.session.execute(given):
        for node in (row.quota_id, *lines.across(row.group_code)):
            found[node] += row.number
    return found


def tree_of(row: Row[Any], parts: Sequence[Row[Any]]) -> Tree:
    """A tree from the row of its root and those of its parts."""
    return Tree(
        id=row.id,
        edition_id=row.edition_id,
        capacity=row.capacity,
        taken=row.taken,
        over=row.over,
        waiting=row.waiting,
        offer_minutes=row.offer_minutes,
        closes=row.closes,
        closed=row.closed,
        due=row.due,
        parts=tuple(
            Part(
                id=part.id,
                group=part.group_code,
                capacity=part.capacity,
                taken=part.taken,
                held_until=part.held_until,
                parent=part.parent_id,
                spills=part.spills,
                across=part.across,
                over=part.over,
            )
            for part in parts
        ),
    )


def entry_of(row: Row[Any]) -> Entry:
    """An open claim from its row."""
    return Entry(
        id=row.id,
        participant_id=row.participant_id,
        group=row.group_code,
        state=ClaimState(row.state),
        queued=row.queued,
        node=row.quota_id,
        offered=row.offered,
        expires=row.expires,
        why=row.why,
        party=row.party,
        together=row.together,
    )
