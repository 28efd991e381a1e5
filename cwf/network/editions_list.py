"""All editions and regions of the network as everybody may know them, as frozen data.

None, and empty texts, mean: not known. Whether an edition was held is a matter of its lifecycle
and of how far sources agree; `standing` puts the two into one word.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.editions.profile import Source, Texts


class Standing(StrEnum):
    """What can be said of an edition in one word."""

    PUBLISHED = "published"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    HELD = "held"
    UNCONFIRMED = "unconfirmed"
    DISPUTED = "disputed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An edition as lists name it; `host` is the slug of a region, `changed` when it last was.

    `look` has its colours and the motif of its cover; `released` says whether its programme can be
    read; `version` counts its changes from 1.
    """

    slug: str
    version: int
    changed: datetime
    year: int
    ordinal: int | None
    ordinal_note: Texts
    lifecycle: Lifecycle
    certainty: Certainty
    host: str | None
    country: str | None
    city: Texts
    venue: Texts
    starts: date | None
    ends: date | None
    theme: Texts
    lead: Texts
    note: Texts
    illustrative: bool
    invented: bool
    look: dict[str, str]
    released: bool


@dataclass(frozen=True, kw_only=True)
class RegionEntry:
    """A region with what is known of it; `country` is ISO 3166-1 alpha-2."""

    slug: str
    name: Texts
    country: str
    four_motors: bool
    note: Texts
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Network:
    """Everything that is public: editions newest first, regions by slug."""

    editions: tuple[EditionLine, ...]
    regions: tuple[RegionEntry, ...]

    @cached_property
    def region(self) -> dict[str, RegionEntry]:
        """Regions by slug."""
        return {region.slug: region for region in self.regions}

    def hosted(self, slug: str) -> tuple[EditionLine, ...]:
        """The editions that a region hosts or hosted, newest first."""
        return tuple(line for line in self.editions if line.host == slug)


def standing(line: EditionLine) -> Standing:
    """What can be said of an edition: doubts of the sources outweigh its lifecycle."""
    if line.lifecycle is Lifecycle.CANCELLED:
        return Standing.CANCELLED
    if line.certainty is Certainty.DISPUTED:
        return Standing.DISPUTED
    if line.certainty is Certainty.UNCONFIRMED:
        held = line.lifecycle is Lifecycle.HELD
        return Standing.UNCONFIRMED if held else Standing.PLANNED
    return Standing(line.lifecycle.value)


def leading(editions: tuple[EditionLine, ...], today: date) -> EditionLine | None:
    """The edition to show first: the next one that is published, else the latest certain one."""
    coming = [
        line
        for line in editions
        if standing(line) is Standing.PUBLISHED and (last := line.ends or line.starts) is not None
        if last >= today
    ]
    if coming:
        return min(coming, key=lambda line: (line.starts or date.max, line.slug))
    doubtful = (Standing.CANCELLED, Standing.DISPUTED, Standing.UNCONFIRMED, Standing.PLANNED)
    return next((line for line in editions if standing(line) not in doubtful), None)


def is_over(line: EditionLine, today: date) -> bool:
    """Whether an edition lies in the past, by its dates or else by its lifecycle."""
    last = line.ends or line.starts
    return last < today if last else line.lifecycle is Lifecycle.HELD
