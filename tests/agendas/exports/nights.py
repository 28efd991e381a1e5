"""Releases that run through the nights when clocks change, and through those when they could."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from cwf.programme.release import Release
from tests.programme.exports.material import EDITION, TIMETABLE, release, slot

# Nights on which clocks change, in UTC, with their zones; and zones whose clocks never do.
NIGHTS = (
    ("Europe/Copenhagen", datetime(2030, 3, 31, 1)),
    ("Europe/Copenhagen", datetime(2030, 10, 27, 1)),
    ("America/Chicago", datetime(2030, 3, 10, 8)),
    ("America/Chicago", datetime(2030, 11, 3, 7)),
    ("America/Sao_Paulo", datetime(2012, 2, 26, 2)),
    ("America/Sao_Paulo", datetime(2012, 10, 21, 3)),
    ("Asia/Kolkata", datetime(2030, 3, 31, 1)),
    ("Asia/Shanghai", datetime(2030, 10, 27, 1)),
)


@st.composite
def nights(draw: st.DrawFn) -> Release:
    """A release whose sessions run through a change of clock."""
    zone, night = draw(st.sampled_from(NIGHTS))
    slots = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        starts = night.replace(tzinfo=UTC) + timedelta(minutes=15 * draw(st.integers(-24, 24)))
        minutes = draw(st.none() | st.integers(1, 400))
        ends = starts + timedelta(minutes=minutes) if minutes else None
        slots.append(slot(number, "night", starts, ends, "great"))
    edition = replace(EDITION, zone=zone)
    return release(replace(TIMETABLE, edition=edition, slots=tuple(slots)), gone=())
