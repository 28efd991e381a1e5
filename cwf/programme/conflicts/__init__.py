"""What does not fit together in a programme: reported with reasons, never refused.

One pure function serves the editor, the publish gate and the tests. A conflict is a code with
data; the page puts it into words. Cancelled sessions conflict with nothing. Intervals are
half-open and compared in UTC; where an end is not known, the assumed one counts.
"""

from itertools import chain

from cwf.programme.conflicts.clashes import in_rooms, of_people
from cwf.programme.conflicts.codes import Code, Conflict, Severity
from cwf.programme.conflicts.faults import capacity, of_session, of_slot
from cwf.programme.timetable import Session, Status, Timetable

__all__ = ["Code", "Conflict", "Severity", "capacity", "find_conflicts"]


def find_conflicts(timetable: Timetable) -> tuple[Conflict, ...]:
    """All conflicts: the serious ones first, then by time; what has no time stands last."""
    live = [slot for slot in timetable.slots if _takes_place(timetable.session[slot.session])]
    found = chain(
        in_rooms(live, timetable),
        of_people(live, timetable),
        chain.from_iterable(of_slot(slot, timetable) for slot in live),
        chain.from_iterable(
            of_session(session, timetable)
            for session in timetable.sessions
            if _takes_place(session)
        ),
    )
    return tuple(sorted(found, key=_order))


def _takes_place(session: Session) -> bool:
    return session.status is not Status.CANCELLED


def _order(conflict: Conflict) -> tuple[object, ...]:
    starts = conflict.starts.timestamp() if conflict.starts else float("inf")
    code = list(Code).index(conflict.code)
    return conflict.severity is Severity.NOTE, starts, code, conflict.sessions, conflict.rooms
