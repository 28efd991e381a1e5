"""The days of the book: what all share at a glance, the keynotes, and the sessions by time."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cwf.programme.exports.book.entries import Book, Entry
from cwf.programme.exports.book.glance import Glance, glance
from cwf.programme.exports.book.plates import Keynote, plates
from cwf.programme.timetable import Kind, Status

DENSE = 40  # more entries a day than this are set with one line each
ON_GLANCE = {Kind.BREAK, Kind.MEAL}


@dataclass(frozen=True, kw_only=True)
class Group:
    """The entries that start together."""

    start: str
    entries: tuple[Entry, ...]


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
    entries = sorted(map(book.entry, slots), key=lambda one: (one.slot.starts, one.number or 0))
    keynotes = [entry for entry in entries if has_plate(entry)]
    listed = [
        entry for entry in entries if not has_plate(entry) and entry.session.kind not in ON_GLANCE
    ]
    return Day(
        number=number,
        date=date,
        glance=glance(book, entries, height=height),
        keynotes=plates(book, keynotes),
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
