"""Releases that run through the nights when clocks change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from cwf.programme.release import Release
from cwf.programme.timetable import Slot, Status
from tests.programme.exports.material import EDITION, TIMETABLE, release, session, uuid

# Around these moments (UTC) clocks change: Copenhagen, Chicago; and an ordinary day.
NIGHTS = [
    datetime(2030, 3, 31, 1, tzinfo=UTC),
    datetime(2030, 10, 27, 1, tzinfo=UTC),
    datetime(2030, 3, 10, 8, tzinfo=UTC),
    datetime(2030, 11, 3, 7, tzinfo=UTC),
    datetime(2030, 6, 1, 12, tzinfo=UTC),
]
ZONES = ["Europe/Copenhagen", "America/Chicago", "Asia/Kolkata", "UTC"]
ROOMS = TIMETABLE.rooms[:3]


@st.composite
def slots(draw: st.DrawFn, night: datetime) -> list[Slot]:
    """Placings within eight hours of a moment, quarter by quarter."""
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        starts = night + timedelta(minutes=15 * draw(st.integers(-32, 32)))
        minutes = draw(st.none() | st.integers(1, 600))
        found.append(
            Slot(
                uuid=uuid(number),
                id=number,
                session=draw(st.sampled_from(["kept", "other", "called-off"])),
                starts=starts,
                ends=starts + timedelta(minutes=minutes) if minutes else None,
                assumed_minutes=None if minutes else draw(st.none() | st.integers(1, 120)),
                rooms=tuple(
                    draw(st.lists(st.sampled_from([room.slug for room in ROOMS]), unique=True))
                ),
            )
        )
    return sorted(found, key=lambda slot: (slot.starts, slot.uuid))


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """A release whose sessions run through a night."""
    edition = replace(
        EDITION,
        zone=draw(st.sampled_from(ZONES)),
        day_change_hour=draw(st.integers(0, 6)),
        starts=None,
        ends=None,
    )
    return release(
        replace(
            TIMETABLE,
            edition=edition,
            rooms=ROOMS,
            sessions=(
                session(1, "kept"),
                session(2, "other"),
                session(3, "called-off", status=Status.CANCELLED),
            ),
            slots=tuple(draw(slots(draw(st.sampled_from(NIGHTS))))),
        )
    )
