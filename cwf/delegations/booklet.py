"""What a delegation's booklet tells: who comes, who covers what, and how to reach whom.

It is read by all members. So it names those who agreed to stand in lists for participants, and of
the others says no more than how many they are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cwf.delegations.guests import Guest
from cwf.programme.release import Release
from cwf.programme.timetable import Kind, Slot, Status

BOOKLET = "booklet"  # the kind of its sheet of paper
ABREAST = 16  # letters side by side; where there are more, a session has them in words
# Where 112 is the number to call, by EU law or by treaty.
CALL_112 = frozenset(
    {
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR",
        "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE",
        "SI", "SK",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Lettered:
    """A member by whose letter the booklet speaks of them."""

    letter: str
    guest: Guest


@dataclass(frozen=True, kw_only=True, slots=True)
class Covered:
    """A session and the letters of those who are there; `others` are there and not named."""

    slot: Slot
    letters: tuple[str, ...]
    others: int = 0

    @property
    def number(self) -> int:
        """How many of the delegation are there."""
        return len(self.letters) + self.others


@dataclass(frozen=True, kw_only=True, slots=True)
class Booklet:
    """A booklet. `unnamed` members did not agree to be named; `contacts` answer day and night.

    `zone` is the clock at home; `release` None: no programme is public yet.
    """

    name: Mapping[str, str]
    lead: str
    zone: str
    members: tuple[Lettered, ...]
    unnamed: int
    contacts: tuple[Guest, ...]
    release: Release | None
    covers: Mapping[UUID, frozenset[int]]
    country: str = ""
    practical: Mapping[str, str] | None = None


def letter(number: int) -> str:
    """The letter of a member, counted from 0: A … Z, then AA, AB …

    >>> [letter(number) for number in (0, 25, 26, 59)]
    ['A', 'Z', 'AA', 'BH']
    """
    first, second = divmod(number, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + second)


def lettered(guests: Iterable[Guest]) -> tuple[Lettered, ...]:
    """Those who may be named, who answers for the delegation first, then by name."""
    named = [one for one in guests if one.said.listed]
    named.sort(key=lambda one: (one.rank is None, one.rank or "", one.family_first))
    named.sort(key=lambda one: {"head": 0, "deputy": 1}.get(str(one.rank or ""), 2))
    return tuple(Lettered(letter=letter(at), guest=one) for at, one in enumerate(named))


def day_of(booklet: Booklet, slots: Iterable[Slot]) -> tuple[tuple[Covered, ...], int]:
    """The sessions of a day where somebody is, in order, and how many more take place."""
    named = {one.guest.participant: one.letter for one in booklet.members}
    found = []
    for slot in slots:
        there = booklet.covers.get(slot.uuid, frozenset())
        letters = [text for who, text in named.items() if who in there]
        found.append(Covered(slot=slot, letters=tuple(letters), others=len(there - named.keys())))
    assert booklet.release is not None
    session = booklet.release.timetable.session
    going_on = [one for one in found if session[one.slot.session].status is not Status.CANCELLED]
    told = tuple(one for one in going_on if one.number)
    rest = [one for one in going_on if not one.number]
    return told, sum(session[one.slot.session].kind not in (Kind.MEAL, Kind.BREAK) for one in rest)
