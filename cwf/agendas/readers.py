"""Who is to be told of a release, and of which slots: plain data between query, rule and words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cwf.agendas.quiet import Quiet


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Of which slots readers are wanted: those picked before `until`, the time of the release.

    `duties` are slots by the row of their session, where somebody may have to attend it. A place
    that was lost after `since` because its session was cancelled counts as held.
    """

    release_id: int
    edition_id: int
    zone: str
    slots: frozenset[UUID]
    duties: dict[int, UUID]
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Somebody who picked some of the slots; one of the two ids is None.

    `knows` is the number of the last release that they were told of or looked at (0: none).
    """

    account_id: int | None
    participant_id: int | None
    email: str
    name: str
    language: str
    quiet: Quiet
    slots: frozenset[UUID]
    knows: int

    @property
    def id(self) -> int:
        """Whichever of the two ids it has."""
        return self.account_id or self.participant_id or 0
