"""Signing up for a session with few seats, purely: what somebody may do now, and what stands
in the way.

A slot is signed up for while the current release has it, it is not cancelled, and has not begun.
Of a repeated session one placing is held. What one holds stays even when sign-up has closed; an
offer that was made is kept, too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cwf.agendas.picks import FIRM, Hold
from cwf.programme.timetable import Slot, Status, Timetable, overlap
from cwf.registration.places import ClaimState, Counts, Held
from cwf.registration.reasons import Reason


class Bar(StrEnum):
    """Why no place can be asked for: for good, or at this time."""

    GONE = "gone"
    CANCELLED = "cancelled"
    PAST = "past"
    SOON = "soon"
    CLOSED = "closed"


FOR_GOOD = frozenset({Bar.GONE, Bar.CANCELLED, Bar.PAST})


class Step(StrEnum):
    """What somebody can do about a place."""

    TAKE = "take"
    WAIT = "wait"
    ACCEPT = "accept"
    DECLINE = "decline"
    GIVE_UP = "give_up"
    LEAVE = "leave"


TAKING = frozenset({Step.TAKE, Step.ACCEPT})


class Level(StrEnum):
    """How full a slot is, as pages tell it."""

    SOON = "soon"
    FREE = "free"
    FILLING = "filling"
    FULL = "full"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """A slot for which one signs up: its tree of places, and from when till when (UTC)."""

    slot: UUID
    session_id: int
    root_id: int
    opens: datetime | None
    closes: datetime | None

    def bar(self, at: datetime) -> Bar | None:
        """Whether sign-up is not open yet, or no longer: [opens, closes)."""
        if self.opens and at < self.opens:
            return Bar.SOON
        if self.closes and at >= self.closes:
            return Bar.CLOSED
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignUp:
    """Where somebody stands with one slot.

    `reason` says why they have a place or none. `clashes` are the slots at the same time that
    they hold; `instance` is another placing of the same session of which they have a place.
    `refused`: the edition allows no overlap.
    """

    limit: Limit
    slot: Slot | None
    counts: Counts
    reason: Reason
    held: Held | None
    bar: Bar | None
    clashes: tuple[tuple[UUID, Hold], ...] = ()
    instance: UUID | None = None
    refused: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be done now, the first thing first."""
        if self.bar in FOR_GOOD:
            return ()
        match self.held.state if self.held else None:
            case ClaimState.PLACE:
                return (Step.GIVE_UP,)
            case ClaimState.OFFERED:
                return (Step.ACCEPT, Step.DECLINE)
            case ClaimState.WAITING:
                return (Step.LEAVE,)
        if self.bar or not (self.reason.may_take or self.reason.may_wait):
            return ()
        return (Step.TAKE,) if self.reason.may_take else (Step.WAIT,)

    @property
    def firm(self) -> tuple[UUID, ...]:
        """What cannot be given up for it: what is compulsory."""
        return tuple(slot for slot, hold in self.clashes if hold is Hold.DUTY)

    @property
    def loose(self) -> tuple[UUID, ...]:
        """What can be given up for it: places at the same time, or in another placing."""
        clashes = tuple(slot for slot, hold in self.clashes if hold is Hold.PLACE)
        return (*clashes, self.instance) if self.instance else clashes

    def clears(self, instead: Iterable[UUID], *, both: bool) -> bool:
        """Whether a place may be taken while these are given up; `both`: the overlap is meant."""
        given_up = set(instead)
        if self.instance and self.instance not in given_up:
            return False
        left = {slot for slot, _hold in self.clashes} - given_up
        return not left or (both and not self.refused)


def barred(limit: Limit, timetable: Timetable | None, at: datetime) -> Bar | None:
    """Why nobody can ask for a place in a slot at an instant; None: they can."""
    slot = slot_of(limit.slot, timetable)
    if slot is None or timetable is None:
        return Bar.GONE
    if timetable.session[slot.session].status is Status.CANCELLED:
        return Bar.CANCELLED
    if slot.starts <= at:
        return Bar.PAST
    return limit.bar(at)


def slot_of(uuid: UUID, timetable: Timetable | None) -> Slot | None:
    """The slot of a UUID in a timetable; None where there is none."""
    slots = timetable.slots if timetable else ()
    return next((slot for slot in slots if slot.uuid == uuid), None)


def in_the_way(
    slot: Slot, timetable: Timetable, holds: Mapping[UUID, Hold]
) -> tuple[tuple[UUID, Hold], ...]:
    """What of another session somebody holds firmly at the same time, in order of time."""
    return tuple(
        (other.uuid, holds[other.uuid])
        for other in timetable.slots
        if holds.get(other.uuid) in FIRM
        and other.session != slot.session
        and timetable.session[other.session].status is not Status.CANCELLED
        and overlap(slot, other)
    )


def other_placing(slot: Slot, timetable: Timetable, holds: Mapping[UUID, Hold]) -> UUID | None:
    """Another placing of the same session of which somebody has a place."""
    return next(
        (
            other.uuid
            for other in timetable.slots_of[slot.session]
            if other.uuid != slot.uuid and holds.get(other.uuid) is Hold.PLACE
        ),
        None,
    )


def level(limit: Limit, counts: Counts, at: datetime) -> Level:
    """How full a slot is: "filling" from three quarters on."""
    if bar := limit.bar(at):
        return Level.SOON if bar is Bar.SOON else Level.CLOSED
    if counts.free == 0:
        return Level.FULL
    return Level.FILLING if counts.filling else Level.FREE
