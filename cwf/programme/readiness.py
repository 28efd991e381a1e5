"""How far a programme has come, as plain counts; cancelled sessions count for nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cwf.programme.timetable import Kind, Session, Status, Timetable


class Part(StrEnum):
    """What is counted."""

    KEYNOTES = "keynotes confirmed"
    SESSIONS = "sessions confirmed"
    PLACED = "sessions placed"
    TEXTS = "texts in a language"


@dataclass(frozen=True, kw_only=True)
class Count:
    """So many of all; `language` is that of TEXTS."""

    part: Part
    done: int
    all: int
    language: str | None = None


def readiness(timetable: Timetable) -> tuple[Count, ...]:
    """The counts of a programme; a part of which there is nothing at all is left out."""
    live = [one for one in timetable.sessions if one.status is not Status.CANCELLED]
    return tuple(count for count in _counts(timetable, live) if count.all)


def _counts(timetable: Timetable, live: list[Session]) -> Iterator[Count]:
    keynotes = [one for one in live if one.kind is Kind.KEYNOTE]
    yield _count(Part.KEYNOTES, keynotes, _is_confirmed)
    yield _count(Part.SESSIONS, live, _is_confirmed)
    yield _count(Part.PLACED, live, lambda one: one.slug in timetable.slots_of)
    for language in timetable.edition.languages:
        done = sum(_speaks(one, language) for one in live)
        yield Count(part=Part.TEXTS, done=done, all=len(live), language=language)


def _count(part: Part, sessions: list[Session], holds: Callable[[Session], bool]) -> Count:
    return Count(part=part, done=sum(map(holds, sessions)), all=len(sessions))


def _is_confirmed(session: Session) -> bool:
    return session.status is Status.CONFIRMED


def _speaks(session: Session, language: str) -> bool:
    """Whether all that is said of a session in any language is said in this one."""
    said = (session.title, session.subtitle, session.abstract)
    return all(language in texts for texts in said if texts)
