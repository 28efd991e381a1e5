"""A door list: who has a place in a session, who was offered one, and who waits, in order.

Frozen, so that the page, the sheet of paper and the table for a spreadsheet say the same.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from cwf.agendas.picks import Hold
from cwf.programme.timetable import Slot, Timetable
from cwf.registration.categories import Category
from cwf.registration.places import Counts


@dataclass(frozen=True, kw_only=True)
class DoorLine:
    """One participant. `hold` is PLACE, OFFERED (till `expires`) or WAITING (at `position`)."""

    participant: UUID
    name: str
    sort_name: str
    category: Category
    affiliation: str
    country: str | None
    hold: Hold
    since: datetime
    position: int | None = None
    expires: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DoorList:
    """All lines of one slot as they stand at `at`: those with a place by name, then the queue.

    `timetable` is the release that the public sees where it has the slot, else the draft;
    session, rooms and zone are looked up in it.
    """

    timetable: Timetable
    slot: Slot
    counts: Counts
    lines: tuple[DoorLine, ...]
    at: datetime

    @property
    def title(self) -> dict[str, str]:
        """The title of the session, by language."""
        return self.timetable.session[self.slot.session].title

    @property
    def rooms(self) -> tuple[dict[str, str], ...]:
        """The names of the rooms by language, the main one first."""
        return tuple(self.timetable.room[slug].name for slug in self.slot.rooms)

    @cached_property
    def places(self) -> tuple[DoorLine, ...]:
        """Those who have a place, by name."""
        return tuple(line for line in self.lines if line.hold is Hold.PLACE)

    @cached_property
    def queue(self) -> tuple[DoorLine, ...]:
        """Those who were offered a place, then those who wait, in order."""
        return tuple(line for line in self.lines if line.hold is not Hold.PLACE)
