"""Trees of places as a whole: opened, made larger and smaller, closed.

Whoever calls this commits, and nudges `offers` after it.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert

from cwf.database import db
from cwf.registration.actions.settling import lock, put, settle
from cwf.registration.queries.trees import QUOTAS
from cwf.registration.turns import would_be_over


def open_tree(
    edition_id: int,
    *,
    capacity: int | None,
    offer_minutes: int,
    closes: datetime | None = None,
) -> int:
    """Make a tree of places; the id of its root. `capacity` None: without bound.

    Nobody takes a place from `closes` on, and no offer lasts longer.
    """
    made = insert(QUOTAS).values(
        edition_id=edition_id, capacity=capacity, offer_minutes=offer_minutes, closes=closes
    )
    return db.session.execute(made.returning(QUOTAS.c.id)).scalar_one()


def set_terms(root_id: int, *, offer_minutes: int, closes: datetime | None, at: datetime) -> None:
    """Change how long offers stay open and when taking ends; offers already made stay as made."""
    tree = settle(lock([root_id])[root_id], at)
    put(root_id, offer_minutes=offer_minutes, closes=closes)
    settle(replace(tree, offer_minutes=offer_minutes, closes=closes), at, moved=True)


def resize(root_id: int, capacity: int | None, at: datetime) -> int:
    """Make a tree larger or smaller; by how many it is then over.

    Nobody loses a place. Offers that no longer fit are taken back, the last first, and wait on
    where they stood; who that would be, `would_be_over` tells before.
    """
    tree = settle(lock([root_id])[root_id], at)
    over = would_be_over(tree.taken, capacity)
    put(root_id, capacity=capacity, over=over)
    settle(replace(tree, capacity=capacity, over=over), at, moved=True)
    return over


def close_tree(root_id: int, at: datetime) -> None:
    """End a tree: its session was cancelled, or is no longer limited.

    Its claims read as cancelled from then on; the rows of places and waits, and their counts, stay
    as they are. Who had an offer is in line again. A tree that is closed already stays so.
    """
    tree = settle(lock([root_id])[root_id], at)
    if tree.closed is None:
        put(root_id, closed=at)
        settle(replace(tree, closed=at), at, moved=True)


def reopen_tree(root_id: int, at: datetime) -> None:
    """Take the end of a tree back: who had a place has it again, who waited waits on."""
    tree = settle(lock([root_id])[root_id], at)
    put(root_id, closed=None)
    settle(replace(tree, closed=None), at, moved=True)


def settle_tree(root_id: int, at: datetime) -> None:
    """Write down what time has changed; what reads as true does not change by it."""
    settle(lock([root_id])[root_id], at)
