"""What of a release is news to a reader, in words: the mail, and the list on the agenda page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cwf.agendas.news import Differences, News
from cwf.programme.exports.words import tell


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One change as a head of a word ("Moved") and a sentence, about one slot."""

    slot: UUID
    head: str
    sentence: str


def lines(found: Differences, news: Iterable[News], language: str) -> list[Line]:
    """News in a language, in its order."""
    told = ((one.slot, tell(one.change, found.before, found.after, language)) for one in news)
    return [Line(slot=slot, head=head, sentence=sentence) for slot, (head, sentence) in told]
