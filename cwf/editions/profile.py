"""What everybody may know of an edition apart from its programme, as frozen data."""

from dataclasses import dataclass
from datetime import date, datetime

from cwf.editions.lifecycle import Certainty, Lifecycle

Texts = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact was read; not all sources have an address."""

    title: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """A figure, price, deadline or claim, with what is known of its certainty (A, B, C, X)."""

    id: int
    kind: str
    label: Texts
    value: float | None
    value_high: float | None
    qualifier: str | None
    unit: Texts
    day: date | None
    confidence: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """A step of the edition's life that everybody may know, with its reason if one was given."""

    lifecycle: Lifecycle
    at: datetime
    reason: Texts


@dataclass(frozen=True, kw_only=True)
class RegionLine:
    """The host region."""

    slug: str
    name: Texts
    country: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An edition as its public pages show it. None, and empty texts, mean: not known.

    `version` counts its changes from 1, `changed` is when the last came.
    """

    version: int
    changed: datetime
    slug: str
    year: int
    ordinal: int | None
    ordinal_note: Texts
    lifecycle: Lifecycle
    certainty: Certainty
    host: RegionLine | None
    country: str | None
    city: Texts
    venue: Texts
    zone: str
    starts: date | None
    ends: date | None
    languages: tuple[str, ...]
    theme: Texts
    lead: Texts
    welcome: Texts
    practical: Texts
    note: Texts
    notice: Texts
    website: str | None
    picture: str | None
    illustrative: bool
    invented: bool
    registration: bool
    look: dict[str, str]
    facts: tuple[FactLine, ...]
    steps: tuple[StepLine, ...]
    sources: tuple[Source, ...]
