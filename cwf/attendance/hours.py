"""Turnstiles by the hour: lines of any number of files, each counted once however often it comes.

An hour of a place keeps of which lines it is made. A line that tells how many came is known by its
instant, and a later file corrects it; one that is a single person by its instant and by the how
many-th of that instant it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cwf.attendance.counted_files import Passage

HOUR = timedelta(hours=1)
Lines = Mapping[str, int]  # how many came, by what a line is known by


@dataclass(frozen=True, kw_only=True, slots=True)
class Hour:
    """A place, a day of the forum, and the hour's beginning in UTC."""

    place: str
    day: date
    starts: datetime

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + HOUR


def by_hour(passages: Iterable[Passage]) -> dict[Hour, dict[str, int]]:
    """The lines of each hour that has any, in the order of the file."""
    found: dict[Hour, dict[str, int]] = {}
    seen: Counter[tuple[str, datetime, bool]] = Counter()
    for one in passages:
        starts = one.at.replace(minute=0, second=0)
        hour = Hour(place=one.place, day=one.day, starts=starts)
        mark = f"{one.at:%M:%S}"
        if not one.counted:
            inwards = one.came > 0
            seen[one.place, one.at, inwards] += 1
            mark += f"{'+' if inwards else '-'}{seen[one.place, one.at, inwards]}"
        found.setdefault(hour, {})[mark] = one.came
    return found


def joined(before: Lines, more: Lines) -> dict[str, int]:
    """An hour with the lines of another file."""
    return {**before, **more}


def number_of(lines: Lines) -> int:
    """How many came in the hour."""
    return sum(lines.values())
