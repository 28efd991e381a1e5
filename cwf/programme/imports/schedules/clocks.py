"""Days, instants and lengths as the formats write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cwf.programme.wall_clock import instants

ISO_LENGTH = re.compile(
    r"P(?:(?P<weeks>\d{1,3})W)?(?:(?P<days>\d{1,3})D)?"
    r"(?:T(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,7})(?:\.\d+)?S)?)?"
)
NUMBER = re.compile(r"\d{1,5}")
LONGEST = timedelta(days=366)


class Gap(ValueError):
    """A time of the clock that is skipped on that day."""


class Illegible(ValueError):
    """No day, time or length at all."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """What a wall time without an offset means: the zone, and when its days begin."""

    zone: ZoneInfo
    day_change: time


def is_zone(name: str) -> bool:
    """Whether it is the name of an IANA zone."""
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def day(text: str) -> date:
    """The day of "2023-02-04" or of a moment; raises Illegible."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Illegible(text) from None


def moment(text: str, clock: Clock) -> tuple[datetime, bool]:
    """The instant (UTC) of an ISO date with time; and whether that time came twice.

    Raises Illegible, Gap. Without an offset it is read on the clock of the zone.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Illegible(text) from None
    if "T" not in text and " " not in text.strip():
        raise Illegible(text)
    if found.tzinfo is None:
        return _on(found, clock)
    try:
        return found.astimezone(UTC), False
    except OverflowError:
        raise Illegible(text) from None


def start(on: date, text: str, clock: Clock) -> tuple[datetime, bool]:
    """The instant (UTC) of a time of the clock on one of the conference's days; came it twice?

    A time before the day change belongs to the next date. Raises Illegible, Gap.
    """
    parts = text.strip().split(":")
    if len(parts) not in (2, 3) or not all(NUMBER.fullmatch(part) for part in parts):
        raise Illegible(text)
    try:
        wall = time(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 0)
        later = timedelta(days=1) if wall < clock.day_change else timedelta()
        return _on(datetime.combine(on + later, wall), clock)
    except (ValueError, OverflowError) as error:
        if isinstance(error, Gap):
            raise
        raise Illegible(text) from None


def _on(wall: datetime, clock: Clock) -> tuple[datetime, bool]:
    try:
        found = instants(wall, clock.zone)
    except OverflowError:
        raise Illegible(str(wall)) from None
    if not found:
        raise Gap(str(wall))
    return found[0], len(found) > 1


def length(text: str) -> timedelta:
    """A length: HH:MM, HH:MM:SS, D:HH:MM, minutes, or ISO 8601 (PT1H30M); raises Illegible.

    Of three parts the first are days where it is written with a single figure, as hours are not.
    """
    text = text.strip()
    parts = text.split(":")
    if all(NUMBER.fullmatch(part) for part in parts):
        numbers = [int(part) for part in parts]
        match numbers:
            case [minutes]:
                return _bounded(timedelta(minutes=minutes), text)
            case [hours, minutes]:
                return _bounded(timedelta(hours=hours, minutes=minutes), text)
            case [days, hours, minutes] if len(parts[0]) == 1:
                return _bounded(timedelta(days=days, hours=hours, minutes=minutes), text)
            case [hours, minutes, seconds]:
                return _bounded(timedelta(hours=hours, minutes=minutes, seconds=seconds), text)
            case [days, hours, minutes, seconds]:
                more = timedelta(hours=hours, minutes=minutes, seconds=seconds)
                return _bounded(timedelta(days=days) + more, text)
    found = ISO_LENGTH.fullmatch(text)
    if found is None or not any(found.groups()):
        raise Illegible(text)
    return _bounded(timedelta(**{k: int(v) for k, v in found.groupdict().items() if v}), text)


def _bounded(found: timedelta, text: str) -> timedelta:
    if found > LONGEST:
        raise Illegible(text)
    return found
