"""What a timetable is made of: edition, tracks, places, people, and the codes they use."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    """What an edition chose, colours as #RRGGBB; None: the plain look, the first motif."""

    ground: str | None = None
    ground_dark: str | None = None
    sun: str | None = None
    sun_dark: str | None = None
    motif: str | None = None


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
