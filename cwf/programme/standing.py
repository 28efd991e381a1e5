"""What stands in a draft, in the words of `incoming`: what files are compared with."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from cwf.programme.incoming import Noun


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the draft with all its values (see `incoming.VALUES`); references are slugs.

    `source` and `source_key` are None unless it was imported. `shared`: a speaker whose person
    speaks at another edition, too, so that the name is not this one's alone.
    """

    noun: Noun
    slug: str
    name: str
    values: Mapping[str, Any]
    source: str | None = None
    source_key: str | None = None
    shared: bool = False


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

    @cached_property
    def entry(self) -> dict[tuple[Noun, str], Entry]:
        """Entries by noun and slug."""
        return {(entry.noun, entry.slug): entry for entry in self.entries}


def digest(standing: Standing) -> str:
    """The identity of what stands: the SHA-256 of its canonical JSON, in hex."""
    return hashlib.sha256(msgspec.json.encode(standing, order="sorted")).hexdigest()
