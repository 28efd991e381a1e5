"""How goals came off whose day is over, of the days that are kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select, true

from cwf.attendance.figures import Figure
from cwf.attendance.judging import Judgement, OnDay, judged, needs_days
from cwf.attendance.kept_figures import unpacked
from cwf.attendance.lines import TargetLine
from cwf.attendance.models import Snapshot
from cwf.database import db

Told = dict[date, dict[str, list[int]]]  # what a day says of all targets


def judgements(
    edition_id: int, lines: Sequence[TargetLine], now: Mapping[UUID, Figure], *, today: date
) -> dict[UUID, Judgement]:
    """Of the targets of which a number is known `now`, those whose day is over by `today`.

    No statement where there are none, one for their days, and one more where a day was not kept or
    a goal was reached after its own.
    """
    due = [one for one in lines if one.by and one.by < today and one.uuid in now]
    if not due:
        return {}
    told = _rows(edition_id, Snapshot.day.in_({one.by for one in due}))
    open_ = [one for one in due if needs_days(one.low, _of_its_day(one, told), now[one.uuid])]
    if open_:
        told |= _rows(edition_id, _asked(open_, told))
    return {
        one.uuid: judged(one.low, one.by, _days(one, told), now[one.uuid]) for one in due if one.by
    }


def _asked(lines: Sequence[TargetLine], told: Told) -> ColumnElement[bool]:
    """The days from theirs on; all of them where a day does not tell the number of one."""
    if any(_of_its_day(one, told) is None for one in lines):
        return true()
    return Snapshot.day >= min(one.by for one in lines if one.by)


def _rows(edition_id: int, asked: ColumnElement[bool]) -> Told:
    found = select(Snapshot.day, Snapshot.figures).where(Snapshot.edition_id == edition_id, asked)
    return {row.day: row.figures for row in db.session.execute(found)}


def _days(line: TargetLine, told: Told) -> list[OnDay]:
    """What is told of a target, the earliest first."""
    key = str(line.uuid)
    return [(day, unpacked(line.unit, told[day][key])) for day in sorted(told) if key in told[day]]


def _of_its_day(line: TargetLine, told: Told) -> Figure | None:
    return next((figure for day, figure in _days(line, told) if day == line.by), None)
