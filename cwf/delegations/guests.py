"""A participant as lists and booklets tell of one: who, whom they come with, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from cwf.delegations.roles import Rank, Role
from cwf.registration.categories import Category
from cwf.registration.particulars import Said


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """The delegation that somebody comes with; `name` is its region's, by language."""

    uuid: UUID
    name: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Guest:
    """Somebody who takes part. `party` None: individually; `member` is then 0.

    `order` is what lists are in order of. `country` is ISO 3166-1 alpha-2 or empty, `language` a
    tag. `rank` is of who answers for the delegation; `with_whom` names whom one accompanies.
    """

    participant: int
    name: str
    order: str
    category: Category
    affiliation: str = ""
    country: str = ""
    language: str = ""
    email: str = ""
    party: Party | None = None
    member: int = 0
    role: Role | None = None
    rank: Rank | None = None
    with_whom: str = ""
    presents: str = ""
    said: Said = field(default_factory=Said)

    @property
    def family_first(self) -> tuple[str, str]:
        """By name, and where two bear the same one, always alike."""
        return self.order or self.name.casefold(), f"{self.participant:09}"


def days_of(guest: Guest, starts: date | None, ends: date | None) -> list[date]:
    """The days on which somebody is there, those of arrival and departure among them.

    Who does not say is there on all days of the forum, from `starts` to `ends`.
    """
    first, last = guest.said.arrives or starts, guest.said.departs or ends or starts
    if first is None or last is None:
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
