"""What is said of somebody who is named as a member of a delegation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cwf.delegations.roles import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Who comes, and in what role. `country` is ISO 3166-1 alpha-2, or empty; `email` may be, too.

    `accompanies` is the id of the member whom somebody accompanies. `particulars` are fields of
    `registration`'s Particulars that were said; what is not among them stays as it is.
    """

    name: str
    role: Role
    email: str = ""
    country: str = ""
    affiliation: str = ""
    language: str = "en"
    presents: str = ""
    accompanies: int | None = None
    particulars: Mapping[str, Any] = field(default_factory=dict)
