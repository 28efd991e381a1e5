"""What each format says of a programme, read back into one form.

Another format joins by a function that reads it, in READERS, and one that writes it, in WRITERS.
"""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from xml.etree.ElementTree import fromstring

import pypdf
from icalendar import Calendar
from lxml import html

from cwf.programme.exports import page
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.book import BookOptions, book
from cwf.programme.exports.ics import programme_ics
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.schedule_json import schedule_json
from cwf.programme.exports.schedule_xml import schedule_xml
from cwf.programme.release import Release
from cwf.programme.selection import Selection
from cwf.programme.shown import Shown
from cwf.programme.timetable import Status, Timetable
from cwf.web.documents import write_pdf

NOWHERE = "Place to be announced"
ASSUMED = "The end is not known; the length is assumed."


@dataclass(frozen=True)
class Saying:
    """One session that takes place: what, in which (main) room, from when to when (UTC).

    `room` is "" and `ends` None where unknown, `slot` None where the format has no identities.
    """

    slot: UUID | None
    title: str
    room: str
    starts: datetime
    ends: datetime | None


def said_by_release(release: Release, language: str, format: str) -> set[Saying]:
    """What there is to be said in a format."""
    timetable = release.timetable
    labels = Labels(timetable, language)
    return {
        Saying(
            None if format in WITHOUT_IDENTITY else slot.uuid,
            labels.text(timetable.session[slot.session].title),
            labels.text(timetable.room[slot.rooms[0]].name) if slot.rooms else "",
            slot.starts,
            slot.ends,
        )
        for slot in timetable.slots
        if timetable.session[slot.session].status is Status.CONFIRMED
    }


def said_by_ics(data: bytes, of: Release) -> set[Saying]:
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


def said_by_xml(data: bytes, of: Release) -> set[Saying]:
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


def said_by_json(data: bytes, of: Release) -> set[Saying]:
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


def said_by_page(data: bytes, of: Release) -> set[Saying]:
    """What the page by time says; also that the clock in words is that of the instant."""
    found = set()
    for moment in _classed(html.fromstring(data), "section", "moment"):
        (clock,) = moment.xpath("./*[@class='moment-time']/time")
        for article in _classed(moment, "article", "session"):
            starts = datetime.fromisoformat(article.get("data-start"))
            assert clock.get("datetime") == article.get("data-start")
            assert clock.text_content()[:5] == f"{starts:%H:%M}"
            if _classed(article, "*", "cancelled"):
                continue
            places = [a.text_content() for p in _classed(article, "p", "session-where")
                      for a in p.iter("a")]  # fmt: skip
            ends = article.get("data-end")
            found.add(
                Saying(
                    None,
                    article.xpath("./div/*[self::h3 or self::h4 or self::h5]/a")[0].text_content(),
                    places[0] if places else "",
                    starts.astimezone(UTC),
                    datetime.fromisoformat(ends).astimezone(UTC) if ends else None,
                )
            )
    return found


def _classed(element: html.HtmlElement, tag: str, name: str) -> list[html.HtmlElement]:
    """The elements below that have a class."""
    classes = "concat(' ', normalize-space(@class), ' ')"
    return element.xpath(f".//{tag}[contains({classes}, ' {name} ')]")


PDF_TITLE = re.compile(r"\d+ (\D.*)")
PDF_CLOCK = re.compile(r"\d\d:\d\d(?: [A-Z]+)?")
PDF_FACTS = re.compile(r"(to|from) (\d\d:\d\d(?: [A-Z]+)?)(?:, (.+))?")


def said_by_pdf(data: bytes, of: Release) -> set[Saying]:
    """What the book's lists by time say. Days are counted, since the list names a weekday only."""
    found, day, start, title = set(), -1, "", ""
    for line in _lines(data):
        if line.endswith(", by time"):
            day += 1
        elif PDF_CLOCK.fullmatch(line):
            start = line
        elif match := PDF_TITLE.fullmatch(line):
            title = match[1]
        elif line.startswith("Cancelled"):
            title = ""
        elif title and day >= 0 and (facts := PDF_FACTS.fullmatch(line)):
            starts = _first(start, _begin(of.timetable, day), of.timetable)
            ends = _first(facts[2], starts, of.timetable) if facts[1] == "to" else None
            found.add(Saying(None, title, (facts[3] or "").split(", ")[0], starts, ends))
            title = ""
    return found


def _lines(data: bytes) -> Iterator[str]:
    for sheet in pypdf.PdfReader(io.BytesIO(data)).pages:
        yield from sheet.extract_text().split("\n")


def _begin(timetable: Timetable, day: int) -> datetime:
    """The last moment before a day of the timetable begins (UTC)."""
    hour = time(timetable.edition.day_change_hour)
    begin = datetime.combine(timetable.days[day], hour, timetable.zone)
    return begin.astimezone(UTC) - timedelta(minutes=1)


def _first(clock: str, after: datetime, timetable: Timetable) -> datetime:
    """The first minute after an instant at which the clock shows this ("02:30 CEST"), in UTC."""
    hour, _, zone = clock.partition(" ")
    return next(
        instant
        for instant in (after + timedelta(minutes=count) for count in range(1, 2 * 24 * 60))
        for local in [timetable.local(instant)]
        if f"{local:%H:%M}" == hour and zone in ("", f"{local:%Z}")
    )


def _page(of: Release, to: Addresses) -> bytes:
    return page.by_time(Shown(release=of, before=None), Selection(), to).encode()


def _pdf(of: Release, to: Addresses) -> bytes:
    return write_pdf(book(of, options=BookOptions(language=to.language)))


WRITERS: dict[str, Callable[[Release, Addresses], bytes]] = {
    "ics": lambda of, to: programme_ics(of, of.timetable, to),
    "xml": lambda of, to: schedule_xml(of, of.timetable, to),
    "json": lambda of, to: schedule_json(of, of.timetable, to),
    "page": _page,
    "pdf": _pdf,
}
READERS: dict[str, Callable[[bytes, Release], set[Saying]]] = {
    "ics": said_by_ics,
    "xml": said_by_xml,
    "json": said_by_json,
    "page": said_by_page,
    "pdf": said_by_pdf,
}
WITHOUT_IDENTITY = {"page", "pdf"}


def written(format: str, of: Release, to: Addresses) -> bytes:
    """A release in a format."""
    return WRITERS[format](of, to)
