"""Files of counts, line by line: what turnstiles noted, and counts by date of earlier editions.

A file is a table of texts. What its columns hold is guessed by their headings and can be said;
each line that is not understood is told with its number, all of them at once.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from cwf.programme.timetable import day_of
from cwf.programme.wall_clock import instants

MOST = 1_000_000  # of one line
PLACE_LETTERS = 200
YEARS = range(1990, 2200)  # others are slips of the pen


class Holds(StrEnum):
    """What a column can hold. NUMBER: how many came in, or (by date) how many there were."""

    TIME = "time"
    PLACE = "place"
    DIRECTION = "direction"
    NUMBER = "number"
    DATE = "date"


class Why(StrEnum):
    """What is wrong with a line."""

    NOT_TIME = "not_time"
    NOT_DATE = "not_date"
    NOT_NUMBER = "not_number"
    NOT_DIRECTION = "not_direction"
    GAP = "gap"
    OTHER_DAY = "other_day"
    LONG_PLACE = "long_place"
    TWICE = "twice"
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """A line that cannot be taken: its number as a reader counts, why, and what stands there."""

    line: int
    why: Why
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Headings, and rows as (number of the line, cells); a row has a cell for each heading."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Forum:
    """The clock and the days by which a turnstile is read; no days: any."""

    zone: str
    first: date | None
    last: date | None
    day_change_hour: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A line of a turnstile: so many came in at a place at an instant; out counts as none."""

    line: int
    at: datetime
    day: date
    place: str
    came: int
    counted: bool


WORDS: dict[Holds, frozenset[str]] = {
    Holds.TIME: frozenset({"time", "timestamp", "datetime", "at", "tid", "tidspunkt",
                           "date and time", "dato og tid"}),
    Holds.PLACE: frozenset({"place", "gate", "door", "entrance", "turnstile", "location", "sensor",
                            "sted", "indgang", "dør", "port", "tæller"}),
    Holds.DIRECTION: frozenset({"direction", "in/out", "way", "retning", "ind/ud"}),
    Holds.NUMBER: frozenset({"count", "number", "in", "came", "people", "visitors", "total",
                             "registrations", "antal", "ind", "gæster", "besøgende", "tilmeldte",
                             "tilmeldinger"}),
    Holds.DATE: frozenset({"date", "day", "dato", "dag"}),
}  # fmt: skip
INWARDS = frozenset({"in", "i", "ind", "entry", "enter", "entrance", "indgang", "+"})
OUTWARDS = frozenset({"out", "o", "ud", "exit", "leave", "udgang", "-"})
DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d+)?)?")


def guessed(headings: Sequence[str], wanted: Sequence[Holds]) -> dict[Holds, int]:
    """Which column holds what, by its heading: the first that fits each."""
    found: dict[Holds, int] = {}
    for number, heading in enumerate(headings):
        word = " ".join(heading.casefold().split())
        for holds in wanted:
            if word in WORDS[holds] and holds not in found:
                found[holds] = number
                break
    return found


def passages(
    table: Table, holds: Mapping[Holds, int], forum: Forum
) -> tuple[list[Passage], list[Fault]]:
    """The lines of a turnstile. Without a column of numbers each line is one person.

    Times without an offset are on the forum's clock; of one that comes twice the first is meant.
    """
    found: list[Passage] = []
    faults: list[Fault] = []
    for line, cells in table.rows:
        try:
            found.append(_passage(line, cells, holds, forum))
        except _Wrong as wrong:
            faults.append(Fault(line=line, why=wrong.why, value=wrong.value))
    return found, faults


def numbers_by_day(
    table: Table,
    holds: Mapping[Holds, int],
    *,
    before: date,
    kept: frozenset[date] = frozenset(),
) -> tuple[dict[date, int], list[Fault]]:
    """Counts by date, of days `before` one, each once; what is `kept` is not replaced."""
    found: dict[date, int] = {}
    faults: list[Fault] = []
    for line, cells in table.rows:
        try:
            day = _day(cells[holds[Holds.DATE]])
            if (wrong := _refused(day, found, before, kept)) is not None:
                raise _Wrong(wrong, cells[holds[Holds.DATE]])
            found[day] = _number(cells[holds[Holds.NUMBER]])
        except _Wrong as wrong:
            faults.append(Fault(line=line, why=wrong.why, value=wrong.value))
    return found, faults


def _refused(
    day: date, found: Mapping[date, int], before: date, kept: frozenset[date]
) -> Why | None:
    if day >= before:
        return Why.OTHER_DAY
    if day in kept:
        return Why.KEPT
    return Why.TWICE if day in found else None


class _Wrong(Exception):
    def __init__(self, why: Why, value: str) -> None:
        super().__init__(why)
        self.why, self.value = why, value


def _passage(line: int, cells: Sequence[str], holds: Mapping[Holds, int], forum: Forum) -> Passage:
    at = _instant(cells[holds[Holds.TIME]], forum.zone)
    place = cells[holds[Holds.PLACE]] if Holds.PLACE in holds else ""
    if len(place) > PLACE_LETTERS:
        raise _Wrong(Why.LONG_PLACE, place[:40])
    counted = Holds.NUMBER in holds
    number = _number(cells[holds[Holds.NUMBER]]) if counted else 1
    inwards = _inwards(cells[holds[Holds.DIRECTION]]) if Holds.DIRECTION in holds else True
    day = day_of(at, zone=ZoneInfo(forum.zone), day_change_hour=forum.day_change_hour)
    if (forum.first and day < forum.first) or (forum.last and day > forum.last):
        raise _Wrong(Why.OTHER_DAY, cells[holds[Holds.TIME]])
    came = number if inwards else 0
    return Passage(line=line, at=at, day=day, place=place, came=came, counted=counted)


def _instant(written: str, zone: str) -> datetime:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        day, _, clock = written.replace("T", " ").partition(" ")
        found = datetime.combine(_day(day, Why.NOT_TIME), _clock(clock, written))
    if len(written) <= len("2027-05-19") or found.year not in YEARS:
        raise _Wrong(Why.NOT_TIME, written)
    if found.tzinfo is not None:
        return found.astimezone(UTC).replace(microsecond=0)
    meant = instants(found.replace(microsecond=0), ZoneInfo(zone))
    if not meant:
        raise _Wrong(Why.GAP, written)
    return meant[0]


def _clock(written: str, whole: str) -> time:
    read = CLOCK.fullmatch(written.strip())
    try:
        if read:
            return time(int(read[1]), int(read[2]), int(read[3] or 0))
    except ValueError:
        pass
    raise _Wrong(Why.NOT_TIME, whole)


def _day(written: str, why: Why = Why.NOT_DATE) -> date:
    read = DAY_FIRST.fullmatch(written)
    try:
        day, month, year = (int(one) for one in read.groups()) if read else (0, 0, 0)
        found = date(year, month, day) if read else date.fromisoformat(written)
    except ValueError:
        raise _Wrong(why, written) from None
    if found.year not in YEARS:
        raise _Wrong(why, written)
    return found


def _number(written: str) -> int:
    digits = re.sub(r"[\s  ]", "", written)
    if not digits.isascii() or not digits.isdigit() or int(digits[:12]) > MOST:
        raise _Wrong(Why.NOT_NUMBER, written)
    return int(digits)


def _inwards(written: str) -> bool:
    word = written.casefold().strip()
    if word in INWARDS or word in OUTWARDS:
        return word in INWARDS
    raise _Wrong(Why.NOT_DIRECTION, written)
