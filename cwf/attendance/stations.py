"""What devices there are at doors, and what each may do."""

from enum import StrEnum


class Kind(StrEnum):
    """What a station is for: the forum's door, the door of a session, or a clicker."""

    DOOR = "door"
    SESSION = "session"
    CLICKER = "clicker"


class Purpose(StrEnum):
    """What a signed token of this slice is for (registration's links.py makes and opens them)."""

    TICKET = "ticket"
    STATION = "station"
