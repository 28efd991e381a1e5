"""What is expected of each target on the day that is being kept. Nothing here commits."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from cwf.attendance.actions.snapshots import rows_of
from cwf.attendance.days import days_before
from cwf.attendance.forecast import expected
from cwf.attendance.kept_figures import total
from cwf.attendance.lines import TargetLine
from cwf.attendance.predicates import Of
from cwf.attendance.queries.arrivals import Packed, arrivals
from cwf.attendance.queries.curves import figures_by_day, pasts
from cwf.attendance.queries.daily import Known
from cwf.attendance.queries.milestones import milestones
from cwf.attendance.stored_forecasts import packed
from cwf.editions.models import Edition

# What grows until the eve. Who arrives is told of who is registered; what is counted begins with
# the forum, and before it only its planned path is known.
GROWING = frozenset(
    {Of.REGISTERED, Of.EVERYBODY, Of.COUNTRIES, Of.REGIONS, Of.SPEAKERS, Of.SESSIONS}
)


def rows_foretold(
    edition: Edition, days: Iterable[Known], targets: list[TargetLine], *, at: datetime
) -> list[dict[str, Any]]:
    """Days as they are kept (snapshots.rows_of), the last with what is expected by then."""
    rows = rows_of(edition, days, targets, at=at)
    new = {row["day"]: row["figures"] for row in rows}
    cells = {row["day"]: row["cells"] for row in rows}
    if rows:
        rows[-1]["forecasts"] = forecasts(edition, targets, new, cells=cells, at=at)
    return rows


def forecasts(
    edition: Edition,
    targets: list[TargetLine],
    new: Mapping[date, Mapping[str, list[int]]],
    *,
    cells: Mapping[date, Packed] = MappingProxyType({}),
    at: datetime,
) -> dict[str, dict[str, Any]]:
    """As Snapshot.forecasts keeps them, by str(UUID), of the last day of `new`.

    Curves are of the days kept so far and of the `new` ones (`cells` of those that are not kept
    yet); earlier editions count where they
    have a target of equal unit and predicate, or cells of which it can be counted. Nothing is
    expected of an edition without dates, or one that has begun.
    """
    if edition.starts is None or not new:
        return {}
    today = days_before(edition.starts, max(new))
    if today < 0:
        return {}
    days = sorted({**figures_by_day(edition.id), **new}.items())
    known = milestones(edition)
    growing = {(one.predicate, one.unit) for one in targets if one.predicate.of in GROWING}
    past = pasts(edition, growing, at=at)
    found = {}
    for target in targets:
        if target.predicate.of is Of.ARRIVED:
            where = target.predicate.where
            told_of = arrivals(edition, where, today=today, at=at, known=known, new=cells)
            found[str(target.uuid)] = packed(told_of)
        elif target.predicate.of in GROWING:
            key = str(target.uuid)
            curve = tuple(
                (days_before(edition.starts, day), total(told[key]))
                for day, told in days
                if key in told
            )
            before = past[target.predicate, target.unit]
            found[key] = packed(expected(curve, before, today=today, known=known))
    return found
