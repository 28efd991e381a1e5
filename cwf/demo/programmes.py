"""A programme out of a data file, as the rows of a draft."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import select

from cwf.database import db
from cwf.demo.network import region_id
from cwf.demo.reading import texts
from cwf.editions.models import Edition
from cwf.editions.palette import look_of
from cwf.people.models import Person
from cwf.programme import models
from cwf.regions.models import Region

TEXTS_OF_EDITION = ("notice", "welcome", "practical")
SPEAKER_TEXTS = ("affiliation", "biography")
SESSION_TEXTS = ("title", "subtitle", "abstract")


class Draft:
    """The draft of one edition while it is filled from a file.

    `opening` is the day that offsets (`day: 0`) count from; dates stand for themselves.
    """

    def __init__(self, edition: Edition, told: dict[str, Any], *, opening: date | None = None):
        self.edition = edition
        self.told = told
        self.opening: date = (
            opening or told.get("date") or edition.starts or date(edition.year, 1, 1)
        )
        self.zone = ZoneInfo(edition.zone)
        self.tracks: dict[str, models.Track] = {}
        self.rooms: dict[str, models.Room] = {}
        self.speakers: dict[str, models.Speaker] = {}
        self.sessions: dict[str, models.Session] = {}

    def fill(self) -> None:
        """Everything that the file tells."""
        self._describe()
        self._add_tracks()
        self._add_kind_names()
        self._add_places()
        for speaker in self.told["speakers"]:
            self.add_speaker(speaker)
        for session in self.told["sessions"]:
            self.add_session(session)
        db.session.flush()

    def add_speaker(self, told: dict[str, Any]) -> None:
        """A speaker; a person of that name who is known already is the same one."""
        person = db.session.scalar(select(Person).where(Person.name == told["name"]))
        if person is None:
            person = Person(
                name=told["name"],
                sort_name=told.get("sort_name", told["name"]),
                original_name=told.get("original_name"),
                original_language=told.get("original_language"),
                country=told.get("country"),
                group=told.get("group", False),
            )
            db.session.add(person)
        row = models.Speaker(
            edition_id=self.edition.id,
            person=person,
            slug=told["slug"],
            region_id=region_id(told.get("region")),
            links=told.get("links", []),
            **{key: texts(told.get(key)) for key in SPEAKER_TEXTS},
        )
        db.session.add(row)
        self.speakers[row.slug] = row

    def add_session(self, told: dict[str, Any]) -> None:
        """A session with its people and placings."""
        row = models.Session(
            edition_id=self.edition.id,
            slug=told["slug"],
            kind=told["kind"],
            track=self.tracks.get(told.get("track") or ""),
            language=told.get("language"),
            expected=told.get("expected"),
            staff_note=told.get("staff_note", ""),
            status=told.get("status", "confirmed"),
            reason=texts(told.get("reason")),
            hosts=[self._region(slug) for slug in told.get("hosts") or ()],
            **{key: texts(told.get(key)) for key in SESSION_TEXTS},
        )
        row.people = [
            models.Appearance(speaker=self.speakers[one["speaker"]], role=one["role"])
            for one in told.get("people") or ()
        ]
        db.session.add(row)
        self.sessions[row.slug] = row
        for number, slot in enumerate(self._slots(told)):
            self.place(row, slot, uuid=self._uuid(f"{row.slug}/{number}"))

    def place(self, session: models.Session, told: dict[str, Any], *, uuid: UUID) -> models.Slot:
        """A placing on the edition's clock; an end before its start is on the next morning."""
        row = models.Slot(edition_id=self.edition.id, session=session, uuid=uuid)
        self.move(row, told)
        db.session.add(row)
        return row

    def move(self, row: models.Slot, told: dict[str, Any]) -> None:
        """Another time or other rooms, as told; what is not told stays."""
        if "start" in told:
            day = self._day(told["day"]) if "day" in told else self._day_of(row)
            row.starts = self._instant(day, told["start"])
            row.ends = self._end(day, told)
        row.assumed_minutes = told.get("assumed_minutes", row.assumed_minutes)
        if "rooms" in told:
            row.rooms = [models.SlotRoom(room=self.rooms[slug]) for slug in told["rooms"]]

    def _end(self, day: date, told: dict[str, Any]) -> datetime | None:
        if not told.get("end"):
            return None
        over_midnight = told["end"] <= told["start"]
        return self._instant(day + timedelta(days=over_midnight), told["end"])

    def _describe(self) -> None:
        for key in TEXTS_OF_EDITION:
            setattr(self.edition, key, texts(self.told.get(key)))
        look = self.told.get("look") or {}
        self.edition.look = look_of(look["ground"], look["sun"], look.get("motif", ""))
        self.edition.day_change_hour = self.told.get("day_change_hour", 4)
        self.edition.illustrative = self.told.get("illustrative", False)

    def _add_tracks(self) -> None:
        for position, told in enumerate(self.told["tracks"]):
            row = models.Track(
                edition_id=self.edition.id,
                position=position,
                slug=told["slug"],
                name=told["name"],
                question=texts(told.get("question")),
                hue=told["hue"],
                mark=told["mark"],
            )
            db.session.add(row)
            self.tracks[row.slug] = row

    def _add_kind_names(self) -> None:
        for told in self.told.get("kind_names") or ():
            db.session.add(models.KindName(edition_id=self.edition.id, **told))

    def _add_places(self) -> None:
        for position, told in enumerate(self.told["venues"]):
            rooms = told.get("rooms") or [{"slug": told["slug"], "name": told["name"]}]
            venue = models.Venue(
                edition_id=self.edition.id,
                position=position,
                note=texts(told.get("note")),
                rooms=[self._room(number, room) for number, room in enumerate(rooms)],
                **{key: told.get(key) for key in ("slug", "name", *POSITION)},
            )
            db.session.add(venue)
            self.rooms |= {room.slug: room for room in venue.rooms}

    def _room(self, position: int, told: dict[str, Any]) -> models.Room:
        return models.Room(
            edition_id=self.edition.id,
            position=position,
            slug=told["slug"],
            name=told["name"],
            note=texts(told.get("note")),
            **{key: told.get(key) for key in KNOWN_OF_ROOMS},
        )

    def _region(self, slug: str) -> Region:
        return db.session.scalars(select(Region).where(Region.slug == slug)).one()

    def _slots(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        if "start" in told:
            rooms = told.get("rooms") or list(self.rooms)[:1]
            return [{"rooms": rooms, **{key: told.get(key) for key in PLACING if key in told}}]
        return list(told.get("slots") or ())

    def _day_of(self, row: models.Slot) -> date:
        """The day on which a slot is already, else the opening one."""
        return row.starts.astimezone(self.zone).date() if row.starts else self.opening

    def _day(self, day: date | int) -> date:
        if isinstance(day, int):
            return self.opening + timedelta(days=day)
        return day

    def _instant(self, day: date, clock: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(clock), self.zone).astimezone(UTC)

    def _uuid(self, name: str) -> UUID:
        """The same identity at every loading, so that calendars subscribed to a demo hold."""
        return uuid5(NAMESPACE_URL, f"cwf:demo:{self.edition.slug}:{name}")


POSITION = ("address", "latitude", "longitude")
KNOWN_OF_ROOMS = ("seats", "standing", "step_free", "hearing_loop", "interpretation")
PLACING = ("day", "start", "end", "assumed_minutes")
