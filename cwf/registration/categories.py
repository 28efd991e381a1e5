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


class Standing(StrEnum):
    """How far a registration is: asked for, confirmed by mail, or given up."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
