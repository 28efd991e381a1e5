"""As what one takes part, and how far a registration is."""

from enum import StrEnum


class Category(StrEnum):
    """As what somebody takes part."""

    FULL = "full"
    DAY = "day"
    STUDENT = "student"
    SPEAKER = "speaker"
    PRESS = "press"
    PARTNER = "partner"
    VOLUNTEER = "volunteer"
    DELEGATE = "delegate"


# What the form of registration can offer; delegates are named by their delegation.
OPEN_CATEGORIES = tuple(category for category in Category if category is not Category.DELEGATE)


class Standing(StrEnum):
    """How far a registration is.

    ASKED for; APPLIED: the address is confirmed, organisers have to approve; WAITING: in line for
    a place of the edition; CONFIRMED: takes part; DECLINED by organisers; CANCELLED: given up.
    """

    ASKED = "asked"
    APPLIED = "applied"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


# Who is on the way in, or in: asking once more changes nothing of it, and there is something to
# cancel. To take part is to be CONFIRMED, and nothing else.
UNDER_WAY = frozenset({Standing.APPLIED, Standing.WAITING, Standing.CONFIRMED})


class Channel(StrEnum):
    """Which way a participant came: who entered them first."""

    OWN = "own"
    ORGANISER = "organiser"
    BOOKING = "booking"
    DELEGATION = "delegation"


class Payment(StrEnum):
    """What is noted of the fee; nothing is processed here. NONE: nothing is to be paid."""

    NONE = "none"
    UNPAID = "unpaid"
    INVOICED = "invoiced"
    PAID = "paid"
    REFUNDED = "refunded"
