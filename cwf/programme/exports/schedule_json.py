"""Schedule JSON, version 1 of the c3voc schema."""

import json
import re
from typing import Any

from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.schedule import GENERATOR, Day, Item, Person, Schedule, schedule
from cwf.programme.release import Release
from cwf.programme.timetable import Timetable

# What the schema takes for a zone; another one is left out rather than invented.
ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")


def schedule_json(release: Release, view: Timetable, addresses: Addresses) -> bytes:
    """The schedule of what is in `view`, as UTF-8."""
    with speaking(addresses.language):
        found = schedule(release, view, addresses)
    document = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": GENERATOR, "version": found.version},
        "schedule": {
            "version": found.version,
            "base_url": found.url,
            "conference": _conference(found),
        },
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _conference(found: Schedule) -> dict[str, Any]:
    conference: dict[str, Any] = {
        "acronym": found.acronym,
        "title": found.title,
        "start": found.starts.isoformat(),
        "end": found.ends.isoformat(),
        "daysCount": len(found.days),
        "timeslot_duration": "00:05",
        "url": found.url,
        "tracks": [{"name": track.name, "slug": track.slug} for track in found.tracks],
        "rooms": [{"name": name, "guid": str(guid)} for name, guid in found.rooms],
        "days": [_day(day) for day in found.days],
    }
    if found.notice:
        conference["description"] = found.notice
    if ZONE.match(found.zone):
        conference["time_zone_name"] = found.zone
    if found.color:
        conference["colors"] = {"primary": found.color}
    return conference


def _day(day: Day) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.starts.isoformat(),
        "day_end": day.ends.isoformat(),
        "rooms": {name: [_event(item) for item in items] for name, items in day.rooms.items()},
    }


def _event(item: Item) -> dict[str, Any]:
    event: dict[str, Any] = {
        "guid": str(item.guid),
        "id": item.id,
        "slug": item.slug,
        "url": item.url,
        "date": item.starts.isoformat(),
        "start": f"{item.starts:%H:%M}",
        "duration": f"{item.minutes // 60:02d}:{item.minutes % 60:02d}",
        "room": item.room,
        "title": item.title,
        "subtitle": item.subtitle,
        "type": item.kind,
        "track": item.track or None,
        "language": item.language,
        "abstract": item.abstract,
        "description": item.description,
        "persons": [_person(person) for person in item.persons],
        "links": [],
    }
    if item.ends:
        event["end"] = item.ends.isoformat()
    return event


def _person(person: Person) -> dict[str, str]:
    """With `name` alone: `public_name` beside it would make it neither form of the schema."""
    return {"guid": str(person.guid), "name": person.name, "url": person.url}
