"""When the clocks of a place change near an edition: hours then come twice, or not at all."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ClockChange:
    """The day on which the clocks go forward, or back."""

    day: date
    forward: bool


def clock_changes(zone: str, first: date, last: date) -> list[ClockChange]:
    """The changes of the clock on the days `first` to `last`, both included."""
    local, found = ZoneInfo(zone), []
    for number in range((last - first).days + 1):
        day = first + number * DAY
        before, after = (_offset(day + shift * DAY, local) for shift in (0, 1))
        if before != after:
            found.append(ClockChange(day=day, forward=after > before))
    return found


def _offset(day: date, zone: ZoneInfo) -> timedelta:
    """How far the clock is ahead of UTC as the day begins."""
    midnight = datetime.combine(day, time(), zone)
    return midnight.astimezone(UTC).astimezone(zone).utcoffset() or timedelta()
