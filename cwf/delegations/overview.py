"""What the host sees of all delegations of an edition, and in what order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from cwf.delegations.roles import Rank
from cwf.delegations.stages import Side, Stage, Standing
from cwf.delegations.todo import HOSTS, Task, What

NEVER = datetime.max.replace(tzinfo=UTC)


class Order(StrEnum):
    """By what a list of delegations is sorted."""

    REGION = "region"
    STAGE = "stage"
    DEADLINE = "deadline"
    PLACES = "places"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadLine:
    """Somebody who answers for a delegation; `opened` None: never came."""

    name: str
    email: str
    rank: Rank
    invited: datetime
    opened: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One delegation in the host's list. Instants are in UTC.

    `granted` None: no number of places was given. `message` is when the last one was written and
    by whom, `unread` how many of the delegation's nobody of the host has seen. `draft`: nobody was
    invited yet.
    """

    uuid: UUID
    region: Mapping[str, str]
    country: str
    standing: Standing
    stage: Stage
    since: datetime
    lead: str
    zone: str
    deadline: datetime | None
    granted: int | None
    named: int
    tasks: tuple[Task, ...]
    heads: tuple[HeadLine, ...]
    message: datetime | None
    message_side: Side | None
    unread: int
    reminded: datetime | None
    requests: int

    @property
    def draft(self) -> bool:
        """Whether nobody was invited yet."""
        return self.stage is Stage.INVITED and not self.heads

    @property
    def left(self) -> tuple[Task, ...]:
        """What the delegation has to do, without what merely waits to be read or sent."""
        passing = HOSTS | {What.SUBMIT}
        return tuple(task for task in self.tasks if not task.done and task.what not in passing)


def arranged(
    lines: Sequence[Line], *, stage: Stage | None, order: Order, names: Mapping[UUID, str]
) -> list[Line]:
    """Those of one stage, or all, in an order; `names` sort equal ones."""
    keys = {
        Order.REGION: lambda line: (),
        Order.STAGE: lambda line: (list(Stage).index(line.stage), line.since),
        Order.DEADLINE: lambda line: (line.deadline or NEVER,),
        Order.PLACES: lambda line: (-line.named,),
        Order.LEFT: lambda line: (-len(line.left),),
    }
    chosen = [line for line in lines if stage is None or line.stage is stage]
    return sorted(chosen, key=lambda line: (*keys[order](line), names[line.uuid]))
