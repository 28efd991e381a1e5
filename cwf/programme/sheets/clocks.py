"""Times of day and lengths as people write them in sheets."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cwf.programme.sheets.days import ORIGIN, SERIALS, read_day
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.texts import line, short
from cwf.programme.sheets.wrong import Wrong

CLOCK = re.compile(
    r"(?:kl\.?|at)?\s*(?:(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]0+)?)?)?|(\d{1,2})(\d{2}))"
    r"\s*(?:h|uhr)?\s*([ap])?(?:\.?m\.?)?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"(?<=\d)\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))$", re.IGNORECASE)
DAY_AND_CLOCK = re.compile(
    r"(.*\d{2})(?:T|,?\s+)((?:kl\.?\s*)?\d[\d:.h]*(?:\s*[ap]\.?m\.?)?)", re.I
)
SPAN = re.compile(r"(.+?)\s*(?:-|–|—|\btil\b|\bto\b)\s*(.+)", re.IGNORECASE)
LENGTHS = (
    re.compile(r"(?P<m>\d{1,4})\s*(?:m|min|mins|minut\w*)?\.?'?"),
    re.compile(r"(?P<h>\d{1,3}):(?P<m>\d{2})(?::00)?"),
    re.compile(
        r"(?P<h>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|t|timer?)\.?"
        r"\s*(?:(?:og|and)?\s*(?P<m>\d{1,2})\s*(?:m|min|mins|minut\w*)?\.?)?"
    ),
)
LONGEST = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What a cell says of a moment: a time on the wall, perhaps its date, perhaps its offset."""

    at: time
    day: date | None = None
    offset: timedelta | None = None


def read_clock(cell: Cell, *, day_first: bool) -> Clock:
    """A time of day, with its date or its distance from UTC where the cell has them."""
    match cell:
        case bool():
            raise Wrong(Code.NOT_TIME, value=line(cell))
        case datetime():
            # A time alone, in a workbook that counts days, is one of its first day.
            day = read_day(cell, day_first=day_first) if cell.year > 1904 else None
            return Clock(at=cell.time(), day=day)
        case time():
            return Clock(at=cell)
        case timedelta():
            return _of_seconds(cell.total_seconds(), cell)
        case date():
            raise Wrong(Code.NOT_TIME, value=line(cell))
        case int() | float():
            return _of_number(cell)
    written = line(cell)
    offset, rest = None, written
    if found := OFFSET.search(written):
        offset = _offset(found)
        rest = written[: found.start()]
    if (at := _clock(rest)) is not None:
        return Clock(at=at, offset=offset)
    both = DAY_AND_CLOCK.fullmatch(rest)
    at = _clock(both[2]) if both else None
    if both is None or at is None:
        raise Wrong(Code.NOT_TIME, value=short(written))
    return Clock(at=at, day=read_day(both[1], day_first=day_first), offset=offset)


def read_hours(cell: Cell) -> tuple[Clock, Clock | None]:
    """Both times of "9.30–10.15"; the second is None where only a start is said."""
    span = SPAN.fullmatch(cell) if isinstance(cell, str) else None
    if span is None:
        return read_clock(cell, day_first=True), None
    starts, ends = (read_clock(part, day_first=True) for part in span.groups())
    return starts, ends


def read_minutes(cell: Cell) -> int:
    """A length in minutes, from one to a day's."""
    match cell:
        case time():
            minutes: float = cell.hour * 60 + cell.minute
        case timedelta():
            minutes = cell.total_seconds() / 60
        case int() | float() if not isinstance(cell, bool):
            minutes = cell if cell >= 1 else cell * LONGEST
        case _:
            minutes = _written_minutes(line(cell))
    if abs(minutes - round(minutes)) > 0.01 or not 1 <= round(minutes) <= LONGEST:
        raise Wrong(Code.NOT_MINUTES, value=short(line(cell)))
    return round(minutes)


def _written_minutes(written: str) -> float:
    for pattern in LENGTHS:
        if found := pattern.fullmatch(written.casefold()):
            parts = found.groupdict()
            hours = float((parts.get("h") or "0").replace(",", "."))
            return hours * 60 + int(parts.get("m") or 0)
    raise Wrong(Code.NOT_MINUTES, value=short(written))


def _of_number(number: float) -> Clock:
    """9, 930, or a part of a day as workbooks count; 9.3 may be 9:30 or 9:18, so it is asked."""
    if 0 < number < 1:
        return _of_seconds(round(number * 86_400), number)
    if int(number) in SERIALS:
        seconds = round(number % 1 * 86_400)
        day = ORIGIN + timedelta(days=int(number) + seconds // 86_400)
        return Clock(at=_of_seconds(seconds % 86_400, number).at, day=day)
    if number != int(number):
        raise Wrong(Code.TIME_UNCLEAR, value=number)
    at = _clock(str(int(number))) if 0 <= number < 2400 else None
    if at is None:
        raise Wrong(Code.NOT_TIME, value=number)
    return Clock(at=at)


def _of_seconds(seconds: float, cell: Cell) -> Clock:
    whole = round(seconds)
    if not 0 <= whole <= 86_400:
        raise Wrong(Code.NOT_TIME, value=line(cell))
    whole %= 86_400
    return Clock(at=time(whole // 3600, whole // 60 % 60, whole % 60))


def _clock(written: str) -> time | None:
    """9:30, 9.30, 0930, 9, kl. 9.30, 9:30 pm; 24:00 is midnight."""
    found = CLOCK.fullmatch(written.strip())
    if not found:
        return None
    hour = int(found[1] or found[4])
    minute, second = int(found[2] or found[5] or 0), int(found[3] or 0)
    if half := (found[6] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):
        hour = 0
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(found: re.Match[str]) -> timedelta:
    if found[1]:
        return timedelta(0)
    distance = timedelta(hours=int(found[3]), minutes=int(found[4]))
    if distance >= timedelta(days=1):
        raise Wrong(Code.NOT_TIME, value=found[0])
    return -distance if found[2] == "-" else distance
