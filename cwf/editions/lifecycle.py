"""The life of an edition, and which step may follow which."""

from datetime import date
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


class Obstacle(StrEnum):
    """Why a step cannot be taken by hand."""

    NOT_FROM_HERE = "not from here"
    BY_PUBLISHING = "publishing does it"
    BY_WITHDRAWING = "taking the programme out of sight does it"
    NOT_OVER = "not over"


def obstacle(
    now: Lifecycle, then: Lifecycle, *, today: date, last_day: date | None
) -> Obstacle | None:
    """Why the step from `now` to `then` is not to be taken by hand, if it is not.

    Publishing a programme and taking it out of sight move the edition on by themselves; only
    what was held by mistake goes back by hand.
    """
    if then is Lifecycle.PUBLISHED and now in (Lifecycle.PLANNED, Lifecycle.ANNOUNCED):
        return Obstacle.BY_PUBLISHING
    if not may_follow(now, then):
        return Obstacle.NOT_FROM_HERE
    if now is Lifecycle.PUBLISHED and then is Lifecycle.ANNOUNCED:
        return Obstacle.BY_WITHDRAWING
    if then is Lifecycle.HELD and last_day is not None and last_day >= today:
        return Obstacle.NOT_OVER
    return None
