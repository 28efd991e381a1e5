"""What is offered when and where: the one read model of the programme.

Everything here is frozen data and knows neither rows nor requests. Instants are aware datetimes
in UTC; a *day* is the edition's own, beginning at its hour of day change (a party that ends at
02:00 belongs to its evening). `Texts` map a language code to a text; a missing language is
absent, never empty.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

Texts = dict[str, str]


class Kind(StrEnum):
    """What a session is; breaks, meals and tours are sessions too."""

    KEYNOTE = "keynote"
    TALK = "talk"
    WORKSHOP = "workshop"
    PANEL = "panel"
    BREAKOUT = "breakout"
    VISIT = "visit"
    EXHIBITION = "exhibition"
    BREAK = "break"
    MEAL = "meal"
    SOCIAL = "social"
    CEREMONY = "ceremony"


class Status(StrEnum):
    """How sure a session is. Only confirmed and cancelled ones leave the draft."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class PersonRole(StrEnum):
    """What a speaker does in a session."""

    SPEAKER = "speaker"
    MODERATOR = "moderator"
    FACILITATOR = "facilitator"
    PANELLIST = "panellist"
    HOST = "host"


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region as it is named in a programme; `country` is ISO 3166-1 alpha-2."""

    slug: str
    name: Texts
    country: str


@dataclass(frozen=True, kw_only=True)
class Look:
    """Colours an edition chose, as #RRGGBB; None: the network's plain look."""

    ground: str | None = None
    ground_dark: str | None = None
    sun: str | None = None
    sun_dark: str | None = None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The edition as its programme needs it."""

    slug: str
    year: int
    ordinal: int | None
    theme: Texts
    city: Texts
    venue: Texts
    zone: str
    starts: date | None
    ends: date | None
    day_change_hour: int
    languages: tuple[str, ...]
    host: Region | None = None
    illustrative: bool = False
    invented: bool = False
    notice: Texts
    look: Look = Look()


@dataclass(frozen=True, kw_only=True)
class Track:
    """A theme of the programme. `hue` and `mark` name entries of the palette (palette.py)."""

    slug: str
    name: Texts
    question: Texts
    hue: str | None
    mark: str | None


@dataclass(frozen=True, kw_only=True)
class KindName:
    """How an edition calls a kind, where it has its own word for it."""

    kind: Kind
    name: Texts


@dataclass(frozen=True, kw_only=True)
class Venue:
    """A building or place; latitude and longitude in degrees (WGS 84)."""

    slug: str
    name: Texts
    address: str | None
    latitude: float | None
    longitude: float | None
    zone: str | None
    note: Texts


@dataclass(frozen=True, kw_only=True)
class Room:
    """A space within a venue. None means: not known."""

    slug: str
    venue: str
    name: Texts
    seats: int | None
    standing: int | None
    step_free: bool | None
    hearing_loop: bool | None
    interpretation: bool | None
    note: Texts


@dataclass(frozen=True, kw_only=True)
class Link:
    """An outside address of a speaker."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """A person (or group) as presented at this edition; `picture` is the hash of an image."""

    slug: str
    name: str
    sort_name: str
    original_name: str | None
    original_language: str | None
    group: bool
    affiliation: Texts
    country: str | None
    region: Region | None
    biography: Texts
    links: tuple[Link, ...]
    picture: str | None


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
