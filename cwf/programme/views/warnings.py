"""What conflicts a timetable has, for the pages that show them."""

from cwf.programme.timetable import Timetable


def in_conflict(timetable: Timetable) -> set[str]:
    """The slugs of sessions that are in a serious conflict."""
    return set()


def warnings_of(timetable: Timetable, session: str | None = None) -> list[str]:
    """All conflicts, or those of one session."""
    return []
