"""One pick as a release has it: on, cancelled, or gone from the programme."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from cwf.agendas.picks import FIRM, Hold
from cwf.programme.release import Gone, Release
from cwf.programme.timetable import Slot, Status, Texts, Timetable, Venue, day_of


class State(StrEnum):
    """Whether a picked slot takes place, was cancelled, or is no longer in the programme."""

    ON = "on"
    CANCELLED = "cancelled"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One pick as the release has it: `slot` or, if it is no longer there, `gone` (the other None).

    `number` is the slot's, `session` a slug. `ends` is None where the end is not known;
    `reckoned_end` then is the assumed one. `venue` is the house of the main room, where known.
    """

    uuid: UUID
    number: int
    session: str
    title: Texts
    hold: Hold
    state: State
    day: date
    starts: datetime
    ends: datetime | None
    reckoned_end: datetime
    venue: Venue | None
    slot: Slot | None
    gone: Gone | None

    @property
    def on(self) -> bool:
        """Whether it takes place; what does not takes no time."""
        return self.state is State.ON

    @property
    def firm(self) -> bool:
        """Whether it makes its owner busy: a place or a duty that takes place."""
        return self.on and self.hold in FIRM


def entry_of(release: Release, uuid: UUID, hold: Hold) -> Entry | None:
    """What a release says of a slot; None where it never showed it."""
    if slot := release.slot.get(uuid):
        return _entry(slot, hold, release.timetable)
    found = next((one for one in release.gone if one.uuid == uuid), None)
    return _tombstone(found, hold, release.timetable) if found else None


def _entry(slot: Slot, hold: Hold, timetable: Timetable) -> Entry:
    session = timetable.session[slot.session]
    return Entry(
        uuid=slot.uuid,
        number=slot.id,
        session=slot.session,
        title=session.title,
        hold=hold,
        state=State.CANCELLED if session.status is Status.CANCELLED else State.ON,
        day=timetable.day(slot),
        starts=slot.starts,
        ends=slot.ends,
        reckoned_end=slot.reckoned_end,
        venue=_venue(slot.rooms, timetable),
        slot=slot,
        gone=None,
    )


def _tombstone(gone: Gone, hold: Hold, timetable: Timetable) -> Entry:
    hour = timetable.edition.day_change_hour
    return Entry(
        uuid=gone.uuid,
        number=gone.id,
        session=gone.session,
        title=gone.title,
        hold=hold,
        state=State.GONE,
        day=day_of(gone.starts, zone=timetable.zone, day_change_hour=hour),
        starts=gone.starts,
        ends=gone.ends,
        reckoned_end=gone.ends or gone.starts,
        venue=_venue(gone.rooms, timetable),
        slot=None,
        gone=gone,
    )


def _venue(rooms: tuple[str, ...], timetable: Timetable) -> Venue | None:
    room = timetable.room.get(rooms[0]) if rooms else None
    return timetable.venue.get(room.venue) if room else None
