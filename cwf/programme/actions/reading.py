"""A file is read by the worker: taken on lease, with progress, to one outcome.

A worker that dies leaves a lease behind, and when that has run out the file is taken again; what
it would still write is not taken, for its lease is no longer the row's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, or_, select, update

from cwf.database import db
from cwf.programme import packing
from cwf.programme.incoming import Remark
from cwf.programme.merging import Plan
from cwf.programme.models import Import

LEASE = timedelta(minutes=3)  # longer than the longest step between two words of progress
ATTEMPTS = 3
REMARKS = 2_000  # remarks that are kept of a file; the rest is counted


@dataclass(frozen=True, kw_only=True)
class Order:
    """A file that was taken to be read; `lease` tells this taking from every other.

    `language` is that of the page on which it was sent.
    """

    id: int
    edition_id: int
    lease: str
    name: str
    language: str
    brings: str
    options: Mapping[str, Any]
    columns: Mapping[str, Any] | None
    body: bytes


def take(at: datetime) -> Order | None:
    """Take the file that waits longest; None: there is none.

    The update is conditional, so that two workers never take the same one.
    """
    waits = or_(Import.state == "wanted", and_(Import.state == "reading", Import.leased_until < at))
    candidates = select(Import.id).where(waits).order_by(Import.requested, Import.id)
    for id in db.session.scalars(candidates).all():
        taken = db.session.execute(
            update(Import)
            .where(Import.id == id, waits)
            .values(
                state="reading",
                lease=uuid4().hex,
                leased_until=at + LEASE,
                attempts=Import.attempts + 1,
            )
            .returning(Import)
            .execution_options(populate_existing=True)
        ).scalar_one_or_none()
        if taken is None:
            continue
        if taken.attempts <= ATTEMPTS and taken.body is not None:
            return _order(taken)
        settle(taken, "failed", at)
        taken.summary = {"failure": "broken"}
    return None


def tell(order: Order, done: int, total: int, *, at: datetime) -> None:
    """Say how much of how much is read, and stay at it."""
    db.session.execute(
        update(Import)
        .where(*_held(order))
        .values(done=done, total=total, leased_until=at + LEASE)
        .execution_options(synchronize_session=False)
    )


def keep_columns(order: Order, sheets: Any) -> None:
    """What the columns of the sheets hold, or seem to."""
    if row := _row(order):
        answered = bool(row.columns and row.columns["answered"])
        row.columns = {"answered": answered, "sheets": sheets}


def ask(order: Order, *, at: datetime) -> None:
    """The sheet is read; what its columns hold is to be confirmed."""
    if row := _row(order):
        settle(row, "asks", at)


def check(
    order: Order,
    plan: Plan,
    *,
    conflicts: Mapping[str, Any],
    remarked: tuple[bytes, str] | None = None,
    at: datetime,
) -> None:
    """Keep what the file would change, or why it is refused.

    `conflicts` are those that the draft would have and has not; `remarked` is the sheet with its
    remarks, and its media type.
    """
    row = _row(order)
    if row is None:
        return
    settle(row, "refused" if plan.refused else "checked", at)
    _remark(row, plan.remarks)
    row.summary = {
        "counts": [[noun, verb, number] for (noun, verb), number in plan.counts.items()],
        "same": dict(plan.same),
        "conflicts": dict(conflicts),
    }
    row.plan = packing.pack(plan)
    row.remarked, row.remarked_type = remarked or (None, "")


def refuse(order: Order, remarks: Sequence[Remark], *, at: datetime) -> None:
    """Nothing of the file can be used."""
    if row := _row(order):
        settle(row, "refused", at)
        _remark(row, remarks)
        row.summary, row.plan = {}, None


def fail(order: Order, failure: str, *, at: datetime) -> None:
    """Reading did not come to an end: "too_big", "too_slow" or "broken"."""
    if row := _row(order):
        settle(row, "failed", at)
        row.summary, row.plan = {"failure": failure}, None


def _order(row: Import) -> Order:
    assert row.body is not None
    return Order(
        id=row.id,
        edition_id=row.edition_id,
        lease=row.lease,
        name=row.name,
        language=row.language,
        brings=row.brings,
        options=row.options,
        columns=row.columns,
        body=row.body,
    )


def _held(order: Order) -> tuple[Any, ...]:
    return (Import.id == order.id, Import.state == "reading", Import.lease == order.lease)


def _row(order: Order) -> Import | None:
    """The row, if this taking of it still holds."""
    return db.session.scalar(
        select(Import)
        .where(*_held(order))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def settle(row: Import, state: str, at: datetime) -> None:
    """Say what became of it."""
    row.state, row.finished, row.leased_until = state, at, None


def _remark(row: Import, remarks: Sequence[Remark]) -> None:
    """Errors first where not all can be kept."""
    kept = sorted(remarks, key=lambda remark: not remark.error)[:REMARKS]
    row.remarks = [packing.plain(remark) for remark in kept]
    row.errors = sum(remark.error for remark in remarks)
    row.notes = len(remarks) - row.errors
