"""When an edition's figures are sent: once a week, on Monday morning by the edition's clock."""

from datetime import date, datetime, time, timedelta

HOUR = time(7)
AFTER = timedelta(days=14)  # that long the figures still change


def week_due(local: datetime) -> str:
    """The week (ISO 8601) whose figures are due at a local instant: from Monday, seven o'clock.

    >>> week_due(datetime(2027, 5, 31, 6, 59)), week_due(datetime(2027, 5, 31, 7, 0))
    ('2027-W21', '2027-W22')
    """
    shifted = local - timedelta(hours=HOUR.hour, minutes=HOUR.minute)
    year, week, _ = shifted.isocalendar()
    return f"{year}-W{week:02d}"


def is_over(today: date, ends: date | None) -> bool:
    """Whether nothing more is sent of an edition."""
    return ends is not None and today > ends + AFTER
