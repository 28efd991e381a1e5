"""What of a release is news to a reader, in words: for the mail, and for the agenda page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cwf.agendas.news import Differences, News, differences, news
from cwf.agendas.picks import Pick
from cwf.programme.exports.words import tell
from cwf.programme.release import Release


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One change as a head of a word ("Moved") and a sentence, about one slot."""

    slot: UUID
    head: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What changed of somebody's picks since the release of number `since`, and of which slots."""

    since: int
    lines: tuple[Line, ...]
    slots: frozenset[UUID]


def heard(
    known: Release, newest: Release, picks: Iterable[Pick], language: str, *, at: datetime
) -> Heard:
    """What somebody who knows one release has to hear of the newest; not what is over by `at`."""
    found = differences(known.timetable, newest.timetable)
    slots = {pick.slot for pick in picks}
    told = news(found, slots, at)
    return Heard(
        since=known.number,
        lines=tuple(lines(found, told, language)),
        slots=frozenset(slot for slot in slots if news(found, [slot], at)),
    )


def lines(found: Differences, news: Iterable[News], language: str) -> list[Line]:
    """News in a language, in its order."""
    told = ((one.slot, tell(one.change, found.before, found.after, language)) for one in news)
    return [Line(slot=slot, head=head, sentence=sentence) for slot, (head, sentence) in told]
