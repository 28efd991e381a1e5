"""What stands in a draft, in the words of `incoming`: what files are compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cwf.programme.incoming import Noun


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the draft with all its values (see `incoming.VALUES`); references are slugs.

    `source` and `source_key` are None unless it was imported.
    """

    noun: Noun
    slug: str
    name: str
    values: Mapping[str, Any]
    source: str | None = None
    source_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The draft of an edition, its private figures included.

    `zone` is an IANA name, `languages` those of the edition in order. Entries stand in the order
    of nouns, and within a noun in the draft's own.
    """

    edition: str
    zone: str
    day_change_hour: int
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    entries: tuple[Entry, ...]

    @cached_property
    def of(self) -> dict[Noun, tuple[Entry, ...]]:
        """Entries by noun."""
        return {noun: tuple(entry for entry in self.entries if entry.noun is noun) for noun in Noun}
