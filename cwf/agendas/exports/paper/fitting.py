"""What of an agenda stands on which page, and how wide its lines are set; all in points.

Nothing is made smaller. Entries stand apart as far as they may; where a page does not hold them,
they stand closer and the place moves below the title; what then is too much goes to a second page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cwf.agendas.exports.paper.rows import Row
from cwf.web.type_widths import SANS_BOLD, SERIF, face

MM = 72 / 25.4
FOOT = 15  # millimetres below the column
MOST = 14  # entries of a page
AIRY, CLOSE, CLOSEST = 12.0, 6.0, 3.0  # what an entry takes beside its lines
BESIDE, PLACE = 49.0 * MM, 32.0 * MM  # a title beside its place, and that place
START = 27.0 * MM  # what stands left of the title


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper in millimetres: its size, and what a first and a further page have for entries."""

    width: float
    height: float

    @property
    def column(self) -> float:
        """The column of entries."""
        return self.width - 100

    @property
    def first(self) -> float:
        """What the first page has below its head."""
        return self.height - 73 - FOOT

    @property
    def further(self) -> float:
        """What each further page has."""
        return self.height - 24 - FOOT


PAPERS = {"a4": Paper(width=210, height=297), "letter": Paper(width=215.9, height=279.4)}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How entries are set: the place beside the title or below it, and how far they stand apart."""

    beside: bool
    apart: float

    @property
    def heading(self) -> float:
        """What the name of a day takes."""
        return 30.0 if self.apart == AIRY else 24.0

    @property
    def above(self) -> float:
        """What stands above a later day of a page."""
        return 12.0 if self.apart == AIRY else 6.0

    def lines(self, row: Row, paper: Paper) -> float:
        """The height of an entry's words."""
        room = paper.column * MM - START
        title = BESIDE + paper.column * MM - 110 * MM if self.beside else room
        told = row.line if self.beside else f"{row.line} {row.where}"
        words = 12.0 * face(SANS_BOLD).lines(row.head, 10.6, title)
        words += 12.0 * face(SERIF).lines(told, 8.8, title) if told.strip() else 0.0
        return max(words, 3.0 + 9.0 * self.place_lines(row), 24.0)

    def place_lines(self, row: Row) -> int:
        """Lines of the place where it stands beside the title."""
        return face(SANS_BOLD).lines(row.where, 7.2, PLACE) if self.beside else 0


SETTINGS = (
    Setting(beside=True, apart=AIRY),
    Setting(beside=True, apart=CLOSE),
    Setting(beside=False, apart=AIRY),
    Setting(beside=False, apart=CLOSE),
    Setting(beside=False, apart=CLOSEST),
)


@dataclass(frozen=True, kw_only=True)
class DayRows:
    """Rows of a day on one page; `continued`: the day began on the page before."""

    date: date
    rows: tuple[Row, ...]
    continued: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """What stands on a page."""

    days: tuple[DayRows, ...]


def pages(days: Sequence[tuple[date, Sequence[Row]]], paper: Paper) -> tuple[Setting, list[Page]]:
    """How the rows are set, and on which pages: on one, where they are no more than MOST."""
    flat = [(day, row) for day, rows in days for row in rows]
    if len(flat) <= MOST:
        for setting in SETTINGS:
            if _height(flat, setting, paper) <= paper.first * MM:
                return setting, [_page(flat, set())]
    return SETTINGS[0], _parted(flat, SETTINGS[0], paper)


def _height(flat: Sequence[tuple[date, Row]], setting: Setting, paper: Paper) -> float:
    """What rows take, with the names of their days."""
    days = len({day for day, _row in flat})
    words = sum(setting.lines(row, paper) + setting.apart for _day, row in flat)
    return days * setting.heading + max(days - 1, 0) * setting.above + words


def _parted(flat: list[tuple[date, Row]], setting: Setting, paper: Paper) -> list[Page]:
    """As much a page as it holds; no page ends with the first of several entries of a day."""
    found, told, room = [], set[date](), paper.first
    while flat:
        count = len(flat)
        while count > 1 and (
            count > MOST or _height(flat[:count], setting, paper) > room * MM or _cut(flat, count)
        ):
            count -= 1
        found.append(_page(flat[:count], told))
        told |= {day for day, _row in flat[:count]}
        flat, room = flat[count:], paper.further
    return found


def _cut(flat: list[tuple[date, Row]], count: int) -> bool:
    """Whether a page that ends here has but the first of several entries of its last day."""
    if count >= len(flat):
        return False
    day = flat[count - 1][0]
    return flat[count][0] == day and (count < 2 or flat[count - 2][0] != day)


def _page(flat: Sequence[tuple[date, Row]], told: set[date]) -> Page:
    return Page(
        days=tuple(
            DayRows(date=day, rows=tuple(row for _day, row in rows), continued=day in told)
            for day, rows in groupby(flat, key=lambda one: one[0])
        )
    )
