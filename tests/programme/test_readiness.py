"""How far a programme has come."""

from cwf.programme.readiness import Count, Part, readiness
from cwf.programme.timetable import Kind, Status
from tests.programme.strategies import at, make_session, make_slot, make_timetable


def test_nothing_is_counted_of_nothing() -> None:
    assert readiness(make_timetable()) == ()


def test_parts_are_counted_without_the_cancelled() -> None:
    both = {"en": "Here", "da": "Her"}
    sessions = (
        make_session(1, "opening", kind=Kind.KEYNOTE, title=both),
        make_session(2, "closing", kind=Kind.KEYNOTE, title=both, status=Status.DRAFT),
        make_session(3, "talk", title=both, abstract={"en": "Only in English."}),
        make_session(4, "gone", kind=Kind.KEYNOTE, status=Status.CANCELLED),
    )
    slots = (make_slot(1, "opening", at(0, 9), 60), make_slot(2, "gone", at(0, 9), 60))
    assert readiness(make_timetable(sessions, slots)) == (
        Count(part=Part.KEYNOTES, done=1, all=2),
        Count(part=Part.SESSIONS, done=2, all=3),
        Count(part=Part.PLACED, done=1, all=3),
        Count(part=Part.TEXTS, done=3, all=3, language="en"),
        Count(part=Part.TEXTS, done=2, all=3, language="da"),
    )
