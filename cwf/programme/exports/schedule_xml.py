"""Schedule XML as frab and pentabarf began it, valid against the schema of c3voc."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.elements import add, legal
from cwf.programme.exports.schedule import GENERATOR, Day, Item, Person, Schedule, schedule
from cwf.programme.release import Release
from cwf.programme.timetable import Timetable

LONGEST = 99 * 60 + 59


def schedule_xml(release: Release, view: Timetable, addresses: Addresses) -> bytes:
    """The schedule of what is in `view`, as UTF-8."""
    with speaking(addresses.language):
        found = schedule(release, view, addresses)
    root = Element("schedule")
    SubElement(root, "generator", name=GENERATOR, version=found.version)
    add(root, "url", addresses.programme(".xml"))
    add(root, "version", found.version)
    _conference(SubElement(root, "conference"), found)
    guids = {name: str(guid) for name, guid in found.rooms}
    for day in found.days:
        _day(root, day, guids)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _conference(conference: Element, found: Schedule) -> None:
    for name, value in {
        "title": found.title,
        "acronym": found.acronym,
        "start": found.starts.isoformat(),
        "end": found.ends.isoformat(),
        "days": str(len(found.days)),
        "timeslot_duration": "00:05",
        "url": found.url,
        "time_zone_name": found.zone,
    }.items():
        add(conference, name, value)
    if found.color:
        SubElement(conference, "color", primary=found.color)
    for track in found.tracks:
        add(conference, "track", track.name, name=track.name)


def _day(root: Element, day: Day, guids: dict[str, str]) -> None:
    element = SubElement(
        root,
        "day",
        index=str(day.index),
        date=day.date.isoformat(),
        start=day.starts.isoformat(),
        end=day.ends.isoformat(),
    )
    for name, items in day.rooms.items():
        room = SubElement(element, "room", name=legal(name))
        if name in guids:
            room.set("guid", guids[name])
        for item in items:
            _event(room, item)


def _event(room: Element, item: Item) -> None:
    event = SubElement(room, "event", id=str(item.id), guid=str(item.guid))
    # The format knows no more than 99 hours; an exhibition may be open longer.
    minutes = min(item.minutes, LONGEST)
    for name, value in {
        "room": item.room,
        "title": item.title,
        "subtitle": item.subtitle,
        "type": item.kind,
        "date": item.starts.isoformat(),
        "start": f"{item.starts:%H:%M}",
        "duration": f"{minutes // 60:02d}:{minutes % 60:02d}",
        "abstract": item.abstract,
        "slug": item.slug,
        "track": item.track,
        "language": item.language or "",
        "description": item.description,
        "url": item.url,
    }.items():
        add(event, name, value)
    persons = SubElement(event, "persons")
    for person in item.persons:
        _person(persons, person)


def _person(persons: Element, person: Person) -> None:
    add(persons, "person", person.name, id=str(person.number), guid=str(person.guid))
