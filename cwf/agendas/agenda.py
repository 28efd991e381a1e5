"""What a person's picks come to: their days in order, with gaps, clashes and ways between places.

Purely made of a release and picks. Instants are compared in UTC; a day is the edition's own, so a
party that ends at 02:00 belongs to its evening, and lengths are true over a change of clocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from uuid import UUID

from cwf.agendas.between import (
    Clash,
    Gap,
    Walk,
    Weight,
    clashes_among,
    gaps_between,
    walks_between,
)
from cwf.agendas.entries import Entry, State, entry_of
from cwf.agendas.picks import Hold, Pick
from cwf.programme.release import Release

__all__ = ["Agenda", "Clash", "Day", "Entry", "Gap", "State", "Walk", "Weight", "agenda_of"]

STRENGTH = (Hold.WISH, Hold.WAITING, Hold.OFFERED, Hold.PLACE, Hold.DUTY)


@dataclass(frozen=True, kw_only=True)
class Day:
    """One of the edition's days, its entries by start. A clash stands with its later entry."""

    date: date
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    clashes: tuple[Clash, ...]
    walks: tuple[Walk, ...]


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Picks laid out by a release; only days on which something is picked."""

    release: int
    days: tuple[Day, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in order."""
        return tuple(entry for day in self.days for entry in day.entries)

    @cached_property
    def entry(self) -> dict[UUID, Entry]:
        """Entries by the UUID of their slot."""
        return {entry.uuid: entry for entry in self.entries}

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """All clashes in order."""
        return tuple(clash for day in self.days for clash in day.clashes)


def agenda_of(release: Release, picks: Iterable[Pick]) -> Agenda:
    """The agenda that picks come to; a slot that the release never showed is passed over.

    Of several picks of one slot the firmest stands.
    """
    found = (entry_of(release, uuid, hold) for uuid, hold in _firmest(picks).items())
    made = [entry for entry in found if entry]
    made.sort(key=lambda one: (one.starts, one.reckoned_end, not one.firm, one.uuid))
    clashes = tuple(clashes_among([entry for entry in made if entry.on]))
    later = {entry.uuid: entry.day for entry in made}
    return Agenda(
        release=release.number,
        days=tuple(
            _day(day, tuple(entries), tuple(one for one in clashes if later[one.other] == day))
            for day, entries in groupby(made, key=lambda one: one.day)
        ),
    )


def _firmest(picks: Iterable[Pick]) -> dict[UUID, Hold]:
    holds: dict[UUID, Hold] = {}
    for pick in picks:
        held = holds.get(pick.slot, pick.hold)
        holds[pick.slot] = max(held, pick.hold, key=STRENGTH.index)
    return holds


def _day(day: date, entries: tuple[Entry, ...], clashes: tuple[Clash, ...]) -> Day:
    on = [entry for entry in entries if entry.on]
    return Day(
        date=day,
        entries=entries,
        gaps=tuple(gaps_between(on)),
        clashes=clashes,
        walks=tuple(walks_between(on)),
    )
