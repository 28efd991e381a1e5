"""The slots of a programme with their limits, as organisers look at them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cwf.agendas.sign_ups import Bar, Level, Limit, barred, level
from cwf.programme.conflicts import capacity
from cwf.programme.timetable import Session, Slot, Timetable
from cwf.registration.places import Counts

Duties = Mapping[int, frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A slot with its limit, if it has one. `seats` None: not known of each of its rooms.

    `compulsory` are categories ("": everyone) for whom its session is.
    """

    slot: Slot
    session: Session
    day: date
    seats: int | None
    limit: Limit | None
    counts: Counts | None
    level: Level | None
    bar: Bar | None
    compulsory: frozenset[str]

    @property
    def beyond(self) -> int:
        """How many have a place beyond the limit, or beyond the seats, whichever is more."""
        if self.counts is None:
            return 0
        without_seat = self.counts.taken - self.seats if self.seats is not None else 0
        return max(self.counts.over, without_seat, 0)

    @property
    def too_many(self) -> bool:
        """Whether more may sign up than there are seats."""
        if self.counts is None or self.seats is None or self.counts.capacity is None:
            return False
        return self.counts.capacity > self.seats


def line_of(
    slot: Slot,
    timetable: Timetable,
    limit: Limit | None,
    counts: Mapping[int, Counts],
    duties: Duties,
    at: datetime,
) -> Line:
    """One slot as it stands at an instant."""
    session = timetable.session[slot.session]
    counted = counts.get(limit.root_id) if limit else None
    return Line(
        slot=slot,
        session=session,
        day=timetable.day(slot),
        seats=capacity(slot, timetable),
        limit=limit,
        counts=counted,
        level=level(limit, counted, at) if limit and counted else None,
        bar=barred(limit, timetable, at) if limit else None,
        compulsory=duties.get(session.id, frozenset()),
    )


def lines_of(
    timetable: Timetable,
    limits: Mapping[UUID, Limit],
    counts: Mapping[int, Counts],
    duties: Duties,
    at: datetime,
) -> list[Line]:
    """All slots of a timetable, by time."""
    return [
        line_of(slot, timetable, limits.get(slot.uuid), counts, duties, at)
        for slot in timetable.slots
    ]


def concerned(lines: Iterable[Line]) -> Iterator[Line]:
    """Those that are limited or compulsory."""
    return (line for line in lines if line.limit or line.compulsory)
