"""The days of the book: what all share at a glance, the keynotes, and the sessions by time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cwf.programme.exports.book.entries import Book, Entry
from cwf.programme.exports.book.glance import Glance, glance
from cwf.programme.exports.book.portraits import name_of
from cwf.programme.timetable import Kind, Speaker, Status
from cwf.web.markdown import plain

DENSE = 40  # more entries a day than this are set with one line each
ON_GLANCE = {Kind.BREAK, Kind.MEAL}
TILE = 260  # letters that a quarter of a page holds
PLATES = ((380, "tall"), (760, "mid"))  # letters beside art 132 and 90 mm high; else 47


@dataclass(frozen=True, kw_only=True)
class Group:
    """The entries that start together."""

    start: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Keynote:
    """A keynote and how high its art stands: "tile" for a quarter of a page."""

    entry: Entry
    art: str
    speakers: tuple[Speaker, ...]

    @property
    def picture(self) -> str:
        """The key of the first speaker's photograph, else of a neutral bust."""
        return self.speakers[0].picture or name_of(self.speakers[0])


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the book; `number` counts from 1, `keynotes` are pages of plates and tiles."""

    number: int
    date: date
    glance: Glance
    keynotes: tuple[tuple[Keynote, ...], ...]
    groups: tuple[Group, ...]
    dense: bool

    @property
    def speakers(self) -> str:
        """The names of all who hold a keynote."""
        names = (s.name for page in self.keynotes for keynote in page for s in keynote.speakers)
        return ", ".join(dict.fromkeys(names))

    @property
    def count(self) -> int:
        """How many entries stand by time."""
        return sum(len(group.entries) for group in self.groups)


def days(book: Book, *, dense: bool | None, height: float) -> tuple[Day, ...]:
    """The days in order; `dense` overrules what the number of entries asks for, `height` is what
    a day at a glance may take, in millimetres."""
    return tuple(
        _day(book, number, date, dense=dense, height=height)
        for number, date in enumerate(book.timetable.days, start=1)
    )


def _day(book: Book, number: int, date: date, *, dense: bool | None, height: float) -> Day:
    slots = [slot for slot in book.timetable.slots if book.timetable.day(slot) == date]
    entries = [book.entry(slot) for slot in slots]
    keynotes = [entry for entry in entries if has_plate(entry)]
    listed = [
        entry for entry in entries if not has_plate(entry) and entry.session.kind not in ON_GLANCE
    ]
    return Day(
        number=number,
        date=date,
        glance=glance(book, entries, height=height),
        keynotes=_pages(book, keynotes),
        groups=tuple(
            Group(start=found[0].start, entries=found)
            for _, group in groupby(listed, key=lambda entry: entry.slot.starts)
            if (found := tuple(group))
        ),
        dense=len(listed) > DENSE if dense is None else dense,
    )


def has_plate(entry: Entry) -> bool:
    """Whether the entry stands on the pages of keynotes: one with a speaker that takes place."""
    session = entry.session
    is_keynote = session.kind is Kind.KEYNOTE and session.status is not Status.CANCELLED
    return is_keynote and bool(session.people)


def _pages(book: Book, entries: Sequence[Entry]) -> tuple[tuple[Keynote, ...], ...]:
    """The first keynote and long ones a page each, the others up to four to a page."""
    pages: list[tuple[Keynote, ...]] = []
    for place, entry in enumerate(entries):
        art = _art(len(plain(entry.text)), first=place == 0)
        made = Keynote(entry=entry, art=art, speakers=book.speakers(entry.session))
        if art == "tile" and pages and pages[-1][0].art == "tile" and len(pages[-1]) < 4:
            pages[-1] += (made,)
        else:
            pages.append((made,))
    return tuple(pages)


def _art(letters: int, *, first: bool) -> str:
    if letters <= TILE and not first:
        return "tile"
    return next((art for most, art in PLATES if letters <= most), "low")
