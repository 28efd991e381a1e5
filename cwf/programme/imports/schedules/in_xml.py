"""Schedule XML of frab, pentabarf and pretalx, read by expat without trust.

No document type is accepted: so there are no entities but the five of XML, nothing outside is
asked for, and nothing grows. Nothing is built but what is kept. A document is handed over in large
parts, for older versions of expat read a long token anew with every part.
"""

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from cwf.programme.imports.schedules.raw import (
    MOST_DAYS,
    MOST_EVENTS,
    RawEvent,
    RawPerson,
    RawRoom,
    RawSchedule,
)
from cwf.programme.incoming import Progress, Remark, Unreadable, Where

PART = 256 * 1024
DEEPEST = 32
MOST_ELEMENTS = 600_000
# The texts of an event that are kept.
FIELDS = frozenset(
    {"guid", "date", "start", "end", "duration", "room", "slug", "title", "subtitle", "track"}
    | {"type", "language", "abstract", "description", "url"}
)


def read_xml(data: bytes, progress: Progress) -> RawSchedule:
    """The schedule in an XML document; raises Unreadable."""
    reader = _Reader()
    try:
        for start in range(0, len(data), PART):
            part = data[start : start + PART]
            reader.parser.Parse(part, start + len(part) >= len(data))
            progress(start + len(part), len(data))
    except expat.ExpatError as error:
        where = Where(line=error.lineno)
        raise Unreadable(Remark(code="broken-xml", where=where)) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise Unreadable(Remark(code="unknown-encoding")) from error
    if reader.parser.CurrentLineNumber and not reader.root:
        raise Unreadable(Remark(code="broken-xml"))
    return reader.found


class _Reader:
    """Handlers of expat that keep what belongs to a schedule."""

    def __init__(self) -> None:
        self.found = RawSchedule()
        self.root = ""
        self.path: list[str] = []
        self.elements = 0
        self.text: list[str] = []
        self.keep: Callable[[str], None] | None = None
        self.day = ""
        self.room = ""
        self.event: RawEvent | None = None
        self.person: RawPerson | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = PART
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text.append

    def _where(self) -> Where:
        return Where(line=self.parser.CurrentLineNumber)

    def _stop(self, code: str, **data: str) -> Unreadable:
        return Unreadable(Remark(code=code, where=self._where(), data=data))

    def _refuse(self, *args: Any) -> int:
        raise self._stop("document-type")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        path = self.path
        path.append(tag)
        self.elements += 1
        if len(path) > DEEPEST or self.elements > MOST_ELEMENTS:
            raise self._stop("too-much")
        self.text.clear()
        if self.event is not None:
            self._within_event(tag, attributes)
        elif len(path) == 1:
            self.root = tag
            if tag != "schedule":
                raise self._stop("wrong-root", root=tag[:60])
        elif tag == "event" and path[1] == "day":
            self._begin_event(attributes)
        else:
            self._outside(tag, attributes)

    def _outside(self, tag: str, attributes: dict[str, str]) -> None:
        match self.path[1:]:
            case ["day"]:
                self.day = attributes.get("date", "").strip()
                self.found.days.append((self.day, self._where()))
                if len(self.found.days) > MOST_DAYS:
                    raise self._stop("too-much")
            case ["day", "room"]:
                self.room = attributes.get("name", "").strip()
                guid = attributes.get("guid", "").strip()
                self.found.rooms.append(RawRoom(guid=guid, name=self.room))
            case ["generator"]:
                self.found.generator = attributes.get("name", "")
            case ["conference", "track"]:
                name = attributes.get("name", "")
                self.found.tracks.setdefault(name, name)

    def _begin_event(self, attributes: dict[str, str]) -> None:
        if len(self.found.events) >= MOST_EVENTS:
            raise self._stop("too-much")
        fields: dict[str, Any] = {
            name: attributes[name] for name in ("guid", "id", "code") if name in attributes
        }
        self.event = RawEvent(where=self._where(), day=self.day, room=self.room, fields=fields)

    def _within_event(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "person":
            key = attributes.get("guid") or attributes.get("id") or attributes.get("code") or ""
            self.person = RawPerson(key=key.strip())

    def _end(self, tag: str) -> None:
        path, event = self.path, self.event
        path.pop()
        if event is None:
            if len(path) == 2 and path[1] == "conference":
                self.found.conference.setdefault(tag, "".join(self.text).strip())
        elif path[-1] == "event" and tag in FIELDS:
            event.fields.setdefault(tag, "".join(self.text))
        elif tag == "person" and self.person is not None:
            self.person.name = "".join(self.text)
            event.persons.append(self.person)
            self.person = None
        elif tag == "event" and "event" not in path:
            self.found.events.append(event)
            self.event = None
        self.text.clear()
