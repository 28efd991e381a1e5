"""Words by which people choose one of few things: kinds, states, roles, yes and no."""

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.texts import bare, line, short
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.timetable import Kind, PersonRole, Status

# The first words are the interface's own in English and Danish; the code itself is always known.
KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.KEYNOTE: ("keynote", "keynote", "hovedtale", "hovedoplæg", "keynote speech", "plenary"),
    Kind.TALK: ("talk", "foredrag", "oplæg", "presentation", "præsentation", "lecture", "speech"),
    Kind.WORKSHOP: ("workshop", "workshop", "værksted", "masterclass", "training"),
    Kind.PANEL: ("panel", "panel", "paneldebat", "panelsamtale", "panel discussion", "debat"),
    Kind.BREAKOUT: ("breakout", "breakout", "parallelsession", "breakout session"),
    Kind.VISIT: ("visit", "besøg", "site visit", "tour", "excursion", "tur", "ekskursion",
                 "virksomhedsbesøg", "study visit"),
    Kind.EXHIBITION: ("exhibition", "udstilling", "expo", "fair", "messe"),
    Kind.BREAK: ("break", "pause", "coffee break", "kaffepause", "coffee", "kaffe"),
    Kind.MEAL: ("meal", "måltid", "lunch", "frokost", "dinner", "middag", "breakfast",
                "morgenmad"),
    Kind.SOCIAL: ("social", "socialt", "party", "fest", "reception", "networking", "netværk",
                  "social event"),
    Kind.CEREMONY: ("ceremony", "ceremoni", "opening", "åbning", "closing", "afslutning",
                    "welcome", "velkomst", "award ceremony"),
}  # fmt: skip
STATUSES: Mapping[Status, tuple[str, ...]] = {
    Status.DRAFT: ("draft", "kladde", "udkast", "submitted", "proposed", "pending", "tentative",
                   "accepted", "foreløbig", "indsendt"),
    Status.CONFIRMED: ("confirmed", "bekræftet", "published", "final", "godkendt", "endelig"),
    Status.CANCELLED: ("cancelled", "aflyst", "canceled", "withdrawn", "annulleret"),
}  # fmt: skip
ROLES: Mapping[PersonRole, tuple[str, ...]] = {
    PersonRole.SPEAKER: ("speaker", "taler", "oplægsholder", "presenter", "keynote speaker"),
    PersonRole.MODERATOR: ("moderator", "ordstyrer", "chair", "session chair", "mødeleder"),
    PersonRole.FACILITATOR: ("facilitator", "facilitator", "workshop leader", "procesleder"),
    PersonRole.PANELLIST: ("panellist", "paneldeltager", "panelist", "panel member"),
    PersonRole.HOST: ("host", "vært", "værtinde", "mc"),
}
YES = frozenset({"yes", "y", "ja", "j", "true", "sand", "sandt", "1", "x", "✓", "✔", "✅"})
NO = frozenset({"no", "n", "nej", "false", "falsk", "0", "-", "–", "✗", "❌"})
HUES = ("rowan", "rape", "fjord", "brick", "cobalt", "moss", "plum", "violet")
MARKS = ("dots", "bars", "blocks", "waves", "chevrons", "rings", "slants", "cross")
COLOUR = re.compile("#[0-9A-F]{6}")
COUNTRIES = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "usa": "US",
             "u.s.a.": "US", "holland": "NL", "korea": "KR", "south korea": "KR"}  # fmt: skip
# Languages in which names of languages and countries are understood; the first ones first.
SAID = ("en", "da", "de", "fr", "es", "ca", "it")
TONGUES = ("en", "da", "de", "es", "fr", "it", "nl", "pt", "kn", "hi", "zh")

C = TypeVar("C", bound=str)


def read_yes_no(cell: Cell) -> bool:
    """Yes or no."""
    said = bare(line(cell))
    if said not in YES | NO:
        raise Wrong(Code.NOT_YES_NO, value=short(said))
    return said in YES


def read_kind(cell: Cell, own: Mapping[str, Mapping[str, str]]) -> Kind:
    """A kind by our code, by the edition's own word in any language, or by a usual one."""
    words = {bare(name): Kind(kind) for kind, texts in own.items() for name in texts.values()}
    return _read(cell, "kind", {**dict(_words(KINDS)), **words})


def read_status(cell: Cell) -> Status:
    """How sure a session is."""
    return _read(cell, "status", dict(_words(STATUSES)))


def role_named(word: str) -> PersonRole | None:
    """What somebody does in a session."""
    return dict(_words(ROLES)).get(bare(word))


def read_hue(cell: Cell) -> str:
    """A colour of the palette by its name, or one of the edition's own as #RRGGBB."""
    if COLOUR.fullmatch(own := line(cell).upper()):
        return own
    return _read(cell, "hue", {hue: hue for hue in HUES})


def read_mark(cell: Cell) -> str:
    """A pattern by its name."""
    return _read(cell, "mark", {mark: mark for mark in MARKS})


def read_language(cell: Cell) -> str:
    """The tag of a language, from the tag or from its English, Danish or own name."""
    said = line(cell)
    words = _languages()
    if bare(said) not in words:
        try:
            return str(Locale.parse(said, sep="-")).replace("_", "-")
        except (ValueError, UnknownLocaleError, TypeError):
            pass
    return _read(cell, "language", words, offer=TONGUES)


def read_country(cell: Cell) -> str:
    """The code of a country, from the code or from its English or Danish name."""
    return _read(cell, "country", _countries(), offer=())


def read_zone(cell: Cell) -> str:
    """The name of a time zone."""
    if is_zone(line(cell)):
        return line(cell)
    raise Wrong(Code.UNKNOWN, what="zone", value=short(line(cell)), perhaps="",
                known="Europe/Copenhagen")  # fmt: skip


@cache
def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    try:
        return bool(ZoneInfo(name))
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return False


def alike(said: str, words: Iterable[str]) -> str:
    """The word that is most like the one said, "" where none is."""
    return next(iter(difflib.get_close_matches(bare(said), list(words), n=1, cutoff=0.7)), "")


def _read(cell: Cell, what: str, words: Mapping[str, C], offer: Iterable[str] | None = None) -> C:
    said = line(cell)
    if found := words.get(bare(said)):
        return found
    perhaps = alike(said, words)
    if what == "country":
        perhaps = perhaps.title()
    known = ", ".join(dict.fromkeys(words.values()) if offer is None else offer)
    raise Wrong(Code.UNKNOWN, what=what, value=short(said), perhaps=perhaps, known=known)


def _words(codes: Mapping[C, tuple[str, ...]]) -> Iterable[tuple[str, C]]:
    """Every word with its code, the codes themselves before all."""
    for code, words in codes.items():
        said: tuple[str, ...] = (code, *words)
        for word in said:
            yield bare(word), code


@cache
def _languages() -> dict[str, str]:
    words: dict[str, str] = {}
    for said in SAID:
        for tag, name in Locale(said).languages.items():
            if len(tag) <= 3:
                words.setdefault(bare(name), tag)
                words.setdefault(tag, tag)
    for tag in TONGUES:
        words.setdefault(bare(Locale.parse(tag).get_language_name(tag) or tag), tag)
    return words


@cache
def _countries() -> dict[str, str]:
    words = dict(COUNTRIES)
    for said in SAID:
        for code, name in Locale(said).territories.items():
            if len(code) == 2 and code.isalpha():
                words.setdefault(bare(name), code)
                words.setdefault(code.lower(), code)
    return words
