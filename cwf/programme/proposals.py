"""Where else, or when else, a placing would be in nobody's way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from cwf.programme.timetable import Room, Slot, Status, Timetable, overlap

STEP = timedelta(minutes=15)
OPENS, CLOSES = time(8), time(22)
MOST = 3


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Another room at the same time, or another time in the same rooms."""

    slot: Slot


def with_slot(timetable: Timetable, slot: Slot) -> Timetable:
    """The timetable as it would be with this placing, in place of the one of the same UUID."""
    others = (one for one in timetable.slots if one.uuid != slot.uuid)
    slots = sorted((*others, slot), key=lambda one: (one.starts, one.uuid))
    return replace(timetable, slots=tuple(slots))


def free_rooms(timetable: Timetable, slot: Slot) -> list[Proposal]:
    """Rooms that are free then and large enough as far as known, the tightest fit first."""
    busy = {
        room for other in _others(timetable, slot) if overlap(slot, other) for room in other.rooms
    }
    expected = timetable.session[slot.session].expected or 0
    fitting = [
        room
        for room in timetable.rooms
        if room.slug not in busy
        and room.slug not in slot.rooms
        and (_largest(room) or 0) >= expected
        and _largest(room) is not None
    ]
    fitting.sort(key=lambda room: (_largest(room), room.slug))
    return [Proposal(slot=replace(slot, rooms=(room.slug,))) for room in fitting[:MOST]]


def free_times(timetable: Timetable, slot: Slot) -> list[Proposal]:
    """The nearest times on the same day at which rooms and speakers are free, in order."""
    others = [other for other in _others(timetable, slot) if _meets(timetable, slot, other)]
    found = [
        moved for moved in _moves(timetable, slot) if not any(overlap(moved, one) for one in others)
    ]
    found.sort(key=lambda moved: (abs(moved.starts - slot.starts), moved.starts))
    nearest = [moved for moved in found if moved.starts != slot.starts][:MOST]
    return [Proposal(slot=moved) for moved in sorted(nearest, key=lambda moved: moved.starts)]


def _moves(timetable: Timetable, slot: Slot) -> Iterator[Slot]:
    day = timetable.day(slot)
    at = datetime.combine(day, OPENS, timetable.zone).astimezone(UTC)
    close = datetime.combine(day, CLOSES, timetable.zone).astimezone(UTC)
    length = slot.reckoned_end - slot.starts
    while at + length <= close:
        yield replace(slot, starts=at, ends=at + length if slot.ends else None)
        at += STEP


def _others(timetable: Timetable, slot: Slot) -> Iterator[Slot]:
    for other in timetable.slots:
        cancelled = timetable.session[other.session].status is Status.CANCELLED
        if other.uuid != slot.uuid and not cancelled:
            yield other


def _meets(timetable: Timetable, slot: Slot, other: Slot) -> bool:
    """Whether the two would be in each other's way at the same time."""
    mine = {one.speaker for one in timetable.session[slot.session].people}
    theirs = {one.speaker for one in timetable.session[other.session].people}
    return bool(mine & theirs or set(slot.rooms) & set(other.rooms))


def _largest(room: Room) -> int | None:
    known = [number for number in (room.seats, room.standing) if number is not None]
    return max(known, default=None)
