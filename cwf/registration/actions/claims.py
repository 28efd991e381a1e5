"""Claims as rows: the one that a participant has on a tree of places."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cwf.database import db
from cwf.registration.actions.settling import count_in, put
from cwf.registration.ledger import Ledger
from cwf.registration.places import OPEN, ClaimState, Outcome, Tree
from cwf.registration.queries.trees import CLAIMS, QUOTAS
from cwf.registration.reasons import refused_by
from cwf.registration.turns import earliest, next_release

# By the engine: the first claim of a participant on a tree; no row comes back if there was one.
FIRST: dict[str, Any] = {
    name: engine.insert(CLAIMS)
    .on_conflict_do_nothing(index_elements=["root_id", "participant_id"])
    .returning(CLAIMS.c.id)
    for name, engine in (("sqlite", sqlite), ("postgresql", postgresql))
}
# What there is of places, and the claim that one has, if any.
GLANCE = (
    select(QUOTAS.c.capacity, QUOTAS.c.taken, QUOTAS.c.closed, QUOTAS.c.closes, CLAIMS.c.id)
    .outerjoin_from(
        QUOTAS,
        CLAIMS,
        (CLAIMS.c.root_id == QUOTAS.c.id) & (CLAIMS.c.participant_id == bindparam("who")),
    )
    .where(QUOTAS.c.id == bindparam("root"))
)
NEXT = timedelta(microseconds=1)
# What a claim is made of besides whose it is; a new life of it begins with nothing of the last.
BLANK = {
    **dict.fromkeys(("queued", "offered", "expires", "told", "ended", "party")),
    "together": False,
}


def claim_of(root_id: int, participant_id: int) -> Row[Any] | None:
    """A participant's claim on a tree, or what is left of one."""
    theirs = select(CLAIMS).where(
        CLAIMS.c.root_id == root_id, CLAIMS.c.participant_id == participant_id
    )
    return db.session.execute(theirs).one_or_none()


def claim_first(
    root_id: int,
    participant_id: int,
    group: str,
    at: datetime,
    *,
    node: int | None = None,
    by: Connection | None = None,
) -> bool:
    """Enter the first claim of a participant, with a place of a node (None: of the root).

    False: there was one. `by` is the session's connection, as of `count_all_in`.
    """
    given = {
        "root_id": root_id,
        "quota_id": node or root_id,
        "participant_id": participant_id,
        "group_code": group,
        "state": ClaimState.PLACE,
        "since": at,
    }
    connection = by or db.session.connection()
    return connection.execute(FIRST[connection.dialect.name], given).first() is not None


def write_claim(root_id: int, participant_id: int, former: Row[Any] | None, **values: Any) -> None:
    """Enter a participant's claim on a locked tree, in the place of the one they had."""
    if former is not None:
        put_claim(former.id, **{**BLANK, **values})
        return
    made = insert(CLAIMS).values(root_id=root_id, participant_id=participant_id, **values)
    db.session.execute(made)


def put_claim(claim_id: int, **values: Any) -> None:
    """Set columns of a claim on a locked tree."""
    db.session.execute(update(CLAIMS).where(CLAIMS.c.id == claim_id).values(**values))


def move_offers(part_id: int, root_id: int, *, beyond: int) -> None:
    """Let the offers of a part that it cannot hold any more, beyond so many, be ones of the root.

    They stand as they were made: a place of the whole tree was set aside for each.
    """
    last = (
        select(CLAIMS.c.id)
        .where(CLAIMS.c.quota_id == part_id, CLAIMS.c.state == ClaimState.OFFERED)
        .order_by(CLAIMS.c.queued)
    )
    for claim_id in db.session.scalars(last).all()[beyond:]:
        put_claim(claim_id, quota_id=root_id)


def queue_up(tree: Tree, at: datetime, number: int = 1) -> datetime:
    """Count more in the queue of a locked tree; the instant of the first, others follow by `NEXT`.

    It is later than everybody's before, whatever the clocks of several machines say.
    """
    newest = db.session.scalar(
        select(func.max(CLAIMS.c.queued)).where(
            CLAIMS.c.root_id == tree.id, CLAIMS.c.state.in_(OPEN)
        )
    )
    due = earliest(tree.due, next_release(tree, at))
    put(tree.id, waiting=QUOTAS.c.waiting + number, due=due)
    return max(at, newest + NEXT) if newest else at


def plainly_full(root_id: int, participant_id: int, at: datetime) -> bool:
    """Whether somebody without a claim would find nothing, where one can say it without the lock.

    Every place is taken then; that one is offered, or kept for others, is said under the lock.
    """
    given = {"root": root_id, "who": participant_id}
    row = db.session.execute(GLANCE, given).one_or_none()
    return (
        row is not None
        and row.id is None
        and row.closed is None
        and (row.closes is None or at < row.closes)
        and row.capacity is not None
        and row.taken >= row.capacity
    )


def had(tree: Tree, claim: Row[Any], at: datetime) -> Outcome:
    """What asking comes to for somebody whose claim on a locked tree is not over."""
    if claim.state == ClaimState.PLACE:
        return Outcome.ALREADY
    if claim.state == ClaimState.WAITING:
        return Outcome.WAITING if tree.open(at) else Outcome.CLOSED
    count_in(tree, claim.quota_id, claim.group_code)
    put_claim(claim.id, state=ClaimState.PLACE, since=at, why="offered")
    put(tree.id, waiting=QUOTAS.c.waiting - 1)
    return Outcome.TAKEN


def why_not(ledger: Ledger, group: str) -> str:
    """Why somebody of a group has to wait, as their claim keeps it: "held_back" or "full"."""
    refused = refused_by(ledger, group)
    return "held_back" if refused and ledger.held(refused[-1]) else "full"


def count_parts(root_id: int) -> None:
    """Note how many nodes a locked tree has below its root."""
    below = select(func.count()).where(QUOTAS.c.root_id == root_id)
    put(root_id, parts=db.session.scalar(below))
