"""Places, purely: what a claim is, and who is next in a queue.

Time is compared when one looks. An offer that has run out is over at that instant, whether or not
a job was there to write it down, and the next in line then has theirs.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClaimState(StrEnum):
    """What a claim is: a place, a wait, an offer; or over: not taken in time, or given up."""

    PLACE = "place"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"


OPEN = frozenset({ClaimState.WAITING, ClaimState.OFFERED})


class Outcome(StrEnum):
    """What became of asking for a place."""

    TAKEN = "taken"
    ALREADY = "already"
    FULL = "full"
    WAITING = "waiting"
    NOT_OFFERED = "not_offered"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """A tree of places in numbers, as it stands at an instant.

    `free` is what anybody may take now (None: without bound); held back and offered places are
    not in it. `over` is how many have a place beyond the capacity.
    """

    capacity: int | None
    taken: int
    free: int | None
    held: int
    waiting: int
    over: int

    @property
    def filling(self) -> bool:
        """Whether at least three quarters are gone (the share that pages tell of)."""
        return self.capacity is not None and 4 * (self.capacity - (self.free or 0)) >= (
            3 * self.capacity
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A participant's claim as it stands at an instant.

    `position` counts from 1 among those who wait; an offer has `expires`. `why` is a code:
    "lapsed", "given_up", "resized", "cancelled", "offered", "in_turn".
    """

    root_id: int
    state: ClaimState
    group: str
    since: datetime
    position: int | None = None
    expires: datetime | None = None
    why: str = ""
