"""Every format says the same sessions, places and instants."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.programme.release import Release, build_release
from cwf.programme.timetable import Slot, Status, Timetable
from tests.programme.exports.material import EDITION, EN, FIRST, TIMETABLE, release, session, uuid
from tests.programme.exports.sayings import READERS, said_by_release
from tests.programme.strategies import large_timetable, sample_timetable
from tests.web.ics_check import strict_problems

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


@pytest.mark.parametrize("format", READERS)
@given(of=releases())
def test_format_says_what_the_release_says(format: str, of: Release) -> None:
    write, read = READERS[format]
    assert read(write(of, EN)) == said_by_release(of, "en")


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("timetable", [sample_timetable(), large_timetable()])
def test_format_says_what_a_whole_forum_says(format: str, timetable: Timetable) -> None:
    of = build_release(timetable, None, number=1, at=FIRST, author="", note={})
    write, read = READERS[format]
    assert read(write(of, EN)) == said_by_release(of, "en")


@given(of=releases())
def test_calendar_of_any_night_keeps_the_rules(of: Release) -> None:
    assert strict_problems(READERS["ics"][0](of, EN)) == []


@pytest.mark.parametrize("format", READERS)
def test_reader_sees_a_difference_of_one_hour(format: str) -> None:
    """Local times look alike on both sides of the autumn change; instants do not."""
    write, read = READERS[format]
    night = datetime(2030, 10, 27, 0, 30, tzinfo=UTC)
    sides = [
        release(
            replace(
                TIMETABLE,
                slots=(replace(TIMETABLE.slots[0], starts=starts, ends=None),),
            ),
            gone=(),
        )
        for starts in (night, night + timedelta(hours=1))
    ]
    one, other = (next(iter(read(write(of, EN)))) for of in sides)
    assert other.starts - one.starts == timedelta(hours=1)
