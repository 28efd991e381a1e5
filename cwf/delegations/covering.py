"""Who covers what, purely: members by letters, sessions by day, and what cannot both be covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from uuid import UUID

from cwf.programme.timetable import Kind, Slot, Status, Timetable, overlap

UNCOVERED = frozenset({Kind.BREAK, Kind.MEAL})  # nobody is sent to coffee


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A slot, the members who cover it, and those who have a place there or wait (their ids)."""

    slot: Slot
    by: frozenset[int]
    places: frozenset[int]
    waiting: frozenset[int]

    @property
    def there(self) -> frozenset[int]:
        """Everybody who will be there."""
        return self.by | self.places


@dataclass(frozen=True, kw_only=True)
class Twice:
    """Somebody is to be in two places at once."""

    member: int
    one: Slot
    other: Slot


def letter(number: int) -> str:
    """The letter of a member by their number from 0: A … Z, then AA, AB …

    >>> [letter(one) for one in (0, 25, 26, 27, 52)]
    ['A', 'Z', 'AA', 'AB', 'BA']
    """
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = ascii_uppercase[rest] + found
    return found


def rows(
    timetable: Timetable,
    day: date,
    covers: Mapping[UUID, set[int]],
    places: Mapping[UUID, set[int]],
    waiting: Mapping[UUID, set[int]],
) -> list[Covered]:
    """What can be covered on a day of the edition, by time, and who is there."""
    return [
        Covered(
            slot=slot,
            by=frozenset(covers.get(slot.uuid, ())),
            places=frozenset(places.get(slot.uuid, ())),
            waiting=frozenset(waiting.get(slot.uuid, ())),
        )
        for slot in timetable.slots
        if timetable.day(slot) == day and takes_place(slot, timetable)
        if timetable.session[slot.session].kind not in UNCOVERED
    ]


def takes_place(slot: Slot, timetable: Timetable) -> bool:
    """Whether it was not cancelled."""
    return timetable.session[slot.session].status is not Status.CANCELLED


def twice(found: Sequence[Covered]) -> list[Twice]:
    """Who is to be in two of these at once, by time."""
    return [
        Twice(member=member, one=one.slot, other=other.slot)
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if one.slot.session != other.slot.session and overlap(one.slot, other.slot)
        for member in sorted(one.there & other.there)
    ]
