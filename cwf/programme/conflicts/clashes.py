"""Two placings that want the same room or the same person, or leave too little time between."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from cwf.programme.conflicts.codes import DROP_IN, Code, Conflict, Severity, weight
from cwf.programme.timetable import Kind, Slot, Timetable, overlap
from cwf.programme.walking import walk_minutes

# What needs its own furniture; talks follow each other on one stage without a pause.
FURNISHED = {Kind.WORKSHOP, Kind.EXHIBITION, Kind.MEAL, Kind.SOCIAL}
CHANGEOVER = timedelta(minutes=5)


def _overlapping(slots: Iterable[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Pairs that share a moment, from slots ordered by start; n log n and one step per pair."""
    running: list[Slot] = []
    for slot in slots:
        running = [other for other in running if other.reckoned_end > slot.starts]
        yield from ((other, slot) for other in running if overlap(other, slot))
        running.append(slot)


def _grouped(pairs: Iterable[tuple[str, Slot]]) -> dict[str, list[Slot]]:
    groups: dict[str, list[Slot]] = {}
    for name, slot in pairs:
        groups.setdefault(name, []).append(slot)
    return groups


def _pair(code: Code, one: Slot, other: Slot, **more: object) -> Conflict:
    told = {
        "severity": Severity.SERIOUS,
        "starts": max(one.starts, other.starts),
        "ends": min(one.reckoned_end, other.reckoned_end),
        **more,
    }
    both = (one, other)
    return Conflict(
        code=code,
        sessions=tuple(slot.session for slot in both),
        slots=tuple(slot.uuid for slot in both),
        **told,  # type: ignore[arg-type]
    )


def in_rooms(slots: list[Slot], timetable: Timetable) -> Iterator[Conflict]:
    """Rooms taken twice, or furnished anew without a pause; a slot counts in each of its rooms."""
    for room, taken in _grouped((room, slot) for slot in slots for room in slot.rooms).items():
        for one, other in _overlapping(taken):
            kinds = {timetable.session[slot.session].kind for slot in (one, other)}
            severity = weight(kinds <= DROP_IN)
            yield _pair(Code.ROOM_TAKEN_TWICE, one, other, severity=severity, rooms=(room,))
        for one, other in pairwise(taken):
            yield from _changeover(one, other, room, timetable)


def _changeover(one: Slot, other: Slot, room: str, timetable: Timetable) -> Iterator[Conflict]:
    """A room to be furnished anew within less than five minutes."""
    kinds = {timetable.session[slot.session].kind for slot in (one, other)}
    if one.ends is None or len(kinds) == 1 or not kinds & FURNISHED:
        return
    gap = other.starts - one.ends
    if timedelta(0) <= gap < CHANGEOVER:
        yield _pair(
            Code.CHANGEOVER,
            one,
            other,
            severity=Severity.NOTE,
            rooms=(room,),
            starts=one.ends,
            ends=other.starts,
            needed=_minutes(CHANGEOVER),
            available=_minutes(gap),
        )


def of_people(slots: list[Slot], timetable: Timetable) -> Iterator[Conflict]:
    """Speakers in two places at once, or with too little time to walk from one to the other."""
    engaged = _grouped(
        (speaker, slot)
        for slot in slots
        for speaker in sorted({one.speaker for one in timetable.session[slot.session].people})
    )
    for speaker, taken in engaged.items():
        group = timetable.speaker[speaker].group
        for one, other in _overlapping(taken):
            kinds = {timetable.session[slot.session].kind for slot in (one, other)}
            severity = weight(group or Kind.EXHIBITION in kinds)
            yield _pair(
                Code.SPEAKER_IN_TWO_PLACES,
                one,
                other,
                severity=severity,
                speaker=speaker,
                rooms=(*one.rooms[:1], *other.rooms[:1]),
            )
        for one, other in pairwise(taken):
            yield from _travel(one, other, speaker, timetable)


def _travel(one: Slot, other: Slot, speaker: str, timetable: Timetable) -> Iterator[Conflict]:
    """A speaker who cannot walk from one house to the next in time."""
    gap = other.starts - one.reckoned_end
    if not one.rooms or not other.rooms or gap < timedelta(0):
        return
    here, there = (timetable.room[slot.rooms[0]].venue for slot in (one, other))
    walk = walk_minutes(timetable.venue[here], timetable.venue[there])
    if walk is not None and walk > _minutes(gap):
        yield _pair(
            Code.TRAVEL,
            one,
            other,
            severity=Severity.NOTE,
            speaker=speaker,
            rooms=(one.rooms[0], other.rooms[0]),
            starts=one.reckoned_end,
            ends=other.starts,
            needed=walk,
            available=_minutes(gap),
        )


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
