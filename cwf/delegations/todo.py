"""What is left to do for a delegation, dated and in order, and when its heads are reminded of it.

Days are counted on the calendar of a zone, as people count them: what is due tomorrow at noon has
one day left all day long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from cwf.delegations.stages import Stage

REMIND = (14, 7, 3, 1)  # days before the deadline
NEVER = datetime.max.replace(tzinfo=UTC)


class What(StrEnum):
    """A thing to do; of several due at one instant the order is this one.

    ANSWER the invitation; be GRANTED places (the host's); NAME people for all places, or give
    places back; COMPLETE what members have to say; say who comes to an OCCASION; SUBMIT; answer
    MESSAGEs; be APPROVED (the host's).
    """

    ANSWER = "answer"
    GRANTED = "granted"
    NAME = "name"
    COMPLETE = "complete"
    OCCASION = "occasion"
    SUBMIT = "submit"
    APPROVED = "approved"
    MESSAGE = "message"


HOSTS = frozenset({What.GRANTED, What.APPROVED})  # these a delegation waits for


@dataclass(frozen=True, kw_only=True, slots=True)
class OccasionLeft:
    """An occasion, and how many members said yes, no, and nothing yet."""

    uuid: UUID
    title: Mapping[str, str]
    starts: datetime
    answer_by: datetime | None = None
    yes: int = 0
    no: int = 0
    unanswered: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What is known of a delegation now. Instants are in UTC.

    `granted` None: the host has given no number of places. `named` counts all members,
    `incomplete` those of whom something is missing; `asked` is when members were last reminded of
    it. `unread` are messages of the host that nobody of the delegation has seen.
    """

    stage: Stage
    since: datetime
    deadline: datetime | None = None
    granted: int | None = None
    named: int = 0
    incomplete: int = 0
    asked: datetime | None = None
    occasions: tuple[OccasionLeft, ...] = ()
    unread: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A thing to do, or done.

    `number` is how many are left (people to name, members to complete, replies, messages); of what
    is done, how many there are. `due` None: no date. `at`: when an occasion begins, when members
    were last asked, or when the stage was reached. `title` and `target` are an occasion's.
    """

    what: What
    done: bool
    number: int = 0
    due: datetime | None = None
    at: datetime | None = None
    title: Mapping[str, str] = field(default_factory=dict)
    target: UUID | None = None
    yes: int = 0


def tasks(known: Known, now: datetime) -> tuple[Task, ...]:
    """What is left, the most pressing first; then what is done, in the order of `What`."""
    if known.stage is Stage.DECLINED:
        return ()
    order = list(What)
    found = [*_invitation(known), *_members(known, now), *_occasions(known, now), *_further(known)]
    left = [task for task in found if not task.done]
    left.sort(key=lambda task: (task.due or NEVER, order.index(task.what)))
    done = sorted((task for task in found if task.done), key=lambda task: order.index(task.what))
    return (*left, *done)


def left(known: Known, now: datetime) -> tuple[Task, ...]:
    """What is left for the delegation itself, the most pressing first."""
    return tuple(task for task in tasks(known, now) if not task.done and task.what not in HOSTS)


def days_left(due: datetime, now: datetime, zone: str) -> int:
    """The days until then on the calendar of a zone; negative when it is over."""
    return (wall_day(due, zone) - wall_day(now, zone)).days


def wall_day(at: datetime, zone: str) -> date:
    """The day that an instant falls on, on the calendar of a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def reminder_due(deadline: datetime | None, *, invited: datetime, now: datetime) -> int | None:
    """Which reminder before the deadline should have gone by now: 14, 7, 3 or 1; None: none.

    Only the latest is ever sent, should some have been missed; none that lies before the heads
    were invited.
    """
    if deadline is None or now >= deadline:
        return None
    reached = [days for days in REMIND if deadline - timedelta(days=days) <= now]
    if not reached or deadline - timedelta(days=min(reached)) < invited:
        return None
    return min(reached)


def _invitation(known: Known) -> list[Task]:
    asked = known.stage is Stage.INVITED
    if asked:
        return [Task(what=What.ANSWER, done=False, due=known.deadline, at=known.since)]
    if known.granted is None:
        return []
    return [Task(what=What.GRANTED, done=True, number=known.granted)]


def _members(known: Known, now: datetime) -> list[Task]:
    if known.stage is Stage.INVITED:
        return []
    found = []
    over = known.deadline is not None and now >= known.deadline
    short = (known.granted or 0) - known.named
    if short > 0 and not over and known.stage is not Stage.ARRIVED:
        found.append(Task(what=What.NAME, done=False, number=short, due=known.deadline))
    elif known.named:
        found.append(Task(what=What.NAME, done=True, number=known.named))
    elif known.granted is None and not over and known.stage is Stage.FORMING:
        found.append(Task(what=What.NAME, done=False, due=known.deadline))
    if known.incomplete and known.stage is not Stage.ARRIVED:
        number, asked = known.incomplete, known.asked
        task = Task(what=What.COMPLETE, done=False, number=number, due=known.deadline, at=asked)
        found.append(task)
    elif known.named and not known.incomplete:
        found.append(Task(what=What.COMPLETE, done=True, number=known.named))
    return found


def _occasions(known: Known, now: datetime) -> list[Task]:
    if known.stage is Stage.INVITED or not known.named:
        return []
    return [
        Task(
            what=What.OCCASION,
            done=not one.unanswered,
            number=one.unanswered if one.unanswered else one.yes + one.no,
            due=one.answer_by or one.starts,
            at=one.starts,
            title=one.title,
            target=one.uuid,
            yes=one.yes,
        )
        for one in known.occasions
        if one.starts > now
    ]


def _further(known: Known) -> list[Task]:
    found = []
    if known.stage is Stage.FORMING:
        found.append(Task(what=What.SUBMIT, done=False, due=known.deadline))
    elif known.stage is Stage.SUBMITTED:
        found.append(Task(what=What.SUBMIT, done=True, at=known.since))
        found.append(Task(what=What.APPROVED, done=False))
    elif known.stage in (Stage.APPROVED, Stage.ARRIVED):
        found.append(Task(what=What.APPROVED, done=True, at=known.since))
    if known.unread:
        found.append(Task(what=What.MESSAGE, done=False, number=known.unread))
    return found
