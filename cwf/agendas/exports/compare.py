"""Agendas beside each other as a page: who covers what, and who is free when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from string import ascii_uppercase

from flask_babel import gettext as _

from cwf.agendas.comparing import DayShared, coverage, days
from cwf.agendas.picks import Hold, Pick
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.rows import Told, Writer
from cwf.programme.selection import Selection, narrow
from cwf.programme.timetable import Timetable

STEP = 24  # units of the drawing: half an hour wide, a person high
EDGE = 40  # before the first half hour, for the letters


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody compared, by the letter of their column."""

    letter: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A session and who covers it: for each person "", "wish" or "place"."""

    title: Told
    url: str
    when: str
    cells: tuple[str, ...]
    nobody: bool


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A stretch of a drawing, in its units; `kind` is "wish", "place" or "free"."""

    x: int
    y: int
    width: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class DayCompared:
    """A day: when all are free in words, the drawing, and the same as a table of half hours."""

    date: date
    common: tuple[str, ...]
    bars: tuple[Bar, ...]
    hours: tuple[tuple[int, str], ...]
    width: int
    height: int
    halves: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """All that the template lays out."""

    people: tuple[Person, ...]
    rows: tuple[Row, ...]
    covered: int
    days: tuple[DayCompared, ...]


def compared(
    writer: Writer, people: Sequence[tuple[str, Sequence[Pick]]], selection: Selection
) -> Compared:
    """The agendas of people, by name; within a selection what nobody covers is told, too.

    Call it while speaking the writer's language.
    """
    timetable = writer.timetable
    within = narrow(timetable, selection) if selection != Selection() else None
    picks = [each for _name, each in people]
    rows = tuple(
        Row(
            title=writer.told(timetable.session[one.slot.session].title),
            url=writer.to.session(one.slot.session),
            when=writer.labels.moment(one.slot.starts),
            cells=tuple(map(_cell, one.holds)),
            nobody=one.by_nobody,
        )
        for one in coverage(timetable, picks, within)
    )
    return Compared(
        people=tuple(
            Person(letter=letter, name=name)
            for letter, (name, _picks) in zip(ascii_uppercase, people, strict=False)
        ),
        rows=rows,
        covered=sum(not row.nobody for row in rows),
        days=tuple(_day(day, writer.labels, len(people)) for day in days(timetable, picks)),
    )


def choices(timetable: Timetable, labels: Labels) -> dict[str, list[tuple[str, str]]]:
    """What one may narrow to: tracks and kinds that the timetable has, as (value, label)."""
    kinds = {session.kind for session in timetable.sessions}
    return {
        "kind": sorted(((str(kind), labels.kind(kind)) for kind in kinds), key=lambda one: one[1]),
        "track": [(track.slug, labels.text(track.name)) for track in timetable.tracks],
    }


def _cell(hold: Hold | None) -> str:
    return "" if hold is None else "place" if hold is Hold.PLACE else "wish"


def _day(day: DayShared, labels: Labels, number: int) -> DayCompared:
    lines = [tuple(_cell(half.holds[person]) for half in day.halves) for person in range(number)]
    lines.append(tuple("free" if half.free else "" for half in day.halves))
    hours = [labels.hour(half.starts) for half in day.halves]
    return DayCompared(
        date=day.date,
        common=tuple(
            _("%(start)s–%(end)s", start=labels.hour(free.starts), end=labels.hour(free.ends))
            for free in day.common
        ),
        bars=tuple(bar for y, line in enumerate(lines) for bar in _bars(line, y)),
        hours=tuple((EDGE + STEP * place, hours[place]) for place in range(0, len(hours), 4)),
        width=EDGE + STEP * len(hours),
        height=STEP * (number + 2),
        halves=tuple(
            zip(hours, (tuple(map(_cell, half.holds)) for half in day.halves), strict=True)
        ),
    )


def _bars(line: tuple[str, ...], y: int) -> list[Bar]:
    bars, place = [], 0
    for kind, run in groupby(line):
        length = len(tuple(run))
        if kind:
            bars.append(Bar(x=EDGE + STEP * place, y=STEP * y, width=STEP * length, kind=kind))
        place += length
    return bars
