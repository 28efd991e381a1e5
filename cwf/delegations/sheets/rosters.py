"""What stands: who comes with which delegation, and who takes part besides.

A head's list is compared with all who take part, and must tell nothing of those who come without
the delegation but that there is somebody. So what a head has no reach of is not in their roster:
of outsiders it has names and addresses, which the comparing needs, and no day of birth.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import TypedDict

from cwf.delegations.roles import Role


class Values(TypedDict, total=False):
    """What a list says of somebody, and what stands; what is absent was not said.

    `accompanies` is a reference: "m12" a member, "r7" a row of the file, "" nobody. The rest is
    as in `Named` and `registration`'s Particulars.
    """

    name: str
    email: str
    role: Role
    country: str
    affiliation: str
    language: str
    presents: str
    accompanies: str
    title: str
    phone: str
    born: date | None
    diet: str | None
    access: str | None
    languages: tuple[str, ...] | None
    photo: bool | None
    listed: bool | None
    arrives: date | None
    arrives_at: time | None
    arrival: str
    departs: date | None
    departs_at: time | None
    departure: str
    lodging: str


# Those that are of the member and the registration; all others are particulars.
OF_MEMBER = ("name", "email", "role", "country", "affiliation", "language", "presents",
             "accompanies")  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """A delegation of the edition: what its region is called, and its language for letters."""

    id: int
    names: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A member within reach. `own`: an account shows that name and address are theirs, and they
    are theirs to change."""

    member: int
    participant: int
    uuid: str
    delegation: int
    values: Values
    own: bool = False

    @property
    def ref(self) -> str:
        """By what others refer to it."""
        return f"m{self.member}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """Somebody who takes part, and is no member within reach."""

    participant: int
    name: str
    email: str = ""
    born: date | None = None
    country: str = ""
    affiliation: str = ""

    @property
    def ref(self) -> str:
        """By what others refer to it."""
        return f"o{self.participant}"


@dataclass(frozen=True, kw_only=True)
class Roster:
    """All that a list is compared with.

    `host`: the list is the host's, of all delegations; else of the one of `parties`. `decided` is
    what was said of pairs, here and in earlier imports, by their keys. `starts` and `ends` are the
    forum's days.
    """

    host: bool
    parties: tuple[Party, ...]
    members: tuple[Entry, ...] = ()
    others: tuple[Other, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    letters: tuple[str, ...] = ("en", "da")
    starts: date | None = None
    ends: date | None = None
    today: date = date(2000, 1, 1)

    @cached_property
    def party(self) -> dict[int, Party]:
        """Delegations by id."""
        return {one.id: one for one in self.parties}

    @cached_property
    def by_ref(self) -> dict[str, Entry | Other]:
        """Members and others by their references."""
        found: dict[str, Entry | Other] = {one.ref: one for one in self.others}
        return found | {one.ref: one for one in self.members}

    @cached_property
    def by_email(self) -> dict[str, Entry | Other]:
        """Members and others by address."""
        found: dict[str, Entry | Other] = {one.email: one for one in self.others if one.email}
        return found | {one.values["email"]: one for one in self.members if one.values["email"]}

    @cached_property
    def by_uuid(self) -> dict[str, Entry]:
        """Members by the id that lists have."""
        return {one.uuid: one for one in self.members}
