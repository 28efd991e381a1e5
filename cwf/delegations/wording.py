"""The words that lists and booklets take for codes, from whoever has them in a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Codes in words, given by who knows them; `diet` puts a whole diet into words."""

    titles: Mapping[Any, Any]
    leads: Mapping[Any, Any]
    for_whom: Mapping[Any, Any]
    eats: Mapping[str, Any]
    roles: Mapping[Any, Any]
    ranks: Mapping[Any, Any]
    categories: Mapping[Any, Any]
    diet: Callable[[str | None], str]
