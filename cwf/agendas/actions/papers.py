"""Sheets of paper on their way: wanted, rendering (on lease), then ready or failed.

A request of which the same sheet would come as of an earlier one gets that. No sheet stays longer
than an hour: it is soon out of date, and an agenda is nobody else's business.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from cwf.agendas.models import Paper
from cwf.agendas.papers import KEPT
from cwf.database import db
from cwf.web import leases
from cwf.web.rendering import Rendered

LEASE = timedelta(minutes=3)
AGAIN = timedelta(minutes=45)  # so long the same sheet is given again: then a new one, in time


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody asks for. Of an account, a subject (a slot's door), or the picks alone."""

    edition_id: int
    kind: str
    size: str
    language: str
    seal: str
    account_id: int | None = None
    subject: UUID | None = None
    picks: str = ""


@dataclass(frozen=True, kw_only=True)
class Order:
    """A sheet that was taken to be made, for the `attempt`-th time."""

    id: int
    attempt: int
    wish: Wish


def want(wish: Wish, at: datetime) -> Paper:
    """The sheet that is wished for, wanted from now on if there is none of the kind.

    One that failed is tried anew.
    """
    found = db.session.scalar(
        select(Paper)
        .where(
            Paper.edition_id == wish.edition_id,
            Paper.kind == wish.kind,
            Paper.account_id.is_(None)
            if wish.account_id is None
            else Paper.account_id == wish.account_id,
            Paper.seal == wish.seal,
            Paper.subject_uuid.is_not_distinct_from(wish.subject),
            Paper.requested > at - AGAIN,
        )
        .order_by(Paper.requested.desc(), Paper.id.desc())
        .limit(1)
    )
    if found is None:
        found = Paper(
            edition_id=wish.edition_id,
            kind=wish.kind,
            size=wish.size,
            language=wish.language,
            seal=wish.seal,
            account_id=wish.account_id,
            subject_uuid=wish.subject,
            picks=wish.picks,
            requested=at,
        )
        db.session.add(found)
        db.session.flush()
    elif found.state == "failed":
        found.state, found.attempts, found.error = "wanted", 0, None
    return found


def take(at: datetime) -> Order | None:
    """Take the sheet that waits longest; None: there is none."""
    taken = leases.take(Paper, at=at, lease=LEASE, among=Paper.requested > at - KEPT)
    if taken is None:
        return None
    return Order(
        id=taken.id,
        attempt=taken.attempts,
        wish=Wish(
            edition_id=taken.edition_id,
            kind=taken.kind,
            size=taken.size,
            language=taken.language,
            seal=taken.seal,
            account_id=taken.account_id,
            subject=taken.subject_uuid,
            picks=taken.picks,
        ),
    )


def deliver(order: Order, rendered: Rendered) -> None:
    """Keep the bytes and say that the sheet is ready; nothing where it is not this order's now."""
    ready = {"state": "ready", "leased_until": None, "error": None}
    db.session.execute(
        leases.held(Paper, order.id, order.attempt).values(
            **ready, body=rendered.pdf, pages=rendered.pages
        )
    )


def fail(order: Order, reason: str) -> None:
    """Say that the sheet could not be made, and why; nothing where it is not this order's now."""
    failed = {"state": "failed", "leased_until": None, "error": reason}
    db.session.execute(leases.held(Paper, order.id, order.attempt).values(**failed))


def forget(at: datetime) -> None:
    """Let go of the sheets whose hour is over."""
    db.session.execute(delete(Paper).where(Paper.requested <= at - KEPT))
