"""Sheets of paper that are asked for: how long they stay, and when two requests are the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from cwf.agendas.picks import Pick
from cwf.registration.places import Held

KEPT = timedelta(hours=1)
AGENDA, DOOR = "agenda", "door"


@dataclass(frozen=True, kw_only=True)
class Content:
    """What an agenda's sheet says, besides its paper and language.

    `name` is "" where nobody is to be named; `own`: it is an account's, which signs in to see it.
    """

    release_id: int
    picks: tuple[Pick, ...]
    name: str = ""
    own: bool = False
    held: Mapping[UUID, Held] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet that was asked for: how far it is, why it failed, its bytes if it is ready."""

    uuid: UUID
    kind: str
    picks: str
    state: str
    error: str
    body: bytes | None


def seal(*parts: object) -> str:
    """A text that is equal for equal things alone, as their `repr` tells them."""
    return sha256(repr(parts).encode()).hexdigest()
