"""Schedule XML is valid for those who read it."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.schedule_xml import schedule_xml
from cwf.programme.release import Release
from tests.programme.exports.golden import check_golden
from tests.programme.exports.material import DA, EN, TIMETABLE, noticed, release
from tests.programme.exports.schemas import xml_problems

CASES = [
    release(),
    noticed(illustrative=True),
    release(replace(TIMETABLE, slots=()), gone=()),
]


def whole(of: Release, addresses: Addresses = EN) -> bytes:
    return schedule_xml(of, of.timetable, addresses)


def test_programme_is_as_expected() -> None:
    check_golden("programme.xml", whole(release()))


@pytest.mark.parametrize("addresses", [EN, DA])
@pytest.mark.parametrize("of", CASES)
def test_programme_is_valid(of: Release, addresses: Addresses, shared: Path) -> None:
    assert xml_problems(whole(of, addresses), shared) == []


def test_schema_finds_faults(shared: Path) -> None:
    assert xml_problems(whole(release()).replace(b' guid="0', b' guid="x'), shared) != []


@pytest.mark.parametrize("of", CASES)
def test_programme_has_what_the_format_demands(of: Release) -> None:
    """What the schema says of identities and forms, for where the schema is not at hand."""
    root = fromstring(whole(of))
    events = root.findall("day/room/event")
    for name in ("id", "guid"):
        assert len({event.get(name) for event in events}) == len(events)
    assert root.findall("day") != []
    assert [day.get("index") for day in root.findall("day")] == [
        str(count) for count in range(1, len(root.findall("day")) + 1)
    ]
    for event in events:
        assert re.fullmatch(r"[1-9]\d*", event.get("id", ""))
        assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.get("guid", ""))
        assert re.fullmatch(r"\d\d:\d\d", event.findtext("duration", ""))
        assert re.fullmatch(r".+T\d\d:\d\d:\d\d[+-]\d\d:\d\d", event.findtext("date", ""))
        assert {"room", "title", "type", "date", "start", "duration", "abstract", "track"} <= {
            part.tag for part in event
        }


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    opening = replace(TIMETABLE.sessions[0], title={"en": "A\x00\x0b\ufffeB"})
    timetable = replace(TIMETABLE, sessions=(opening, *TIMETABLE.sessions[1:]))
    root = fromstring(whole(release(timetable)))
    assert root.findtext("day/room/event/title") == "AB"


def test_opening_of_days_is_cut_to_what_the_format_knows(shared: Path) -> None:
    slot = TIMETABLE.slots[0]
    long = replace(slot, ends=slot.starts + timedelta(days=6))
    of = release(replace(TIMETABLE, slots=(long,)))
    assert fromstring(whole(of)).findtext("day/room/event/duration") == "99:59"
    assert xml_problems(whole(of), shared) == []


def test_title_says_what_is_not_real() -> None:
    titles = [
        fromstring(whole(of)).findtext("conference/title")
        for of in (noticed(illustrative=True), noticed(invented=True))
    ]
    assert titles == [
        "Creativity World Forum 2030 (illustrative programme)",
        "Creativity World Forum 2030 (invented)",
    ]


def test_same_release_gives_same_bytes() -> None:
    assert whole(release()) == whole(release())
