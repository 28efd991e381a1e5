"""What stands on a person's account home besides the account: parts, as higher slices tell them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountPart:
    """One section of the account home.

    `template` lays it out (a section with its heading), and finds what it needs in `part.data`.
    """

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
