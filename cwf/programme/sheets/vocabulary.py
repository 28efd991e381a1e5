"""What an edition calls things that a `Standing` names by code or slug only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cwf.programme.timetable import Texts


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Names in all languages: of regions by slug, and of kinds where the edition has its own."""

    regions: Mapping[str, Texts] = field(default_factory=dict)
    kinds: Mapping[str, Texts] = field(default_factory=dict)


PLAIN = Vocabulary()
