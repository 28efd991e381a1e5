"""What lies between the entries of an agenda: free time, shared time, and ways to walk.

What was cancelled or is gone takes no time: the entries given here are those that take place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cwf.agendas.entries import Entry
from cwf.programme.timetable import overlap
from cwf.programme.walking import walk_minutes


class Weight(StrEnum):
    """Who overlaps: two wishes, a wish and something firm, or two firm ones."""

    WISHES = "wishes"
    MIXED = "mixed"
    FIRM = "firm"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Nothing is picked between two entries of a day, for whole minutes (rounded down).

    `after` and `before` are those entries. Not `sure`: what comes before has no known end, so the
    gap begins at an assumed one, or at the start of what has none.
    """

    after: UUID
    before: UUID
    starts: datetime
    ends: datetime
    minutes: int
    sure: bool


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two entries that share time, the earlier one first, and when they do (whole minutes).

    0 minutes: the later one, of no known end, begins while the earlier one goes on.
    """

    one: UUID
    other: UUID
    starts: datetime
    ends: datetime
    minutes: int
    weight: Weight


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The way from one entry's house to the next one's, in whole minutes on foot.

    `spare` is how many minutes there are for it (None: the end before it is not known).
    """

    after: UUID
    before: UUID
    minutes: int
    spare: int | None

    @property
    def enough(self) -> bool | None:
        """Whether there is time to walk it; None where that is not known."""
        return None if self.spare is None else self.spare >= self.minutes


def gaps_between(entries: Sequence[Entry]) -> Iterator[Gap]:
    """Between blocks of entries that touch or overlap; the last to end closes its block."""
    if not entries:
        return
    last, sure = entries[0], entries[0].ends is not None
    for entry in entries[1:]:
        minutes = minutes_between(last.reckoned_end, entry.starts)
        if minutes > 0:
            yield Gap(
                after=last.uuid,
                before=entry.uuid,
                starts=last.reckoned_end,
                ends=entry.starts,
                minutes=minutes,
                sure=sure,
            )
            sure = True
        sure = sure and entry.ends is not None
        last = max(last, entry, key=lambda one: one.reckoned_end)


def clashes_among(entries: Sequence[Entry]) -> Iterator[Clash]:
    for place, other in enumerate(entries):
        for one in entries[:place]:
            if one.slot and other.slot and overlap(one.slot, other.slot):
                ends = min(one.reckoned_end, other.reckoned_end)
                yield Clash(
                    one=one.uuid,
                    other=other.uuid,
                    starts=other.starts,
                    ends=ends,
                    minutes=minutes_between(other.starts, ends),
                    weight=(Weight.WISHES, Weight.MIXED, Weight.FIRM)[one.firm + other.firm],
                )


def walks_between(entries: Sequence[Entry]) -> Iterator[Walk]:
    """To each entry from the one that ended last before it, the firm one of several."""
    for place, entry in enumerate(entries):
        over = [one for one in entries[:place] if one.reckoned_end <= entry.starts]
        if not over:
            continue
        before = max(over, key=lambda one: (one.reckoned_end, one.firm))
        if before.venue is None or entry.venue is None:
            continue
        if minutes := walk_minutes(before.venue, entry.venue):
            spare = minutes_between(before.ends, entry.starts) if before.ends else None
            yield Walk(after=before.uuid, before=entry.uuid, minutes=minutes, spare=spare)


def minutes_between(one: datetime, other: datetime) -> int:
    """Whole minutes from one instant to another, rounded down."""
    return int((other - one).total_seconds() // 60)
