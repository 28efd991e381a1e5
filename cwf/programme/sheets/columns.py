"""What a sheet and its columns mean, guessed by their names."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from cwf.programme.incoming import Noun
from cwf.programme.sheets.fields import FIELDS, Field, Target
from cwf.programme.sheets.table import REMARKS, Table

SHEET_NAMES: Mapping[Noun, tuple[str, ...]] = {
    Noun.VENUE: ("venues", "venue", "huse", "hus", "bygninger", "buildings"),
    Noun.ROOM: ("rooms", "room", "lokaler", "lokale"),
    Noun.TRACK: ("tracks", "track", "spor", "themes", "temaer"),
    Noun.SPEAKER: (
        "speakers", "speaker", "talere", "oplægsholdere", "oplægsholder", "presenters", "people",
    ),
    Noun.SESSION: (
        "sessions", "session", "sessioner", "programpunkter", "programme", "program", "talks",
        "events", "schedule", "proposals", "submissions", "contributions",
    ),
}  # fmt: skip
BRACKETS = re.compile(r"[\[(]([^\])]*)[\])]")
TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
SURE, LIKELY, PERHAPS = 1.0, 0.9, 0.5
ALIKE = 0.86  # how much alike two headings are for one to be a slip of the other


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What a column may hold: a target's code, or "", with a confidence from 0 to 1.

    A remembered column is sure.
    """

    heading: str
    target: str
    confidence: float
    remembered: bool = False


def choose(tables: Sequence[Table]) -> tuple[tuple[Table, Noun], ...]:
    """The sheets to read, in the order of nouns: those named for one, else the first."""
    named = [(table, noun) for table in tables if (noun := _named(table))]
    chosen = named or [(table, noun_of(table)) for table in tables[:1]]
    return tuple(sorted(chosen, key=lambda pair: tuple(Noun).index(pair[1])))


def noun_of(table: Table) -> Noun:
    """What the rows of a sheet are, by its name, else by its headings."""
    return _named(table) or max(reversed(Noun), key=lambda noun: _familiarity(table, noun))


def guess(
    table: Table,
    noun: Noun,
    *,
    languages: Sequence[str],
    remembered: Mapping[str, str] | None = None,
) -> tuple[Guess, ...]:
    """What each column may hold, in their order; no two hold the same.

    `remembered` maps headings to codes of targets, or to "" for a column to be ignored.
    """
    return guess_among(FIELDS[noun], table.headings, languages=languages, remembered=remembered)


def guess_among(
    fields: Sequence[Field],
    headings: Sequence[str],
    *,
    languages: Sequence[str],
    remembered: Mapping[str, str] | None = None,
) -> tuple[Guess, ...]:
    """As `guess`, of any fields."""
    known = {plain_key(heading): code for heading, code in (remembered or {}).items()}
    sure = {h: known[plain_key(h)] for h in headings if plain_key(h) in known}
    taken = {code for code in sure.values() if code}
    found: dict[str, tuple[str, float]] = {}
    for confidence, _place, heading, code in _candidates(headings, fields, languages):
        if heading not in sure and heading not in found and code not in taken:
            found[heading] = (code, confidence)
            taken.add(code)
    return tuple(
        Guess(heading=heading, target=sure[heading], confidence=SURE, remembered=True)
        if heading in sure
        else Guess(
            heading=heading,
            target=found.get(heading, ("", 0.0))[0],
            confidence=found.get(heading, ("", 0.0))[1],
        )
        for heading in headings
    )


def mapping_of(guesses: Sequence[Guess]) -> dict[str, str]:
    """Targets by heading, as a `Sheet` takes them."""
    return {one.heading: one.target for one in guesses}


def familiar(heading: str) -> bool:
    """Whether a cell reads like the heading of some column."""
    words, _language = _parted(heading, ())
    return words in _all_words() or plain(heading) in _all_words()


def is_remarks(heading: str) -> bool:
    """Whether it heads the remarks that we put into a sheet ourselves."""
    return plain(heading).startswith(tuple(map(plain, REMARKS)))


def plain(heading: str) -> str:
    """A heading in small letters without brackets, underscores and punctuation at its end."""
    words = BRACKETS.sub(" ", unicodedata.normalize("NFC", heading)).replace("_", " ")
    return " ".join(words.casefold().split()).strip(" :*.?-–/")


def plain_key(heading: str) -> str:
    """By what a heading is found again: as it is written, but for case and spaces."""
    return " ".join(unicodedata.normalize("NFC", heading).casefold().split())


def _named(table: Table) -> Noun | None:
    name = plain(table.name)
    return next((noun for noun in Noun if name in SHEET_NAMES[noun]), None)


def _familiarity(table: Table, noun: Noun) -> float:
    return sum(one.confidence for one in guess(table, noun, languages=("en",)))


def _candidates(
    headings: Sequence[str], fields: Sequence[Field], languages: Sequence[str]
) -> list[tuple[float, int, str, str]]:
    """Confidence, place, heading and code of all that may be meant, the surest first."""
    found = []
    for place, heading in enumerate(headings):
        if is_remarks(heading):
            continue
        words, language = _parted(heading, languages)
        for one in fields:
            if confidence := _likeness(words, one):
                code = Target(field=one.name, language=_tag(one, language, languages)).code
                found.append((confidence, place, heading, code))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _tag(one: Field, language: str | None, languages: Sequence[str]) -> str | None:
    """The language of a column of texts: the edition's first, unless the heading says one."""
    return (language or (languages[0] if languages else "en")) if one.texts else None


def _likeness(words: str, one: Field) -> float:
    if words in one.words[:2]:
        return SURE
    if words in one.words:
        return LIKELY - one.words.index(words) / 1000
    ratio = max(difflib.SequenceMatcher(None, words, word).ratio() for word in one.words)
    return PERHAPS * ratio if ratio >= ALIKE and len(words) > 3 else 0.0


def _parted(heading: str, languages: Sequence[str]) -> tuple[str, str | None]:
    """A heading's words, and the language that it names: "Titel (dansk)", "Danish title"."""
    words = plain(heading)
    named = _language_words(tuple(languages))
    for inside in BRACKETS.findall(heading):
        said = plain(inside)
        if said in named:
            return words, named[said]
        if TAG.fullmatch(inside.strip()) and _is_language(inside.strip()):
            return words, inside.strip()
    parts = re.split(r"[\s\-–/:]+", words)
    for language, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if rest and language in named:
            return " ".join(rest), named[language]
    return words, None


@cache
def _language_words(languages: tuple[str, ...]) -> dict[str, str]:
    """Languages of the edition, English and Danish by tag and by name."""
    found: dict[str, str] = {}
    for tag in (*languages, "en", "da"):
        try:
            locale = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
        names = (locale.get_language_name(said) for said in ("en", "da", tag.replace("-", "_")))
        for name in (tag, *names):
            if name:
                found.setdefault(plain(name), tag)
    return found


@cache
def _is_language(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for fields in FIELDS.values() for one in fields for word in one.words)
