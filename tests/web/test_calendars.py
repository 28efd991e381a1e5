"""Calendars keep RFC 5545, and say the same whenever they are asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.web.calendars import (
    Entry,
    Feed,
    calendar_bytes,
    event_block,
)
from tests.web.ics_check import strict_problems

RELEASED = datetime(2017, 9, 1, 12, tzinfo=UTC)
COPENHAGEN = Feed(
    name="Creativity World Forum 2017",
    language="en",
    zone="Europe/Copenhagen",
    source="https://example.org/en/programme.ics",
    url="https://example.org/en/programme",
    description="Two days, and a lab",
    color="#b4421f",
)
TALK = Entry(
    uid="0b7e6c2e-5d5e-4a53-8c8b-3f6a1d0c9e01",
    starts=datetime(2017, 11, 1, 9, tzinfo=UTC),
    ends=datetime(2017, 11, 1, 10, tzinfo=UTC),
    summary="Cities; for people, again",
    language="en",
    created=RELEASED,
    changed=RELEASED,
)
YEARS = st.datetimes(datetime(2004, 1, 2), datetime(2037, 12, 30), timezones=st.just(UTC))
ZONES = st.sampled_from(
    ["Europe/Copenhagen", "America/Chicago", "Asia/Kolkata", "UTC", "Australia/Lord_Howe"]
)


def feed_of(*entries: Entry, feed: Feed = COPENHAGEN) -> bytes:
    return calendar_bytes(
        feed,
        [event_block(entry, zone=feed.zone) for entry in entries],
        first=min(entry.starts for entry in entries),
        last=max(entry.ends or entry.starts for entry in entries),
    )


def lines(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").splitlines()


def test_calendar_keeps_the_rules() -> None:
    assert strict_problems(feed_of(TALK)) == []


def test_block_says_what_the_entry_says() -> None:
    entry = replace(
        TALK,
        sequence=3,
        status="CANCELLED",
        transparent=True,
        description="One\n\nTwo",
        location="Store Sal, Musikhuset",
        geo=(56.1525, 10.1993),
        url="https://example.org/en/sessions/cities",
        categories=("Cities, large", "Keynote"),
        color="#000081",
        parent="umbrella",
        siblings=("second", "third"),
    )
    assert lines(event_block(entry, zone="Europe/Copenhagen")) == [
        "BEGIN:VEVENT",
        r"SUMMARY;LANGUAGE=en:Cities\; for people\, again",
        "DTSTART;TZID=Europe/Copenhagen:20171101T100000",
        "DTEND;TZID=Europe/Copenhagen:20171101T110000",
        "DTSTAMP:20170901T120000Z",
        "UID:0b7e6c2e-5d5e-4a53-8c8b-3f6a1d0c9e01",
        "SEQUENCE:3",
        r"CATEGORIES:Cities\, large,Keynote",
        "COLOR:navy",
        "CREATED:20170901T120000Z",
        r"DESCRIPTION:One\n\nTwo",
        "GEO:56.1525;10.1993",
        "LAST-MODIFIED:20170901T120000Z",
        r"LOCATION:Store Sal\, Musikhuset",
        "RELATED-TO:umbrella",
        "RELATED-TO;RELTYPE=SIBLING:second",
        "RELATED-TO;RELTYPE=SIBLING:third",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "URL:https://example.org/en/sessions/cities",
        "END:VEVENT",
    ]


def test_head_says_what_the_feed_says() -> None:
    data = calendar_bytes(COPENHAGEN, [], first=RELEASED, last=RELEASED)
    assert lines(data)[:16] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Districts of Creativity//Creativity World Forum planner//EN",
        "CALSCALE:GREGORIAN",
        r"DESCRIPTION;LANGUAGE=en:Two days\, and a lab",
        r"X-WR-CALDESC:Two days\, and a lab",
        "NAME;LANGUAGE=en:Creativity World Forum 2017",
        "X-WR-CALNAME:Creativity World Forum 2017",
        "COLOR:sienna",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SOURCE;VALUE=URI:https://example.org/en/programme.ics",
        "URL:https://example.org/en/programme",
        "X-APPLE-CALENDAR-COLOR:#B4421F",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Europe/Copenhagen",
        "BEGIN:VTIMEZONE",
    ]


@pytest.mark.parametrize("ends", [None, TALK.starts])
def test_end_that_is_unknown_or_no_later_stays_unsaid(ends: datetime | None) -> None:
    block = event_block(replace(TALK, ends=ends), zone="Europe/Copenhagen")
    assert b"DTEND" not in block
    assert b"DURATION" not in block


@pytest.mark.parametrize(
    ("starts", "written"),
    [
        (datetime(2017, 10, 28, 23, 59, tzinfo=UTC), ";TZID=Europe/Copenhagen:20171029T015900"),
        (datetime(2017, 10, 29, 0, 30, tzinfo=UTC), ":20171029T003000Z"),
        (datetime(2017, 10, 29, 1, 30, tzinfo=UTC), ":20171029T013000Z"),
        (datetime(2017, 10, 29, 2, 0, tzinfo=UTC), ";TZID=Europe/Copenhagen:20171029T030000"),
        (datetime(2017, 3, 26, 1, 0, tzinfo=UTC), ";TZID=Europe/Copenhagen:20170326T030000"),
    ],
)
def test_ambiguous_hour_is_written_in_utc(starts: datetime, written: str) -> None:
    block = event_block(replace(TALK, starts=starts, ends=None), zone="Europe/Copenhagen")
    assert f"DTSTART{written}\r\n".encode() in block


def test_start_and_end_go_to_utc_together() -> None:
    entry = replace(
        TALK,
        starts=datetime(2017, 10, 28, 22, tzinfo=UTC),
        ends=datetime(2017, 10, 29, 0, 30, tzinfo=UTC),
    )
    block = event_block(entry, zone="Europe/Copenhagen")
    assert b"DTSTART:20171028T220000Z\r\nDTEND:20171029T003000Z\r\n" in block


def test_summer_time_begins_on_the_clock_of_before() -> None:
    spring = feed_of(replace(TALK, starts=datetime(2017, 3, 26, 1, tzinfo=UTC)))
    assert b"DTSTART:20170326T020000\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100" in spring


def test_zone_without_changes_has_one_observance() -> None:
    data = feed_of(TALK, feed=replace(COPENHAGEN, zone="Asia/Kolkata"))
    assert data.count(b"BEGIN:STANDARD") == 1
    assert strict_problems(data) == []


def test_zone_of_utc_needs_no_vtimezone() -> None:
    data = feed_of(TALK, feed=replace(COPENHAGEN, zone="Etc/UTC"))
    assert b"TZID" not in data
    assert strict_problems(data) == []


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "UTC"])
def test_calendar_without_entries_has_a_component_all_the_same(zone: str) -> None:
    data = calendar_bytes(replace(COPENHAGEN, zone=zone), [], first=RELEASED, last=RELEASED)
    assert strict_problems(data) == []


def test_zone_that_changes_late_in_its_only_year_is_covered() -> None:
    # Volgograd moved its clocks once within these years, on 28 October 2018.
    feed = replace(COPENHAGEN, zone="Europe/Volgograd")
    early = replace(TALK, starts=datetime(2018, 5, 1, 9, tzinfo=UTC), ends=None)
    assert strict_problems(feed_of(early, feed=feed)) == []


def test_whole_days_are_dates_with_the_end_after_the_last() -> None:
    entry = replace(TALK, starts=date(2017, 11, 1), ends=date(2017, 11, 3))
    block = event_block(entry, zone="UTC")
    assert b"DTSTART;VALUE=DATE:20171101\r\nDTEND;VALUE=DATE:20171103\r\n" in block
    assert strict_problems(feed_of(entry, feed=Feed(name="N", language="en"))) == []


@given(
    summary=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
    starts=YEARS,
    minutes=st.none() | st.integers(1, 3_000),
    zone=ZONES,
)
def test_any_entry_keeps_the_rules_and_its_instants(
    summary: str, starts: datetime, minutes: int | None, zone: str
) -> None:
    starts = starts.replace(microsecond=0)
    ends = starts + timedelta(minutes=minutes) if minutes else None
    entry = replace(TALK, summary=f"A{summary}", starts=starts, ends=ends)
    data = feed_of(entry, feed=replace(COPENHAGEN, zone=zone))
    assert strict_problems(data) == []
    (event,) = icalendar.Calendar.from_ical(data).events
    assert event["DTSTART"].dt.astimezone(UTC) == starts
    assert (event["DTEND"].dt.astimezone(UTC) if "DTEND" in event else None) == ends


def test_same_input_gives_same_bytes() -> None:
    assert feed_of(TALK) == feed_of(TALK)


@pytest.mark.parametrize(
    ("fault", "of"),
    [
        ((b"\r\n", b"\n"), "a line ends with something else than CRLF"),
        ((b"VERSION:2.0", b"VERSION:3.0"), "VERSION 3.0"),
        ((b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:PUBLISH"), "a feed with METHOD"),
        ((b"DTSTAMP:20170901T120000Z", b"DTSTAMP:20170901T120000"), "DTSTAMP is not in UTC"),
        ((b"SEQUENCE:0", b"SEQUENCE:x"), "SEQUENCE x"),
        ((b"STATUS:CONFIRMED", b"STATUS:CANCELED"), "STATUS CANCELED"),
        ((b"SEQUENCE:0", b"DURATION:PT1H"), "DTEND and DURATION"),
        ((rb"people\, again", b"people, again"), "a comma or semicolon without its backslash"),
        ((b"TZID:Europe/Copenhagen", b"TZID:CET+1"), "not IANA's"),
        ((b"DTSTART:20171029T030000", b"DTSTART:20171029T020000"), "does not begin"),
        ((b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nUID:second"), "UID more than once"),
        ((b"T100000", b"T093000"), ""),
    ],
)
def test_strict_check_finds_the_fault(fault: tuple[bytes, bytes], of: str) -> None:
    data = feed_of(TALK)
    broken = data.replace(*fault)
    assert broken != data
    assert [problem for problem in strict_problems(broken) if of in problem] or not of


def test_strict_check_compares_the_offset_of_vtimezone_with_the_zone() -> None:
    october = replace(TALK, starts=datetime(2017, 10, 1, 9, tzinfo=UTC), ends=None)
    data = feed_of(october)
    assert strict_problems(data) == []
    summer = data.index(b"BEGIN:DAYLIGHT\r\nDTSTART:2017")
    broken = data[:summer] + data[data.index(b"BEGIN:STANDARD\r\nDTSTART:2017") :]
    assert len(strict_problems(broken)) == 1


def test_zone_of_the_feed_is_the_zone_of_the_clock() -> None:
    local = TALK.starts.astimezone(ZoneInfo("America/Chicago"))
    assert f"{local:%Y%m%dT%H%M%S}".encode() in event_block(TALK, zone="America/Chicago")
