"""What other systems call kinds of sessions, and languages."""

import re

from babel import Locale

from cwf.programme.timetable import Kind

KINDS: dict[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "keynotes": Kind.KEYNOTE, "plenary": Kind.KEYNOTE, "lecture": Kind.TALK,
    "lightning": Kind.TALK, "lightningtalk": Kind.TALK, "presentation": Kind.TALK,
    "vortrag": Kind.TALK, "tutorial": Kind.WORKSHOP, "handson": Kind.WORKSHOP,
    "training": Kind.WORKSHOP, "podium": Kind.PANEL, "discussion": Kind.PANEL,
    "paneldiscussion": Kind.PANEL, "bof": Kind.BREAKOUT, "meeting": Kind.BREAKOUT,
    "meetup": Kind.BREAKOUT, "breakoutsession": Kind.BREAKOUT, "excursion": Kind.VISIT,
    "tour": Kind.VISIT, "exhibit": Kind.EXHIBITION, "installation": Kind.EXHIBITION,
    "coffee": Kind.BREAK, "coffeebreak": Kind.BREAK, "pause": Kind.BREAK,
    "breakfast": Kind.MEAL, "lunch": Kind.MEAL, "dinner": Kind.MEAL, "party": Kind.SOCIAL,
    "concert": Kind.SOCIAL, "performance": Kind.SOCIAL, "reception": Kind.SOCIAL,
    "opening": Kind.CEREMONY, "closing": Kind.CEREMONY,
}  # fmt: skip
OWN_NAMES = {
    "deutsch": "de", "français": "fr", "español": "es", "castellano": "es", "italiano": "it",
    "português": "pt", "nederlands": "nl", "dansk": "da", "svenska": "sv", "norsk": "no",
    "suomi": "fi", "polski": "pl", "čeština": "cs", "català": "ca", "magyar": "hu",
    "ελληνικά": "el", "русский": "ru", "українська": "uk", "türkçe": "tr", "中文": "zh",
    "日本語": "ja", "한국어": "ko",
}  # fmt: skip
TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.DOTALL)


def kind_of(name: str) -> Kind | None:
    """The kind that a type of a file means; None: not one that we know.

    >>> kind_of("Lightning Talk")
    <Kind.TALK: 'talk'>
    """
    return KINDS.get(re.sub(r"[\s_-]+", "", name.casefold()))


def language_of(name: str) -> str | None:
    """The code of a language by its tag ("de-formal", "en_US") or its name; None: unknown."""
    bare = name.strip().casefold()
    known = Locale("en").languages
    tagged = TAG.fullmatch(bare)
    if tagged and tagged[1] in known:
        return tagged[1]
    if bare in OWN_NAMES:
        return OWN_NAMES[bare]
    named = (tag for tag, english in known.items() if english.casefold() == bare)
    return next(named, None)
