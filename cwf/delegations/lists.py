"""The lists that hosts and heads take along: who is to be on each, in what order, and counted how.

Every list has its readers, and says no more than they need: who cooks learns of no lodging, and
who photographs learns whom not to photograph and nothing else.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cwf.delegations.guests import Guest


class List(StrEnum):
    """What a list tells."""

    ARRIVALS = "arrivals"
    DEPARTURES = "departures"
    STAYS = "stays"
    DIETS = "diets"
    ACCESS = "access"
    PHOTOS = "photos"
    MEMBERS = "members"
    NAMES = "names"


class Reader(StrEnum):
    """For whom a list is."""

    HOST = "host"
    KITCHEN = "kitchen"
    ACCESS = "access"
    PHOTOGRAPHERS = "photographers"
    PARTICIPANTS = "participants"


READERS = {
    List.ARRIVALS: Reader.HOST,
    List.DEPARTURES: Reader.HOST,
    List.STAYS: Reader.HOST,
    List.DIETS: Reader.KITCHEN,
    List.ACCESS: Reader.ACCESS,
    List.PHOTOS: Reader.PHOTOGRAPHERS,
    List.MEMBERS: Reader.HOST,
    List.NAMES: Reader.PARTICIPANTS,
}
# Days after the last one of the forum, until which whoever holds a list may keep it.
KEEP = {
    List.ARRIVALS: 7,
    List.DEPARTURES: 7,
    List.STAYS: 7,
    List.DIETS: 1,
    List.ACCESS: 1,
    List.PHOTOS: 30,
    List.MEMBERS: 30,
    List.NAMES: 30,
}
OTHER, NOTHING, UNSAID = "other", "nothing", "unsaid"  # beside the codes of diets


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Some of a list under one head: a day, a delegation, or none (`day` and `head` empty).

    `head` is of a delegation, by language.
    """

    guests: tuple[Guest, ...]
    day: date | None = None
    head: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DietCount:
    """How many eat so, on each of the days that are counted. `diet`: a code, or one of ours."""

    diet: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A list as all its formats tell it. `unsaid`: how many have not said what it is about.

    Of diets alone, `days` and `counts` tell how many eat what on which day, all of them in
    `present`, which has the number of those who are there.
    """

    kind: List
    groups: tuple[Group, ...]
    unsaid: int = 0
    unlisted: int = 0
    days: tuple[date, ...] = ()
    counts: tuple[DietCount, ...] = ()
    present: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        """How many are on it; who stays for several days counts once."""
        return len({guest.participant for group in self.groups for guest in group.guests})


def keep_until(kind: List, ends: date | None) -> date | None:
    """The last day on which whoever holds the list may have it; None: the end is not known."""
    return ends + timedelta(days=KEEP[kind]) if ends else None
