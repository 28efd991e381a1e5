"""Which session a book fails at, so that an organiser knows where to look."""

from collections.abc import Callable
from dataclasses import replace

from cwf.programme.release import Release
from cwf.programme.timetable import Session, Slot


def culprit(release: Release, breaks: Callable[[Release], bool]) -> Session | None:
    """Halve the release until one placing is left that `breaks` by itself; None: none does."""
    slots = release.timetable.slots
    while len(slots) > 1:
        first, second = slots[: len(slots) // 2], slots[len(slots) // 2 :]
        slots = first if breaks(_only(release, first)) else second
    if slots and breaks(_only(release, slots)):
        return release.timetable.session[slots[0].session]
    return None


def _only(release: Release, slots: tuple[Slot, ...]) -> Release:
    return replace(release, timetable=replace(release.timetable, slots=slots))
