"""Work that is wanted by rows: taken on lease, tried so many times, then given up.

Such a row has `id`, `state` ("wanted", "rendering", "ready" or "failed"), `requested`,
`leased_until`, `attempts` and `error`. The rows are the truth. A worker that dies leaves a lease
behind that runs out, and the row is taken again; what comes after that from the first one is not
taken any more.
"""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Update, and_, or_, select, true, update

from cwf.database import db

ATTEMPTS = 3


Row = TypeVar("Row")


def take(
    rows: type[Row], *, at: datetime, lease: timedelta, among: ColumnElement[bool] | None = None
) -> Row | None:
    """Take the row that waits longest; None: there is none. What was tried too often has failed.

    The update is conditional, so that two workers never take the same one.
    """
    table: Any = rows
    waits = or_(table.state == "wanted", and_(table.state == "rendering", table.leased_until < at))
    candidates = select(table.id).where(waits, true() if among is None else among)
    for id in db.session.scalars(candidates.order_by(table.requested, table.id)).all():
        taken = db.session.execute(
            update(table)
            .where(table.id == id, waits)
            .values(state="rendering", leased_until=at + lease, attempts=table.attempts + 1)
            .returning(table)
            .execution_options(populate_existing=True)
        ).scalar_one_or_none()
        if taken is None:
            continue
        if taken.attempts <= ATTEMPTS:
            found: Row = taken
            return found
        taken.state, taken.error = "failed", None
    return None


def held(rows: Any, id: int, attempt: int) -> Update:
    """An update of the row as long as it is this attempt's."""
    return update(rows).where(rows.id == id, rows.attempts == attempt, rows.state == "rendering")
