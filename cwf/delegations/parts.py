"""What stands on a delegation's own page besides what delegations know: parts of higher slices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationPart:
    """One section of a delegation's page.

    `template` lays it out (a section with its heading), and finds what it needs in `part.data`.
    """

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
