"""Finished entries, told a little otherwise, keep RFC 5545 all the same."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.web.calendar_blocks import as_wish, retitled, with_alarm
from cwf.web.calendars import Entry, Feed, calendar_bytes, event_block
from tests.web.ics_check import strict_problems

RELEASED = datetime(2017, 9, 1, 12, tzinfo=UTC)
TALK = Entry(
    uid="0b7e6c2e-5d5e-4a53-8c8b-3f6a1d0c9e01",
    starts=datetime(2017, 11, 1, 9, tzinfo=UTC),
    ends=datetime(2017, 11, 1, 10, tzinfo=UTC),
    summary="Cities; for people, again",
    language="en",
    created=RELEASED,
    changed=RELEASED,
)
LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=200)


def block(**more: object) -> bytes:
    return event_block(replace(TALK, **more), zone="UTC")  # type: ignore[arg-type]


def problems(entry: bytes) -> list[str]:
    feed = Feed(name="One", language="en")
    day = date(2017, 11, 1)
    return strict_problems(calendar_bytes(feed, [entry], first=day, last=day))


def test_wish_keeps_nobody_from_other_things_and_is_otherwise_the_same() -> None:
    assert as_wish(block()) == block(transparent=True)
    assert as_wish(block(transparent=True)) == block(transparent=True)


def test_text_about_transparency_is_not_the_property() -> None:
    told = block(description="x\r\nTRANSP:OPAQUE\r\n" * 9)
    assert as_wish(told) == block(description="x\r\nTRANSP:OPAQUE\r\n" * 9, transparent=True)


def test_alarm_rings_before_the_start() -> None:
    told = with_alarm(block(), minutes=15, words="Starts soon; go")
    (event,) = icalendar.Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + told + b"END:VCALENDAR").events
    (alarm,) = event.alarms.times
    assert alarm.trigger == datetime(2017, 11, 1, 8, 45, tzinfo=UTC)
    assert alarm.alarm["DESCRIPTION"] == "Starts soon; go"
    assert problems(told) == []


def test_nothing_rings_for_what_does_not_take_place() -> None:
    assert with_alarm(block(status="CANCELLED"), minutes=15, words="x") == block(status="CANCELLED")


def unfolded(told: bytes) -> bytes:
    """As RFC 5545 §3.1 reads it: where lines are broken says nothing."""
    return told.replace(b"\r\n ", b"")


@given(title=LETTERS, more=LETTERS)
def test_words_after_any_title_are_read_as_written(title: str, more: str) -> None:
    entry = block(summary=f"A{title}")
    assert unfolded(retitled(entry, more)) == unfolded(block(summary=f"A{title}{more}"))
    assert problems(retitled(entry, more)) == []


@pytest.mark.negative_control
def test_strict_check_sees_words_that_are_not_escaped() -> None:
    assert problems(block().replace(rb"Cities\;", b"Cities;")) != []
