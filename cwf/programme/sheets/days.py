"""Days as people write them in sheets."""

import re
from datetime import date, datetime, timedelta
from functools import cache

from babel.dates import get_month_names

from cwf.programme.merging.bounds import YEARS
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.texts import line, short
from cwf.programme.sheets.wrong import Wrong

YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(20\d{2})(\d{2})(\d{2})")
YEAR_LAST = re.compile(r"(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
WORDS = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:d\.|den)?\s*"  # a weekday
    r"(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?([^\W\d]+)|([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?)"
    r"\.?,?\s+(\d{4})",
    re.IGNORECASE,
)
# Day 0 of a workbook, and the numbers that are days of 2000 to 2099 in one.
ORIGIN = date(1899, 12, 30)
SERIALS = range(36_526, 73_051)


def read_day(cell: Cell, *, day_first: bool) -> date:
    """A day. With `day_first` 02-11-2026 is in November; with slashes it is asked about."""
    match cell:
        case datetime():
            return _likely(cell.date())
        case date():
            return _likely(cell)
        case int() | float() if not isinstance(cell, bool) and int(cell) in SERIALS:
            return ORIGIN + timedelta(days=int(cell))
    written = line(cell)
    try:
        found = _numbers(written, day_first) or _words(written)
    except ValueError:
        found = None
    if found is None:
        raise Wrong(Code.NOT_DATE, value=short(written))
    return _likely(found)


def _likely(day: date) -> date:
    """The day, if a forum can be on it."""
    if day.year not in YEARS:
        raise Wrong(Code.NOT_DATE, value=day)
    return day


def _numbers(written: str, day_first: bool) -> date | None:
    if found := YEAR_FIRST.fullmatch(written):
        year, month, day = (int(part) for part in found.groups() if part)
        return date(year, month, day)
    found = YEAR_LAST.fullmatch(written)
    if not found:
        return None
    one, other = int(found[1]), int(found[3])
    year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    if found[2] == "." or one > 12 or one == other or (found[2] == "-" and day_first):
        return date(year, other, one)
    if other > 12:
        return date(year, one, other)
    raise Wrong(
        Code.DATE_UNCLEAR, value=written, one=date(year, other, one), other=date(year, one, other)
    )


def _words(written: str) -> date | None:
    found = WORDS.fullmatch(written)
    if not found:
        return None
    month = _months().get((found[2] or found[3]).casefold())
    return date(int(found[5]), month, int(found[1] or found[4])) if month else None


@cache
def _months() -> dict[str, int]:
    """Names of months, whole and short, in English and Danish."""
    return {
        name.casefold().rstrip("."): number
        for language in ("en", "da")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    } | {"sept": 9}
