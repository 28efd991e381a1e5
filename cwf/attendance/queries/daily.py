"""What was known of an edition at the end of each of some days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import undefer

from cwf.attendance.cells import unpacked
from cwf.attendance.days import end_of
from cwf.attendance.figures import Cell, Evidence
from cwf.attendance.kept_figures import figures_of
from cwf.attendance.lines import TargetLine
from cwf.attendance.lives import cells_at
from cwf.attendance.models import Snapshot
from cwf.attendance.queries.evidence import begun, evidence, with_programme
from cwf.attendance.queries.past import lives
from cwf.attendance.queries.programme_since import programme_since
from cwf.attendance.queries.tallies import tallies
from cwf.database import db
from cwf.editions.models import Edition

IN_TIME = timedelta(minutes=5)  # what changed since the day ended is taken to be of that day
SECOND = timedelta(seconds=1)


class Source(StrEnum):
    """How a day came to be kept: taken as it ended, made of the log afterwards, or of a file."""

    JOB = "job"
    LOG = "log"
    FILE = "file"


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What was known at the end of a day; `programme`: of sessions and speakers, too."""

    day: date
    source: Source
    evidence: Evidence
    programme: bool


def known(edition: Edition, days: Sequence[date], *, at: datetime) -> Iterator[Known]:
    """The days, in their order. One that ended just now is counted by the database; for those
    that were missed everybody is read, once for all of them."""
    missed = [day for day in days if at - end_of(day, edition.zone) >= IN_TIME]
    everybody = lives(edition) if missed else []
    since = programme_since(edition.id) if missed else None
    for day in days:
        end = end_of(day, edition.zone)
        if day in missed:
            told = afterwards(edition, day, cells_at(everybody, end))
            same = since is not None and since < end
            told = with_programme(edition, told) if same else told
            yield Known(day=day, source=Source.LOG, evidence=told, programme=same)
        else:
            told = evidence(edition, at=end - SECOND)
            yield Known(day=day, source=Source.JOB, evidence=told, programme=True)


def counted_later(edition: Edition, targets: list[TargetLine]) -> dict[date, dict[str, list[int]]]:
    """Numbers of targets on days that do not tell them, of the cells of those days.

    Numbers of the programme are known from the day on that a target asks for them.
    """
    days = db.session.scalars(
        select(Snapshot)
        .where(Snapshot.edition_id == edition.id, Snapshot.source != Source.FILE)
        .order_by(Snapshot.day)
        .options(undefer(Snapshot.cells))
    ).all()
    found = {}
    for row in days:
        if lacking := [one for one in targets if str(one.uuid) not in row.figures]:
            told = afterwards(edition, row.day, unpacked(row.cells))
            if counted := figures_of(lacking, told, afterwards=True):
                found[row.day] = counted
    return found


def afterwards(edition: Edition, day: date, cells: tuple[Cell, ...]) -> Evidence:
    """A day that is over, of its cells and of the counts that stood; nothing of the programme."""
    last = end_of(day, edition.zone) - SECOND
    return Evidence(
        cells=cells,
        tallies=tuple(tallies(edition.id, at=last)),
        begun=begun(edition, at=last),
    )
