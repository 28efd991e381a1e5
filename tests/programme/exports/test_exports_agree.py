"""Every format says the same sessions, places and instants."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import Phase, given, settings

from cwf.programme.release import Release, build_release
from cwf.programme.timetable import Timetable
from tests.programme.exports.material import EN, FIRST, TIMETABLE, release
from tests.programme.exports.nights import releases
from tests.programme.exports.sayings import READERS, said_by_release, written
from tests.programme.strategies import large_timetable, sample_timetable
from tests.web.ics_check import strict_problems

# A book is laid out in seconds, so fewer nights are tried; its small print has tests of its own.
QUICK = [name for name in READERS if name != "pdf"]
BOOKS = settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])


@pytest.fixture(autouse=True, scope="module")
def words(engines: dict[str, Flask | str]) -> Iterator[None]:
    """The whole application, since pages are among the formats."""
    app = engines["sqlite"]
    assert isinstance(app, Flask)
    with app.app_context():
        yield


@pytest.mark.parametrize("format", QUICK)
@given(of=releases())
@settings(max_examples=50, deadline=None)
def test_format_says_what_the_release_says(format: str, of: Release) -> None:
    assert READERS[format](written(format, of, EN), of) == said_by_release(of, "en", format)


@BOOKS
@given(of=releases())
def test_book_says_what_the_release_says(of: Release) -> None:
    assert READERS["pdf"](written("pdf", of, EN), of) == said_by_release(of, "en", "pdf")


@pytest.mark.parametrize("format", QUICK)
@pytest.mark.parametrize("timetable", [sample_timetable(), large_timetable()])
def test_format_says_what_a_whole_forum_says(format: str, timetable: Timetable) -> None:
    of = build_release(timetable, None, number=1, at=FIRST, author="", note={})
    assert READERS[format](written(format, of, EN), of) == said_by_release(of, "en", format)


@given(of=releases())
def test_calendar_of_any_night_keeps_the_rules(of: Release) -> None:
    assert strict_problems(written("ics", of, EN)) == []


@pytest.mark.parametrize("format", READERS)
def test_reader_sees_a_difference_of_one_hour(format: str) -> None:
    """Local times look alike on both sides of the autumn change; instants do not."""
    night = datetime(2030, 10, 27, 0, 30, tzinfo=UTC)
    walk = TIMETABLE.slots[1]
    said = []
    for starts in (night, night + timedelta(hours=1)):
        slots = (replace(walk, session="night", starts=starts),)
        of = release(replace(TIMETABLE, slots=slots), gone=())
        said += READERS[format](written(format, of, EN), of)
    assert said[1].starts - said[0].starts == timedelta(hours=1)
