"""A forecast as a snapshot keeps it: JSON, numbers to one decimal."""

from typing import Any

from cwf.attendance.forecast import Band, Forecast, Method


def packed(forecast: Forecast) -> dict[str, Any]:
    """What stands in Snapshot.forecasts for a target."""
    return {
        "method": forecast.method.value,
        "data": list(forecast.data),
        "days_used": forecast.days_used,
        "bands": [
            [one.day, *(round(number, 1) for number in _numbers(one))] for one in forecast.bands
        ],
    }  # fmt: skip


def _numbers(band: Band) -> tuple[float, ...]:
    return band.middle, band.low50, band.high50, band.low90, band.high90


def unpacked(stored: dict[str, Any], *, last: int | None = None) -> Forecast:
    """The forecast that was kept; of a goal that is due earlier no further than to its `last` day.

    Days count as in forecast.py.
    """
    return Forecast(
        method=Method(stored["method"]),
        data=tuple(stored["data"]),
        days_used=stored["days_used"],
        bands=tuple(
            Band(day=day, middle=middle, low50=low50, high50=high50, low90=low90, high90=high90)
            for day, middle, low50, high50, low90, high90 in stored["bands"]
            if last is None or day >= last
        ),
    )
