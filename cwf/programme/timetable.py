"""What is offered when and where: the one read model of the programme.

Everything here is frozen data and knows neither rows nor requests. Instants are aware datetimes
in UTC; a *day* is the edition's own, beginning at its hour of day change (a party that ends at
02:00 belongs to its evening). `Texts` map a language code to a text; a missing language is
absent, never empty.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from cwf.programme.parts import (
    Edition,
    Kind,
    KindName,
    Link,
    Look,
    PersonRole,
    Region,
    Room,
    Speaker,
    Status,
    Texts,
    Track,
    Venue,
)

__all__ = [
    "Appearance",
    "Edition",
    "Kind",
    "KindName",
    "Link",
    "Look",
    "PersonRole",
    "Region",
    "Room",
    "Session",
    "Slot",
    "Speaker",
    "Status",
    "Substitution",
    "Texts",
    "Timetable",
    "Track",
    "Venue",
    "day_of",
    "overlap",
    "text",
]


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """A speaker in a session; the order is that of the tuple they stand in."""

    speaker: str
    role: PersonRole


@dataclass(frozen=True, kw_only=True)
class Substitution:
    """Who was to speak, who stepped in (None: nobody yet), and when that became known."""

    was: str
    now: str | None
    at: datetime
    reason: Texts


@dataclass(frozen=True, kw_only=True)
class Session:
    """Content: what happens, whenever and wherever it is placed. `id` is positive and stable."""

    id: int
    slug: str
    kind: Kind
    title: Texts
    subtitle: Texts
    abstract: Texts
    language: str | None
    track: str | None
    hosts: tuple[Region, ...]
    people: tuple[Appearance, ...]
    substitutions: tuple[Substitution, ...]
    expected: int | None
    status: Status
    reason: Texts


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A placing of a session. The UUID never changes; `id` is positive and stable.

    The interval is half-open: [starts, ends). `ends` is None where only the start is known;
    `assumed_minutes` then serves conflicts and formats that demand a length. `rooms` are slugs,
    the main one first; empty: the place is not known yet.
    """

    uuid: UUID
    id: int
    session: str
    starts: datetime
    ends: datetime | None
    assumed_minutes: int | None
    rooms: tuple[str, ...]

    @property
    def reckoned_end(self) -> datetime:
        """The end, or the assumed one where none is known (UTC)."""
        return self.ends or self.starts + timedelta(minutes=self.assumed_minutes or 0)


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """All of a programme at one moment, ordered: slots by start, then by uuid."""

    edition: Edition
    tracks: tuple[Track, ...]
    kinds: tuple[KindName, ...]
    venues: tuple[Venue, ...]
    rooms: tuple[Room, ...]
    speakers: tuple[Speaker, ...]
    sessions: tuple[Session, ...]
    slots: tuple[Slot, ...]

    @cached_property
    def zone(self) -> ZoneInfo:
        """The edition's zone."""
        return ZoneInfo(self.edition.zone)

    @cached_property
    def track(self) -> dict[str, Track]:
        """Tracks by slug."""
        return {track.slug: track for track in self.tracks}

    @cached_property
    def venue(self) -> dict[str, Venue]:
        """Venues by slug."""
        return {venue.slug: venue for venue in self.venues}

    @cached_property
    def room(self) -> dict[str, Room]:
        """Rooms by slug."""
        return {room.slug: room for room in self.rooms}

    @cached_property
    def speaker(self) -> dict[str, Speaker]:
        """Speakers by slug."""
        return {speaker.slug: speaker for speaker in self.speakers}

    @cached_property
    def session(self) -> dict[str, Session]:
        """Sessions by slug."""
        return {session.slug: session for session in self.sessions}

    @cached_property
    def slots_of(self) -> dict[str, tuple[Slot, ...]]:
        """Slots by the slug of their session, in order of time; sessions without are absent."""
        found: dict[str, list[Slot]] = {}
        for slot in self.slots:
            found.setdefault(slot.session, []).append(slot)
        return {slug: tuple(slots) for slug, slots in found.items()}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which something is placed, in order."""
        return tuple(sorted({self.day(slot) for slot in self.slots}))

    def day(self, slot: Slot) -> date:
        """The edition's day that the slot belongs to, by its start."""
        return day_of(slot.starts, zone=self.zone, day_change_hour=self.edition.day_change_hour)

    def local(self, instant: datetime) -> datetime:
        """The instant on the edition's clock."""
        return instant.astimezone(self.zone)


def day_of(instant: datetime, *, zone: ZoneInfo, day_change_hour: int) -> date:
    """The day an instant belongs to when days begin at `day_change_hour` on the wall clock.

    >>> day_of(datetime(2017, 11, 2, 0, 30, tzinfo=UTC), zone=ZoneInfo("Europe/Copenhagen"),
    ...        day_change_hour=4)
    datetime.date(2017, 11, 1)
    """
    local = instant.astimezone(zone)
    return local.date() - timedelta(days=1) if local.hour < day_change_hour else local.date()


def overlap(one: Slot, other: Slot) -> bool:
    """Whether two placings share a moment (half-open intervals, compared in UTC)."""
    return (
        one.starts.astimezone(UTC) < other.reckoned_end
        and other.starts.astimezone(UTC) < one.reckoned_end
    )


def text(texts: Texts, language: str, languages: tuple[str, ...] = ()) -> tuple[str, str]:
    """The text and the language it is in: the wanted one, else the edition's first, else any.

    Returns ("", language) where there is none at all.
    """
    for candidate in (language, *languages, *sorted(texts)):
        if texts.get(candidate):
            return texts[candidate], candidate
    return "", language
