"""Which number a session has: the same on page, map, door, book and badge list."""

from cwf.programme.timetable import Kind, Timetable

UNNUMBERED = {Kind.BREAK, Kind.MEAL}


def numbers(timetable: Timetable) -> dict[str, int]:
    """Numbers by the slug of the session: 1, 2, 3 … by first start, then by the session's id.

    Breaks and meals have none: nobody asks the way to number 12 and means coffee. Neither have
    sessions without a slot. Cancelled ones keep theirs, so that a list can refer to them.
    """
    placed = [
        (slots[0].starts, session.id, session.slug)
        for session in timetable.sessions
        if session.kind not in UNNUMBERED and (slots := timetable.slots_of.get(session.slug))
    ]
    return {slug: number for number, (_, _, slug) in enumerate(sorted(placed), start=1)}
