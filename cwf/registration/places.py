"""Places, purely: what a claim is, what there is of places, and how many of them are free.

A tree has a root, and nodes below it that hold places back for a group until an instant. What is
open and what is held is decided by comparing times when one looks: no job has to come by for it.
How many are free for whom, `ledger` says.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ClaimState(StrEnum):
    """What a claim is: a place, a wait, an offer; or over.

    LAPSED is an offer not taken in time. CANCELLED is never written down: so reads every claim
    on a tree that is closed.
    """

    PLACE = "place"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"


OPEN = frozenset({ClaimState.WAITING, ClaimState.OFFERED})


class Outcome(StrEnum):
    """What became of asking for a place."""

    TAKEN = "taken"
    ALREADY = "already"
    FULL = "full"
    WAITING = "waiting"
    NOT_OFFERED = "not_offered"
    CLOSED = "closed"


class Wait(StrEnum):
    """What becomes of several people who ask together where there are too few places.

    NO: whoever gets one gets one, the rest get none. PARTS: the rest wait, each for themselves.
    WHOLE: all get one, or all wait together.
    """

    NO = "no"
    PARTS = "parts"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Wish:
    """A participant who asks for a place of a group, with others."""

    participant_id: int
    group: str


class NotFree(ValueError):
    """So many places cannot be moved; `free` says how many can."""

    def __init__(self, free: int) -> None:
        super().__init__(f"only {free} places are free")
        self.free = free


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A node below the root: places of the node above (`parent`; None: of the root) for a group.

    They are held back for it until an instant (None: for good). Where it `spills`, its people may
    take of the node above when it has none for them, and are counted there only; else they are
    all counted here. One that goes `across` bounds those of a tag, wherever else they are counted,
    and holds nothing back. `capacity` None: without bound.
    """

    id: int
    group: str
    capacity: int | None
    taken: int
    held_until: datetime | None
    parent: int | None = None
    spills: bool = True
    across: bool = False
    over: int = 0

    @property
    def unused(self) -> int:
        """How many of the places held back nobody has."""
        return 0 if self.capacity is None else max(0, self.capacity - self.taken)

    def holds(self, at: datetime) -> bool:
        """Whether it still holds back; at the instant itself no more."""
        return self.held_until is None or at < self.held_until


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """A tree of places as it was last written down. `capacity` None: without bound.

    `waiting` counts claims in the queue or with an offer. Nobody takes a place from `closes` on,
    nor ever once it is `closed`. Before `due` nothing changes by time alone (None: never).
    """

    id: int
    edition_id: int
    capacity: int | None
    taken: int
    over: int = 0
    waiting: int = 0
    offer_minutes: int = 24 * 60
    closes: datetime | None = None
    closed: datetime | None = None
    due: datetime | None = None
    parts: tuple[Part, ...] = ()

    def open(self, at: datetime) -> bool:
        """Whether places may be taken and offered at that instant."""
        return self.closed is None and (self.closes is None or at < self.closes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """A tree of places in numbers, as it stands at an instant.

    `free` is what anybody may take now (None: without bound); places held back and places offered
    are not in it. `waiting` are those in line who have no offer. `over` is how many have a place
    beyond the capacity.
    """

    capacity: int | None
    taken: int
    free: int | None
    held: int
    waiting: int
    over: int
    offered: int = 0

    @property
    def filling(self) -> bool:
        """Whether at least three quarters are gone (the share that pages tell of)."""
        return self.capacity is not None and 4 * (self.capacity - (self.free or 0)) >= (
            3 * self.capacity
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A participant's claim as it stands at an instant.

    `position` counts from 1 among those who wait for no more than they do, and leaves `others` out
    who came earlier (line.py); an offer has `expires`, what is over `ended`.
    `why` is a code. Of a place: "" (taken at once), "offered". Of a wait: "full", "held_back",
    "resized" (the offer was taken back, for fewer places are left). Of an offer: "in_turn". Of
    what is over: "lapsed", "given_up", "declined", "cancelled", or what an action was told.
    """

    root_id: int
    state: ClaimState
    group: str
    since: datetime
    position: int | None = None
    others: int = 0
    expires: datetime | None = None
    ended: datetime | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimant:
    """Who has a claim on a tree, and how it stands at an instant: as `Held` says it."""

    participant_id: int
    state: ClaimState
    group: str
    since: datetime
    position: int | None = None
    others: int = 0
    expires: datetime | None = None
    ended: datetime | None = None
    why: str = ""
    over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceWords:
    """What people call a tree of places in a language (its session's title), and where it is seen.

    `path` begins with a slash, and the language: "/en/account/…".
    """

    title: str
    path: str
