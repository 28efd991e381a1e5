"""The pages of keynotes: the first and long ones a page each, the others four to a page.

Below its art a plate has room for so many points; what the words need is reckoned from their
number of letters, and the art is as high as they allow. Nothing is set smaller to fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from cwf.programme.exports.book.entries import Book, Entry, Said
from cwf.programme.timetable import Speaker
from cwf.web.markdown import plain
from cwf.web.portraits import Bust, bust

TO_A_PAGE = 4
TILE = 240  # letters that a quarter of a page holds below the name
# Art: points below it, height of a line of text, letters in one.
PLATES = {"tall": (166, 18, 52), "mid": (285, 15, 62)}
NAME, FROM, TITLE = 15, 42, 56  # letters in a line of each


@dataclass(frozen=True, kw_only=True)
class Keynote:
    """A keynote and how high its art stands: "tile" for a quarter of a page."""

    entry: Entry
    art: str
    speakers: tuple[Speaker, ...]

    @property
    def house(self) -> str:
        """Where the first speaker comes from, in any language: for its length."""
        return next(iter(self.speakers[0].affiliation.values()), "")

    @property
    def own_script(self) -> str:
        """The first speaker's name in another script, "" where it is the same."""
        own = self.speakers[0].original_name or ""
        return "" if own == self.speakers[0].name else own

    @property
    def names(self) -> str:
        """Who gives it."""
        return ", ".join(speaker.name for speaker in self.speakers)

    @property
    def bust(self) -> Bust | None:
        """What is drawn of the first speaker, None where there is a photograph."""
        first = self.speakers[0]
        return None if first.picture else bust(first.name, first.group)

    @property
    def picture(self) -> str:
        """The key of the first speaker's photograph, else of the drawing."""
        return self.bust.key if self.bust else self.speakers[0].picture or ""


def plates(book: Book, entries: Sequence[Entry]) -> tuple[tuple[Keynote, ...], ...]:
    """The keynotes of a day, page by page."""
    pages: list[list[Keynote]] = []
    for place, entry in enumerate(entries):
        speakers = book.speakers(entry.session)
        made = Keynote(entry=entry, art="tile", speakers=speakers)
        if place == 0 or _takes(made) > TILE:
            made = replace(made, art=_art(made))
        elif pages and pages[-1][0].art == "tile" and len(pages[-1]) < TO_A_PAGE:
            pages[-1].append(made)
            continue
        pages.append([made])
    return tuple(tuple(_not_alone(page)) for page in pages)


def _not_alone(page: list[Keynote]) -> list[Keynote]:
    """A quarter that would stand by itself takes the page."""
    return [replace(one, art=_art(one)) for one in page] if len(page) == 1 else page


def _takes(keynote: Keynote) -> int:
    """The letters below the art of a quarter."""
    entry = keynote.entry
    text = len(plain(entry.text)) + 40 * len(entry.words)
    return text + len(keynote.names) + _letters(entry.title)


def _art(keynote: Keynote) -> str:
    """The highest art that leaves room for the words."""
    entry = keynote.entry
    head = 24 + 42 * _lines(len(keynote.names) + len(keynote.own_script) // 2, NAME)
    head += 8 + 12 * _lines(_letters(entry.place) + len(keynote.house), FROM)
    head += 12 + 12 * _lines(_letters(entry.title), TITLE) + 12 * len(entry.words)
    for art, (room, height, letters) in PLATES.items():
        paragraphs = plain(entry.text).split("\n\n")
        if head + height * sum(_lines(len(p), letters) for p in paragraphs) <= room:
            return art
    return "low"


def _letters(said: Said) -> int:
    return sum(len(run.text) for run in said)


def _lines(letters: int, in_one: int) -> int:
    return ceil(letters / in_one)
