"""The life of an edition, and which step may follow which."""

from enum import StrEnum


class Lifecycle(StrEnum):
    """Where an edition stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    PUBLISHED = "published"
    HELD = "held"
    CANCELLED = "cancelled"


class Certainty(StrEnum):
    """How far sources agree that an edition took place."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"


FOLLOWING: dict[Lifecycle, frozenset[Lifecycle]] = {
    Lifecycle.PLANNED: frozenset({Lifecycle.ANNOUNCED, Lifecycle.CANCELLED}),
    Lifecycle.ANNOUNCED: frozenset(
        {Lifecycle.PLANNED, Lifecycle.PUBLISHED, Lifecycle.HELD, Lifecycle.CANCELLED}
    ),
    Lifecycle.PUBLISHED: frozenset({Lifecycle.ANNOUNCED, Lifecycle.HELD, Lifecycle.CANCELLED}),
    Lifecycle.HELD: frozenset({Lifecycle.PUBLISHED}),
    Lifecycle.CANCELLED: frozenset({Lifecycle.ANNOUNCED}),
}


def may_follow(now: Lifecycle, then: Lifecycle) -> bool:
    """Whether `then` may be the next step; going back one step mends a mistake."""
    return then in FOLLOWING[now]


def is_public(lifecycle: Lifecycle) -> bool:
    """Whether the edition's pages may be read by everybody."""
    return lifecycle is not Lifecycle.PLANNED
