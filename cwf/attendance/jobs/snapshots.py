"""Each day of an edition is kept when it has ended there, once, however often this runs.

A day that no worker saw end is made afterwards, from dates and the log (`source` log). Reading
and counting take no write lock; every so many days are kept in a transaction of their own. A
target that was set later is counted on the days before, and what is expected of it is told.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from cwf import clock
from cwf.attendance.actions.forecasting import forecasts, rows_foretold
from cwf.attendance.actions.snapshots import add_figures, keep
from cwf.attendance.queries import daily
from cwf.attendance.queries import snapshots as queries
from cwf.attendance.queries.targets import targets_of
from cwf.database import db, only_reading

One = TypeVar("One")
AT_ONCE = 50  # days that are kept in one transaction


def take_snapshots() -> None:
    """Keep what has ended and is not kept, and count what is asked since (the job `snapshots`).

    An edition that fails holds up no other; its error is raised when all have had their turn.
    """
    now = clock.now()
    with only_reading():
        wanted = queries.missing(now)
    failed = [error for one in wanted if (error := _failure(_keep, one, now))]
    with only_reading():
        lacking = queries.incomplete()
    failed += [error for one in lacking if (error := _failure(_complete, one, now))]
    if failed:
        raise ExceptionGroup("editions left out", failed)


def _failure(step: Callable[[One, datetime], None], one: One, now: datetime) -> Exception | None:
    try:
        step(one, now)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other editions are not to blame
        db.session.rollback()
        return error
    return None


def _keep(missing: queries.Missing, now: datetime) -> None:
    with only_reading():
        edition = queries.edition(missing.edition_id)
        days = daily.known(edition, missing.days, at=now)
        targets = targets_of(edition)
        rows = rows_foretold(edition, days, targets, at=now)
    for first in range(0, len(rows), AT_ONCE):
        keep(rows[first : first + AT_ONCE])
        db.session.commit()


def _complete(edition_id: int, now: datetime) -> None:
    with only_reading():
        edition = queries.edition(edition_id)
        targets = targets_of(edition)
        counted = daily.counted_later(edition, targets)
        late = [one for one in targets if str(one.uuid) in counted[max(counted)]] if counted else []
        expected = forecasts(edition, late, counted, at=now)
    add_figures(queries.edition(edition_id), counted, targets, expected)
    db.session.commit()
