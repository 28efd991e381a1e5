"""A file is read by the worker: taken on lease, with progress, to one outcome (see `desk`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cwf.programme.actions.desk import ATTEMPTS, LEASE, REMARKS, Desk
from cwf.programme.merging import Plan
from cwf.programme.models import Import

__all__ = ["ATTEMPTS", "DESK", "LEASE", "REMARKS", "Order", "check", "take"]

DESK = Desk(Import)
tell, keep_columns, ask = DESK.tell, DESK.keep_columns, DESK.ask
refuse, fail = DESK.refuse, DESK.fail


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
    """Take the file that waits longest; None: there is none."""
    row = DESK.take(at)
    return None if row is None else _order(row)


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
    summary = {
        "counts": [[noun, verb, number] for (noun, verb), number in plan.counts.items()],
        "same": dict(plan.same),
        "conflicts": dict(conflicts),
    }
    DESK.check(order, plan, summary=summary, remarked=remarked, at=at)


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
