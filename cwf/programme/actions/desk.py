"""Files that wait to be read, of any table: taken on lease, with progress, to one outcome.

Such a row is a `models.incoming.IncomingFile`. A worker that dies leaves a lease behind,
and when that has run out the file is taken again; what the first would still write is not taken,
for its lease is no longer the row's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, or_, select, update

from cwf.database import db
from cwf.programme import packing
from cwf.programme.incoming import Remark

LEASE = timedelta(minutes=3)  # longer than the longest step between two words of progress
ATTEMPTS = 3
REMARKS = 2_000  # remarks that are kept of a file; the rest is counted
KEPT = timedelta(days=7)  # how long the file stays after the last thing that happened to it
FILES = 30  # files that are kept of one place; the oldest goes first
OPEN = ("wanted", "reading")


class NotReady(Exception):
    """The file is not at the step that was asked for: somebody was quicker, or it is gone."""


class Held(Protocol):
    """A file that was taken; `lease` tells this taking from every other."""

    @property
    def id(self) -> int:
        """The row's."""

    @property
    def lease(self) -> str:
        """The row's, as long as nobody else has taken it."""


@dataclass(frozen=True)
class Desk:
    """The files of one table."""

    rows: Any

    def take(self, at: datetime) -> Any | None:
        """Take the file that waits longest; None: there is none.

        The update is conditional, so that two workers never take the same one.
        """
        rows = self.rows
        waits = or_(rows.state == "wanted", and_(rows.state == "reading", rows.leased_until < at))
        candidates = select(rows.id).where(waits).order_by(rows.requested, rows.id)
        for id in db.session.scalars(candidates).all():
            taken = db.session.execute(
                update(rows)
                .where(rows.id == id, waits)
                .values(
                    state="reading",
                    lease=uuid4().hex,
                    leased_until=at + LEASE,
                    attempts=rows.attempts + 1,
                )
                .returning(rows)
                .execution_options(populate_existing=True)
            ).scalar_one_or_none()
            if taken is None:
                continue
            if taken.attempts <= ATTEMPTS and taken.body is not None:
                return taken
            settle(taken, "failed", at)
            taken.summary = {"failure": "broken"}
        return None

    def tell(self, held: Held, done: int, total: int, *, at: datetime) -> None:
        """Say how much of how much is read, and stay at it."""
        db.session.execute(
            update(self.rows)
            .where(*self._mine(held))
            .values(done=done, total=total, leased_until=at + LEASE)
            .execution_options(synchronize_session=False)
        )

    def row(self, held: Held) -> Any | None:
        """The row, locked, if this taking of it still holds."""
        return db.session.scalar(
            select(self.rows)
            .where(*self._mine(held))
            .with_for_update()
            .execution_options(populate_existing=True)
        )

    def keep_columns(self, held: Held, sheets: Any, **more: Any) -> None:
        """What the columns of the sheets hold, or seem to."""
        if row := self.row(held):
            kept = row.columns or {}
            answered = bool(kept.get("answered"))
            row.columns = {**more, **kept, "answered": answered, "sheets": sheets}

    def ask(self, held: Held, *, at: datetime) -> None:
        """The sheet is read; what its columns hold is to be confirmed."""
        if row := self.row(held):
            settle(row, "asks", at)

    def refuse(self, held: Held, remarks: Sequence[Remark], *, at: datetime) -> None:
        """Nothing of the file can be used."""
        if row := self.row(held):
            settle(row, "refused", at)
            remark(row, remarks)
            row.summary, row.plan = {}, None

    def check(
        self,
        held: Held,
        plan: Any,
        *,
        summary: Mapping[str, Any],
        remarked: tuple[bytes, str] | None,
        at: datetime,
    ) -> None:
        """Keep what the file would change, or why it is refused.

        `plan` has `remarks` and `refused`; `remarked` is the sheet with its remarks, and its
        media type.
        """
        row = self.row(held)
        if row is None:
            return
        settle(row, "refused" if plan.refused else "checked", at)
        remark(row, plan.remarks)
        row.summary, row.plan = dict(summary), packing.pack(plan)
        row.remarked, row.remarked_type = remarked or (None, "")

    def fail(self, held: Held, failure: str, *, at: datetime) -> None:
        """Reading did not come to an end: "too_big", "too_slow" or "broken"."""
        if row := self.row(held):
            settle(row, "failed", at)
            row.summary, row.plan = {"failure": failure}, None

    def forget(self, at: datetime, **more: Any) -> None:
        """Let go of the contents of files to which nothing has happened for a while.

        `more` are further columns that go with them.
        """
        rows = self.rows
        old = rows.finished < at - KEPT
        contents: dict[str, Any] = {"body": None, "plan": None, "remarked": None, **more}
        for which, values in (
            (rows.state.in_(("asks", "checked")), {"state": "lapsed"}),
            (rows.body.is_not(None), contents),
        ):
            db.session.execute(
                update(rows)
                .where(old, which)
                .values(values)
                .execution_options(synchronize_session=False)
            )

    def keep_few(self, *mine: ColumnElement[bool]) -> None:
        """Let go of the oldest files of one place where there are more than `FILES`."""
        rows = self.rows
        newest = select(rows.id).where(*mine, rows.body.is_not(None)).order_by(rows.id.desc())
        for id in db.session.scalars(newest.offset(FILES)).all():
            row = db.session.get_one(rows, id)
            if row.state not in ("refused", "failed"):
                row.state = "lapsed"
            row.body = row.plan = row.remarked = None

    def _mine(self, held: Held) -> tuple[Any, ...]:
        rows = self.rows
        return rows.id == held.id, rows.state == "reading", rows.lease == held.lease


def want_again(row: Any) -> None:
    """Have the file read and compared anew. Raises NotReady."""
    if row.state in (*OPEN, "done") or row.body is None:
        raise NotReady
    row.state, row.attempts, row.done, row.total = "wanted", 0, 0, 0
    row.leased_until = row.finished = None


def settle(row: Any, state: str, at: datetime) -> None:
    """Say what became of it."""
    row.state, row.finished, row.leased_until = state, at, None


def remark(row: Any, remarks: Sequence[Remark]) -> None:
    """Errors first where not all can be kept."""
    kept = sorted(remarks, key=lambda one: not one.error)[:REMARKS]
    row.remarks = [packing.plain(one) for one in kept]
    row.errors = sum(one.error for one in remarks)
    row.notes = len(remarks) - row.errors
