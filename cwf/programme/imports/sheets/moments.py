"""Dates, times and durations as ISO 8601 writes them in cells of workbooks."""

import re
from datetime import date, datetime, time, timedelta

from cwf.programme.sheets.table import Cell

DURATION = re.compile(r"P(?:(\d{1,6})D)?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?")


def moment_of(written: str) -> Cell:
    """A date, a time of day or both; the text itself where it is none of them."""
    for read in (date.fromisoformat, time.fromisoformat, datetime.fromisoformat):
        try:
            found: date | time | datetime = read(written)
        except ValueError:
            continue
        return found if type(found) is date else found.replace(tzinfo=None, microsecond=0)  # type: ignore[call-arg]
    return written


def duration_of(written: str) -> Cell:
    """A time of day below 24 hours, else a duration: "PT09H30M00S"."""
    found = DURATION.fullmatch(written)
    if not found:
        return written
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return clock(length.seconds) if length < timedelta(days=1) else length


def clock(seconds: int) -> time:
    """The time of day so many seconds after midnight."""
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
