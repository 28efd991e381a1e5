"""What a list of members would change: frozen, kept until it is accepted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cwf.delegations.roles import Role
from cwf.delegations.sheets.rosters import Values
from cwf.programme.incoming import Remark


class Verb(StrEnum):
    """What is done about somebody. JOIN: they take part already, and become a member."""

    ADD = "add"
    JOIN = "join"
    CHANGE = "change"


class Choice(StrEnum):
    """What may be said of two who may be one. LEAVE: not for this list; the host is asked."""

    SAME = "same"
    TWO = "two"
    LEAVE = "leave"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Somebody, as they are shown to be told apart."""

    name: str
    email: str = ""
    born: date | None = None
    country: str = ""
    affiliation: str = ""
    delegation: int | None = None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A row that may be somebody known, or an earlier row; `key` names the pair.

    `other` is None where the reader has no reach of them: then there is somebody, and no more is
    told. `decision` is "" until it is said.
    """

    key: str
    row: int
    said: Shown
    why: tuple[str, ...]
    choices: tuple[Choice, ...]
    other: Shown | None = None
    other_row: int | None = None
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One who would be named or changed. `email` is by what who joins is known.

    `values` are those to be written, `before` those that stand; `key` is the row's (see Pair), by
    which who has no address is known the next time.
    """

    verb: Verb
    row: int
    delegation: int
    name: str
    values: Values
    before: Values = field(default_factory=Values)
    member: int | None = None
    email: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Absent:
    """A member of whom the list says nothing."""

    uuid: str
    member: int
    name: str
    role: Role
    delegation: int


@dataclass(frozen=True, kw_only=True)
class Left:
    """A row that is left to the host to decide on."""

    row: int
    name: str
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberPlan:
    """All that a list would change; nothing while a pair is undecided or a remark is an error.

    `same` counts those who stay as they are. `stood` tells the roster that it was made from.
    """

    steps: tuple[Step, ...]
    pairs: tuple[Pair, ...]
    absent: tuple[Absent, ...]
    left: tuple[Left, ...]
    same: int
    remarks: tuple[Remark, ...]
    stood: str = ""

    @property
    def refused(self) -> bool:
        """Whether an error keeps all of it out."""
        return any(remark.error for remark in self.remarks)

    @property
    def undecided(self) -> int:
        """How many pairs are to be decided first."""
        return sum(not pair.decision for pair in self.pairs)

    @property
    def counts(self) -> Mapping[Verb, int]:
        """How many of each verb."""
        found = Counter(step.verb for step in self.steps)
        return {verb: found[verb] for verb in Verb}
