"""What of the changes between two releases is news to somebody: purely, by what they picked.

News is what a reader has to know to be at the right place at the right time, and whom they will
hear: cancelled, removed, moved, substituted, on again, another title. Texts are not, and neither
is what is over. Several releases add up to one comparison: from the one that the reader knows to
the newest, so that what went to and fro in between is not told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cwf.programme.changes import Change, ChangeKind, compare
from cwf.programme.timetable import Slot, Status, Timetable

OF_SLOT = frozenset(
    {
        ChangeKind.CANCELLED,
        ChangeKind.REMOVED,
        ChangeKind.MOVED,
        ChangeKind.REINSTATED,
        ChangeKind.ADDED,  # a slot that somebody picked was there before: it is back
    }
)
OF_SESSION = frozenset({ChangeKind.SUBSTITUTED, ChangeKind.RETITLED})


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """A change as it concerns one slot: when that begins, before and after, and when it is over.

    `order` is its place among all changes of the comparison.
    """

    order: int
    slot: UUID
    change: Change
    begins: tuple[datetime, ...]
    over: datetime


@dataclass(frozen=True, kw_only=True)
class Differences:
    """Two timetables, and what a reader of a slot has to know of what lies between them."""

    before: Timetable
    after: Timetable
    of_slot: dict[UUID, tuple[News, ...]] = field(repr=False)


def differences(before: Timetable, after: Timetable) -> Differences:
    """Compare once, for any number of readers."""
    found: dict[UUID, tuple[News, ...]] = {}
    for order, change in enumerate(compare(before, after)):
        for slot, placings in _concerned(change, after):
            one = News(
                order=order,
                slot=slot,
                change=change,
                begins=tuple(placing.starts for placing in placings),
                over=max(placing.reckoned_end for placing in placings),
            )
            found[slot] = (*found.get(slot, ()), one)
    return Differences(before=before, after=after, of_slot=found)


def news(found: Differences, slots: Iterable[UUID], at: datetime) -> tuple[News, ...]:
    """What is news at `at` to somebody who picked these slots, the weightiest first.

    What concerns several slots of a session is said once.
    """
    ahead = [
        one for slot in set(slots) for one in found.of_slot.get(slot, ()) if one.over > at
    ]  # fmt: skip
    ahead.sort(key=lambda one: (one.order, one.begins, one.slot), reverse=True)
    return tuple(sorted({one.order: one for one in ahead}.values(), key=lambda one: one.order))


def told_of(found: Differences, at: datetime) -> frozenset[UUID]:
    """The slots of which anything is news at `at`."""
    return frozenset(
        slot for slot, told in found.of_slot.items() if any(one.over > at for one in told)
    )


def duties(found: Differences, slots: Iterable[UUID]) -> dict[int, UUID]:
    """Those of the slots that are the only one of their session, by the session's id.

    Of a repeated session nobody has to attend a certain one.
    """
    only: dict[int, UUID] = {}
    for timetable in (found.before, found.after):
        for slug, placings in timetable.slots_of.items():
            if len(placings) == 1 and placings[0].uuid in slots:
                only[timetable.session[slug].id] = placings[0].uuid
    return only


def _concerned(change: Change, after: Timetable) -> Iterator[tuple[UUID, tuple[Slot, ...]]]:
    if change.kind in OF_SLOT and change.slot:
        yield change.slot, tuple(placing for placing in (change.old, change.new) if placing)
    if change.kind in OF_SESSION:
        if after.session[change.session].status is Status.CANCELLED:
            return  # who does not speak, of what is not held
        for slot in after.slots_of[change.session]:
            yield slot.uuid, (slot,)
