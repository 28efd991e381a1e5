"""Places, purely: what a claim is, what there is of places, and how many of them are free.

A tree has a root, and parts that hold places back for a group until an instant. What is open and
what is held is decided by comparing times when one looks: no job has to come by for it.
"""

from collections.abc import Mapping
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Places of a tree held back for a group until an instant (None: for good)."""

    id: int
    group: str
    capacity: int
    taken: int
    held_until: datetime | None

    @property
    def unused(self) -> int:
        """How many of the places held back nobody has."""
        return max(0, self.capacity - self.taken)

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


Offers = Mapping[int, int]  # by the id of a node: how many of its places are offered


def left(tree: Tree, offers: Offers) -> int | None:
    """How many places nobody has and nobody was offered, held back or not; None: no bound."""
    if tree.capacity is None:
        return None
    return max(0, tree.capacity - tree.taken - sum(offers.values()))


def held_back(tree: Tree, offers: Offers, at: datetime) -> int:
    """How many of those are held back for some group."""
    held = sum(max(0, part.unused - offers.get(part.id, 0)) for part in _holding(tree, at))
    rest = left(tree, offers)
    return held if rest is None else min(held, rest)


def free(tree: Tree, offers: Offers, at: datetime) -> int | None:
    """How many of those are for anybody; None: as many as one likes."""
    rest = left(tree, offers)
    return None if rest is None else rest - held_back(tree, offers, at)


def node_for(tree: Tree, offers: Offers, group: str, at: datetime) -> int | None:
    """Whose place somebody of that group gets: their part's before one of the root's; None: none.

    Whether others wait is not asked: who comes last asks when all who wait have been served.
    """
    if left(tree, offers) == 0:
        return None
    for part in _holding(tree, at):
        if part.group == group and part.unused > offers.get(part.id, 0):
            return part.id
    return None if free(tree, offers, at) == 0 else tree.id


def _holding(tree: Tree, at: datetime) -> list[Part]:
    return [part for part in tree.parts if part.holds(at)]


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

    `position` counts from 1 among those who wait; an offer has `expires`, what is over `ended`.
    `why` is a code. Of a place: "" (taken at once), "offered". Of a wait: "full", "held_back",
    "resized" (the offer was taken back, for fewer places are left). Of an offer: "in_turn". Of
    what is over: "lapsed", "given_up", "declined", "cancelled", or what an action was told.
    """

    root_id: int
    state: ClaimState
    group: str
    since: datetime
    position: int | None = None
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
