"""What a schedule's words mean: rooms, tracks, people, and sessions with their placings.

Events of one key are slots of one session; at the same time in several rooms they are one slot.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from cwf.programme.imports.schedules import own
from cwf.programme.imports.schedules.codes import kind_of, language_of
from cwf.programme.imports.schedules.conference import odd_days, odd_zone, read_head
from cwf.programme.imports.schedules.markup import markdown
from cwf.programme.imports.schedules.raw import RawEvent, RawPerson, RawSchedule
from cwf.programme.imports.schedules.setting import Setting
from cwf.programme.imports.schedules.texts import joined, line, texts_of
from cwf.programme.imports.schedules.times import Times, day_change_of
from cwf.programme.incoming import Item, Noun, Placing, Progress, Remark, Taking, Where
from cwf.programme.slugs import slug_of
from cwf.programme.timetable import Kind, PersonRole, Status, day_of

ROLES = {"moderator": PersonRole.MODERATOR, "host": PersonRole.HOST}
STATES = {
    "CANCELED": Status.CANCELLED,
    "CANCELLED": Status.CANCELLED,
    "WITHDRAWN": Status.CANCELLED,
    "DRAFT": Status.DRAFT,
    "SUBMITTED": Status.DRAFT,
}
LEFT_OUT = {"REJECTED", "DELETED"}
SOURCE = 100


class Reading:
    """One file being understood; remarks are gathered on the way."""

    def __init__(self, raw: RawSchedule, setting: Setting, *, source: str = "") -> None:
        self.raw = raw
        self.head = read_head(raw)
        self.language = own.language(raw, setting.languages) or setting.languages[0]
        self.languages = setting.languages
        name = source or self.head.acronym or self.head.title
        self.source = slug_of(name)[:SOURCE] or "schedule"
        self.noted: list[Remark] = []
        self.types: Counter[str] = Counter()
        self.tongues: Counter[str] = Counter()
        change = day_change_of(raw.conference.get("day_change", ""))
        self.clock = setting.clock(self.head.zone, change)
        self.times = Times(self.clock, self.noted, ends_told=own.tells_ends(raw))
        self.rooms: dict[str, Item] = {}
        self.tracks: dict[str, Item] = {}
        self.speakers: dict[str, Item] = {}
        self.sessions: dict[str, Item] = {}
        self.placings: dict[str, list[Placing]] = {}

    def days(self) -> list[date]:
        """The days on which something takes place."""
        change = self.clock.day_change.hour
        return [
            day_of(placing.starts, zone=self.clock.zone, day_change_hour=change)
            for event in self.raw.events
            if (placing := self.times.placing(event))
        ]

    def items(self, progress: Progress) -> tuple[Item, ...]:
        """All things of the file, each session with its placings."""
        self.noted += [*odd_zone(self.raw, self.head), *odd_days(self.raw)]
        for one in self.raw.rooms:
            self._room(one.name, alias=one.guid, seats=one.seats)
        for name in self.raw.tracks.values():
            self._track(name)
        total = len(self.raw.events)
        for number, event in enumerate(self.raw.events, 1):
            self._event(event)
            if number % 200 == 0 or number == total:
                progress(number, total)
        return (
            *(item for name, item in self.rooms.items() if name == item.key),
            *self.tracks.values(),
            *self.speakers.values(),
            *(
                replace(one, values={**one.values, "placings": _together(self.placings[key])})
                for key, one in self.sessions.items()
            ),
        )

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was odd; what is unknown once, with how often it is there."""
        told = [
            Remark(code=code, data={"name": name, "number": str(number)}, error=False)
            for code, counted in (("unknown-type", self.types), ("unknown-language", self.tongues))
            for name, number in counted.most_common()
        ]
        return (*self.noted, *told)

    def _nameless(self, noun: Noun, where: Where) -> None:
        self.noted.append(Remark(code="nameless", where=where, data={"noun": noun}))

    def _room(self, said: str, *, alias: str = "", seats: int | None = None) -> str:
        """The key of the room of that name or guid, which is made if it is not there yet."""
        if said in self.rooms:
            return self.rooms[said].key
        name = line(said)
        if not name or own.is_no_room(self.raw, name):
            return ""
        values: dict[str, Any] = {"name": {self.language: name}}
        if seats:
            values["seats"] = seats
        item = self.rooms.setdefault(name, Item(noun=Noun.ROOM, key=name, name=name, values=values))
        for other in (said, alias):
            if other:
                self.rooms.setdefault(other, item)
        return name

    def _track(self, said: str) -> str | None:
        name = line(self.raw.tracks.get(said, said))
        if not name:
            return None
        values = {"name": {self.language: name}}
        self.tracks.setdefault(name, Item(noun=Noun.TRACK, key=name, name=name, values=values))
        return name

    def _event(self, event: RawEvent) -> None:
        state = event.said("state").upper()
        title = line(event.said("title"))
        if state in LEFT_OUT:
            return
        if not title:
            self._nameless(Noun.SESSION, event.where)
            return
        key = own.key(self.raw, event) or _key(event) or f"title:{slug_of(title)}"
        if key not in self.sessions:
            self.placings[key] = []
            self.sessions[key] = Item(
                noun=Noun.SESSION,
                key=key,
                name=title,
                values={
                    **self._content(event, title),
                    "status": STATES.get(state, Status.CONFIRMED),
                },
                source_key=key,
                where=event.where,
            )
        room = self._room(event.room or event.said("room"))
        placing = self.times.placing(event, (room,) if room else ())
        if placing:
            self.placings[key].append(placing)

    def _content(self, event: RawEvent, title: str) -> dict[str, Any]:
        """The values of a session. What the file leaves out is left out; so is no language."""
        values: dict[str, Any] = {
            "title": {self.language: title},
            "kind": self._kind(event.said("type")),
            "people": tuple(self._people(event)),
        }
        if "subtitle" in event.fields:
            values["subtitle"] = {self.language: line(event.said("subtitle"))}
        if "abstract" in event.fields or "description" in event.fields:
            values["abstract"] = self._abstract(event)
        if "track" in event.fields:
            values["track"] = self._track(event.said("track"))
        if tongue := self._tongue(event.said("language")):
            values["language"] = tongue
        return values

    def _abstract(self, event: RawEvent) -> dict[str, str]:
        parts = [self._texts(event.fields.get("abstract"))]
        if not own.is_ours(self.raw):  # ours says there what other fields say already
            parts.append(self._texts(event.fields.get("description")))
        languages = dict.fromkeys(tag for part in parts for tag in part)
        return {tag: joined(*(markdown(part.get(tag, "")) for part in parts)) for tag in languages}

    def _texts(self, value: Any) -> dict[str, str]:
        return texts_of(value, language=self.language, languages=self.languages)

    def _kind(self, said: str) -> Kind:
        kind = kind_of(said) if said else Kind.TALK
        if kind is None:
            self.types[said[:60]] += 1
        return kind or Kind.TALK

    def _tongue(self, said: str) -> str | None:
        found = language_of(said) if said else None
        if said and found is None:
            self.tongues[said[:60]] += 1
        return found

    def _people(self, event: RawEvent) -> Iterator[Taking]:
        for person in event.persons:
            if key := self._speaker(person, event.where):
                yield Taking(speaker=key, role=ROLES.get(person.role, PersonRole.SPEAKER))

    def _speaker(self, person: RawPerson, where: Where) -> str:
        name = line(person.name)
        if not name:
            self._nameless(Noun.SPEAKER, where)
            return ""
        key = person.key or name
        if key not in self.speakers:
            values: dict[str, Any] = {"name": name}
            biography = self._texts(person.biography)
            if any(biography.values()):
                values["biography"] = {tag: markdown(text) for tag, text in biography.items()}
            self.speakers[key] = Item(
                noun=Noun.SPEAKER,
                key=key,
                name=name,
                values=values,
                source_key=person.key or None,
                where=where,
            )
        return key


def _key(event: RawEvent) -> str:
    """What the source calls it: its guid, else its id, else its slug."""
    return next(filter(None, map(event.said, ("guid", "id", "code", "slug"))), "")


def _together(placings: list[Placing]) -> tuple[Placing, ...]:
    """One placing for each time, in all the rooms that it takes then."""
    if len(placings) == 1:
        return tuple(placings)
    found: dict[Placing, list[str]] = {}
    for one in placings:
        rooms = found.setdefault(replace(one, rooms=()), [])
        rooms += [room for room in one.rooms if room not in rooms]
    return tuple(replace(one, rooms=tuple(rooms)) for one, rooms in found.items())
