"""Which numbers of a workbook are dates and times: its formats say so, and nothing else does."""

import math
import re
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache

from cwf.programme.imports.sheets.moments import clock
from cwf.programme.sheets.table import Cell

BY_NUMBER = {
    "date": {14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58},
    "time": {18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56},
    "datetime": {22},
    "duration": {46},
}
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
BRACKETED = re.compile(r"\[[^\]]*\]")
EARLIEST, LATEST = 0.0, 2_958_466.0  # to the end of the year 9999
DAY_SECONDS = 86_400


class Shape(Enum):
    """What a number formatted so is."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"


def shape_of(number: int, code: str | None) -> Shape:
    """What the format means: by its own code, else by its number among the built-in ones."""
    if code is None:
        return next((Shape(name) for name, ids in BY_NUMBER.items() if number in ids), Shape.NUMBER)
    first = QUOTED.sub("", code).split(";")[0]
    if ELAPSED.search(first):
        return Shape.DURATION
    letters = BRACKETED.sub("", first).lower()
    if letters == "general":
        return Shape.NUMBER
    clock = any(letter in letters for letter in "hs")
    day = any(letter in letters for letter in "yd") or ("m" in letters and not clock)
    if day and clock:
        return Shape.DATETIME
    return Shape.DATE if day else Shape.TIME if clock else Shape.NUMBER


@lru_cache(maxsize=10_000)
def value_of(serial: float, shape: Shape, *, since_1904: bool = False) -> Cell:
    """A number as what its shape says it is; one that is out of range stays a number."""
    if shape is Shape.NUMBER or not EARLIEST <= serial < LATEST:
        return plain_number(serial)
    seconds = round(serial * DAY_SECONDS)
    if shape is Shape.DURATION:
        return timedelta(seconds=seconds)
    if serial < 1 and shape is not Shape.DATE:
        return clock(seconds % DAY_SECONDS)
    origin = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    try:
        moment = datetime.combine(origin, time()) + timedelta(seconds=seconds)
    except OverflowError:
        return plain_number(serial)
    return moment.date() if moment.time() == time() and shape is Shape.DATE else moment


def finite(written: str) -> float | None:
    """A number; None for what is none, and for what no cell can hold: "nan", "inf"."""
    try:
        number = float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def plain_number(number: float) -> int | float:
    """A whole number as int."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
