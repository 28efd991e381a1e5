"""What a person picked of a programme: slots, and how firmly.

A pick names a slot by its UUID, which never changes; what of it is still there a release says.
In addresses slots stand as their numbers in base 36 ("1a.2b"), short enough for a QR code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cwf.programme.release import Gone, Release
from cwf.programme.slot_numbers import spelled
from cwf.programme.timetable import Timetable

__all__ = ["FIRM", "MOST", "Hold", "Pick", "for_others", "numbered", "spelled", "wishes"]

MOST = 500  # picks of an agenda


class Hold(StrEnum):
    """How firmly: a wish, a place, a wait or an offer for one, or a duty."""

    WISH = "wish"
    PLACE = "place"
    WAITING = "waiting"
    OFFERED = "offered"
    DUTY = "duty"


FIRM = frozenset({Hold.PLACE, Hold.DUTY})  # what makes a person busy


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Pick:
    """One slot that a person picked. Of several holds on one slot the firmest stands."""

    slot: UUID
    hold: Hold = Hold.WISH


def wishes(text: str, timetable: Timetable, gone: Iterable[Gone] = ()) -> tuple[Pick, ...]:
    """The picks that an address spells; what is unknown or too much is passed over.

    `gone` are slots of earlier releases that are to be known, too.
    """
    by_number = {one.id: one.uuid for one in gone}
    by_number |= {slot.id: slot.uuid for slot in timetable.slots}
    numbers = {
        int(part, 36)
        for part in text.lower().split(".")[:MOST]
        if part.isascii() and part.isalnum() and len(part) <= 13
    }
    return tuple(sorted(Pick(slot=by_number[one]) for one in numbers if one in by_number))


def numbered(release: Release) -> dict[UUID, int]:
    """The numbers of all slots that a release knows, those that are gone too."""
    return {one.uuid: one.id for one in release.gone} | {
        slot.uuid: slot.id for slot in release.timetable.slots
    }


def for_others(picks: Iterable[Pick]) -> tuple[Pick, ...]:
    """Picks as others see them: firm or a wish, and of who waits for a place the wish alone."""
    return tuple(
        Pick(slot=pick.slot, hold=Hold.PLACE if pick.hold in FIRM else Hold.WISH) for pick in picks
    )
