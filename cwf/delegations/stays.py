"""Stays of members across the days of the forum and beyond, laid out as bars.

A day is `WIDE` units wide. A stay is drawn from the day of arrival to the day of departure; what
lies outside the days shown ends at their edge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WIDE = 30
BEFORE, AFTER = 2, 2  # days shown around the forum in any case
FURTHEST = 5  # and at most, however long somebody stays


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The days shown, and those of the forum, each end included."""

    first: date
    last: date
    starts: date
    ends: date

    @property
    def days(self) -> tuple[date, ...]:
        """All days shown."""
        return tuple(
            self.first + timedelta(days=one) for one in range((self.last - self.first).days + 1)
        )

    @property
    def width(self) -> int:
        """In units; the last day has its number, and no more."""
        return WIDE * (len(self.days) - 1)

    @property
    def band(self) -> tuple[int, int]:
        """Where the forum is, and how wide: its last day is whole."""
        left = self.at(self.starts)
        return left, min(self.width, self.at(self.ends) + WIDE) - left

    def at(self, day: date) -> int:
        """Where a day begins; one that is not shown stands at the edge."""
        return WIDE * max(0, min(len(self.days) - 1, (day - self.first).days))

    def bar(self, arrives: date | None, departs: date | None) -> tuple[int, int] | None:
        """A stay as (left, width); None where one end is not known. A day trip has its day."""
        if arrives is None or departs is None:
            return None
        left, right = self.at(arrives), self.at(departs)
        return left, max(right - left, WIDE // 3)


def frame(
    starts: date | None, ends: date | None, stays: Iterable[tuple[date | None, date | None]]
) -> Frame | None:
    """The days around a forum that show most of the stays; None where its days are not known."""
    if starts is None:
        return None
    last = ends or starts
    known = [day for stay in stays for day in stay if day]
    first_shown = max(
        min([starts - timedelta(days=BEFORE), *known]), starts - timedelta(days=FURTHEST)
    )
    last_shown = min(max([last + timedelta(days=AFTER), *known]), last + timedelta(days=FURTHEST))
    return Frame(first=first_shown, last=last_shown, starts=starts, ends=last)
