"""What a plan is made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cwf.programme.incoming import NOWHERE, Noun, Remark, Where


class Verb(StrEnum):
    """What happens to a thing. MOVE: only the placings of a session change."""

    ADD = "add"
    CHANGE = "change"
    MOVE = "move"
    CANCEL = "cancel"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to write. `values` holds only what becomes different, `before` what stood there.

    References in `values` are slugs; things that are new have theirs already.
    """

    verb: Verb
    noun: Noun
    slug: str
    name: str
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    source_key: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that a file would change, in the order of writing; with an error among the remarks it
    must not be carried out.

    `same` counts what is unchanged; `standing` is the digest of the draft it was made from.
    """

    source: str
    steps: tuple[Step, ...]
    same: Mapping[Noun, int]
    remarks: tuple[Remark, ...]
    standing: str

    @property
    def unchanged(self) -> int:
        """How many things of the file stand already as it says."""
        return sum(self.same.values())

    @property
    def refused(self) -> bool:
        """Whether a remark keeps the file out."""
        return any(remark.error for remark in self.remarks)

    @property
    def counts(self) -> Counter[tuple[Noun, Verb]]:
        """How many of each noun are added, changed, moved, cancelled."""
        return Counter((step.noun, step.verb) for step in self.steps)
