"""What each format says of a programme, read back into one form.

Another format joins by a function `said_by_<format>(data) -> set[Saying]` in READERS.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree.ElementTree import fromstring

from icalendar import Calendar

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.ics import programme_ics
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.schedule_json import schedule_json
from cwf.programme.exports.schedule_xml import schedule_xml
from cwf.programme.release import Release
from cwf.programme.timetable import Status

NOWHERE = "Place to be announced"
ASSUMED = "The end is not known; the length is assumed."


@dataclass(frozen=True, order=True)
class Saying:
    """One session that takes place: what, in which (main) room, from when to when (UTC).

    Of a person's view this is all that matters: `room` is "" and `ends` None where unknown.
    """

    slot: UUID
    title: str
    room: str
    starts: datetime
    ends: datetime | None


def said_by_release(release: Release, language: str) -> set[Saying]:
    """What there is to be said."""
    timetable = release.timetable
    labels = Labels(timetable, language)
    return {
        Saying(
            slot.uuid,
            labels.text(timetable.session[slot.session].title),
            labels.text(timetable.room[slot.rooms[0]].name) if slot.rooms else "",
            slot.starts,
            slot.ends,
        )
        for slot in timetable.slots
        if timetable.session[slot.session].status is Status.CONFIRMED
    }


def said_by_ics(data: bytes) -> set[Saying]:
    """What a calendar says will take place."""
    return {
        Saying(
            UUID(event["UID"]),
            str(event["SUMMARY"]),
            str(event.get("LOCATION", "")).split(", ")[0],
            event["DTSTART"].dt.astimezone(UTC),
            event["DTEND"].dt.astimezone(UTC) if "DTEND" in event else None,
        )
        for event in Calendar.from_ical(data).events
        if event["STATUS"] == "CONFIRMED"
    }


def said_by_xml(data: bytes) -> set[Saying]:
    """What schedule XML says; also that an event stands in the room that it names."""
    found = set()
    for room in fromstring(data).findall("day/room"):
        for event in room.findall("event"):
            told = {part.tag: part.text or "" for part in event}
            assert told["room"] == room.get("name")
            starts = datetime.fromisoformat(told["date"])
            assert told["start"] == f"{starts:%H:%M}"
            found.add(_saying(event.get("guid", ""), told, starts.astimezone(UTC)))
    return found


def said_by_json(data: bytes) -> set[Saying]:
    """What schedule JSON says; also that `end`, where it is said, is start and duration."""
    found = set()
    for day in json.loads(data)["schedule"]["conference"]["days"]:
        for room, events in day["rooms"].items():
            for event in events:
                assert event["room"] == room
                starts = datetime.fromisoformat(event["date"])
                said = _saying(event["guid"], event, starts.astimezone(UTC))
                end = datetime.fromisoformat(event["end"]) if "end" in event else None
                assert said.ends == end
                found.add(said)
    return found


def _saying(guid: str, told: dict[str, str], starts: datetime) -> Saying:
    hours, minutes = told["duration"].split(":")
    ends = starts + timedelta(hours=int(hours), minutes=int(minutes))
    return Saying(
        UUID(guid),
        told["title"],
        "" if told["room"] == NOWHERE else told["room"],
        starts,
        None if ASSUMED in told["description"] else ends,
    )


def _ics(release: Release, addresses: Addresses) -> bytes:
    return programme_ics(release, release.timetable, addresses)


READERS: dict[str, tuple[Callable[[Release, Addresses], bytes], Callable[[bytes], set[Saying]]]] = {
    "ics": (_ics, said_by_ics),
    "xml": (lambda of, at: schedule_xml(of, of.timetable, at), said_by_xml),
    "json": (lambda of, at: schedule_json(of, of.timetable, at), said_by_json),
}
