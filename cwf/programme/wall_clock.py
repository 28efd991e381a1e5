"""Between what a clock on the wall shows and the instant that is meant, over changes of clock.

When clocks go forward an hour is missing (a *gap*), when they go back one comes twice (a *fold*,
PEP 495). Wall times are naive datetimes, instants aware ones in UTC.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants at which the zone's clocks show this: none in a gap, two in a fold."""
    both = (_instant(wall, zone, fold) for fold in (0, 1))
    return tuple(
        dict.fromkeys(
            instant for instant in both if instant.astimezone(zone).replace(tzinfo=None) == wall
        )
    )


def beside_gap(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The wall times that stand for one in a gap: as much earlier, or later, as is skipped.

    >>> beside_gap(datetime(2030, 3, 31, 2, 30), ZoneInfo("Europe/Copenhagen"))
    (datetime.datetime(2030, 3, 31, 1, 30), datetime.datetime(2030, 3, 31, 3, 30))
    """
    earlier, later = (
        _instant(wall, zone, fold).astimezone(zone).replace(tzinfo=None, fold=0) for fold in (1, 0)
    )
    return earlier, later


def shifted(
    starts: datetime,
    ends: datetime | None,
    *,
    days: int,
    zone: ZoneInfo,
    into: ZoneInfo | None = None,
) -> tuple[datetime, datetime | None]:
    """A placing moved by days, with the same hours on the wall; `into` is a new place's zone.

    Hours that fall into a gap become as much later as is skipped; in a fold the first is meant.
    Where that would leave no time between start and end, the length in minutes is kept instead.
    """
    moved = _shifted(starts, days, zone, into or zone)
    if ends is None:
        return moved, None
    end = _shifted(ends, days, zone, into or zone)
    return moved, end if end > moved else moved + (ends - starts)


def _shifted(instant: datetime, days: int, zone: ZoneInfo, into: ZoneInfo) -> datetime:
    wall = instant.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return _instant(wall, into, 0)


def _instant(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
