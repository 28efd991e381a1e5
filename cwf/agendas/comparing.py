"""Several agendas beside each other, purely: who covers what, and who is free when.

Everybody's time is told by half hours on the clock of the edition, as instants in UTC. What was
cancelled or is gone takes nobody's time and is covered by nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from cwf.agendas.picks import FIRM, Hold, Pick
from cwf.programme.timetable import Slot, Status, Timetable

HALF = timedelta(minutes=30)
LONGEST = timedelta(hours=24)  # of a day, whatever goes on for longer


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """A slot and how each of the people hold it, in their order (None: not at all)."""

    slot: Slot
    holds: tuple[Hold | None, ...]

    @property
    def by_nobody(self) -> bool:
        """Whether nobody picked it."""
        return not any(self.holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Half:
    """Half an hour, [starts, ends), and what fills it for each of the people (None: free)."""

    starts: datetime
    ends: datetime
    holds: tuple[Hold | None, ...]

    @property
    def free(self) -> bool:
        """Whether everybody is free."""
        return not any(self.holds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Free:
    """A stretch in which everybody is free, [starts, ends)."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DayShared:
    """A day of the programme in half hours, from its first start to its last end."""

    date: date
    halves: tuple[Half, ...]

    @property
    def common(self) -> tuple[Free, ...]:
        """When everybody is free, joined to stretches."""
        runs = (tuple(run) for free, run in groupby(self.halves, lambda half: half.free) if free)
        return tuple(Free(starts=run[0].starts, ends=run[-1].ends) for run in runs)


def coverage(
    timetable: Timetable, people: Sequence[Sequence[Pick]], within: Timetable | None = None
) -> tuple[Covered, ...]:
    """Who covers what, by time: every slot of `within`, or (None) those that anybody picked."""
    held = [_holds(picks) for picks in people]
    rows = (
        Covered(slot=slot, holds=tuple(each.get(slot.uuid) for each in held))
        for slot in (within or timetable).slots
        if _takes_place(slot, timetable)
    )
    return tuple(row for row in rows if within or not row.by_nobody)


def days(timetable: Timetable, people: Sequence[Sequence[Pick]]) -> tuple[DayShared, ...]:
    """Who is free when, on each day of the programme."""
    placed = [slot for slot in timetable.slots if _takes_place(slot, timetable)]
    held = [_holds(picks) for picks in people]
    return tuple(
        _day(day, tuple(slots), held, timetable.zone)
        for day, slots in groupby(sorted(placed, key=timetable.day), timetable.day)
    )


def _day(
    day: date, slots: tuple[Slot, ...], held: Sequence[dict[UUID, Hold]], zone: ZoneInfo
) -> DayShared:
    first = min(slot.starts for slot in slots)
    last = min(max(slot.reckoned_end for slot in slots), first + LONGEST)
    return DayShared(
        date=day,
        halves=tuple(
            Half(
                starts=starts,
                ends=starts + HALF,
                holds=tuple(_filled(starts, slots, each) for each in held),
            )
            for starts in _halves(first, last, zone)
        ),
    )


def _halves(first: datetime, last: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The starts of half hours from that of `first` on the clock of the zone until `last`."""
    minute = first.astimezone(zone).minute % 30
    at = first.replace(second=0, microsecond=0) - timedelta(minutes=minute)
    yield at
    while (at := at + HALF) < last:
        yield at


def _filled(starts: datetime, slots: Sequence[Slot], held: dict[UUID, Hold]) -> Hold | None:
    """The firmest of what somebody holds within half an hour; what has no end fills its first."""
    found = [
        held[slot.uuid]
        for slot in slots
        if slot.uuid in held
        and slot.starts < starts + HALF
        and (slot.reckoned_end > starts or starts <= slot.starts)
    ]
    return next((hold for hold in found if hold in FIRM), found[0] if found else None)


def _holds(picks: Sequence[Pick]) -> dict[UUID, Hold]:
    return {pick.slot: pick.hold for pick in picks}


def _takes_place(slot: Slot, timetable: Timetable) -> bool:
    return timetable.session[slot.session].status is not Status.CANCELLED
