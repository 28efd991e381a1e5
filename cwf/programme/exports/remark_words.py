"""Remarks about a file in words: where it is, and what to do about it.

Each code has a function of the remark's data, to be called while the reader's language is spoken.
"""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.programme.incoming import Remark, Where

Data = Mapping[str, str]
Words = Mapping[str, Callable[[Data], str]]

NOUNS = {
    "venue": _l("venue"),
    "room": _l("room"),
    "track": _l("track"),
    "speaker": _l("speaker"),
    "session": _l("session"),
}
VALUE_WORDS = {
    "abstract": _l("abstract"),
    "address": _l("address"),
    "affiliation": _l("affiliation"),
    "biography": _l("biography"),
    "country": _l("country"),
    "expected": _l("expected number"),
    "hue": _l("colour"),
    "key": _l("identity in the source"),
    "language": _l("language"),
    "latitude": _l("latitude"),
    "longitude": _l("longitude"),
    "mark": _l("mark"),
    "name": _l("name"),
    "note": _l("note"),
    "original_language": _l("language of the name"),
    "original_name": _l("name in its own script"),
    "question": _l("question"),
    "reason": _l("reason"),
    "seats": _l("seats"),
    "sort_name": _l("name to sort by"),
    "staff_note": _l("notes for staff"),
    "standing": _l("places standing"),
    "subtitle": _l("subtitle"),
    "title": _l("title"),
    "zone": _l("time zone"),
}


def tell(remark: Remark, words: Words | None = None) -> str:
    """The remark in one or two sentences; `words` are those of further codes."""
    known = {**WORDS, **(words or {})}
    return known[remark.code](remark.data)


def place(where: Where) -> str:
    """Where in the file it is: "Line 12"; "" if it is about the whole file."""
    if where.row is not None and where.column:
        return _("Row %(row)s, column %(column)s", row=where.row, column=where.column)
    if where.row is not None:
        return _("Row %(row)s", row=where.row)
    if where.line is not None:
        return _("Line %(line)s", line=where.line)
    return where.path or ""


def _noun(data: Data) -> str:
    return str(NOUNS.get(data["noun"], data["noun"]))


def _value(data: Data) -> str:
    return str(VALUE_WORDS.get(data["value"], data["value"]))


MERGING: Words = {
    "ambiguous-name": lambda data: _(
        "There are several with the name %(name)s (%(noun)s). Give them different names first.",
        name=data["name"], noun=_noun(data),
    ),
    "ambiguous-reference": lambda data: _(
        "%(name)s may be several things (%(noun)s). Give its address instead of its name.",
        name=data["name"], noun=_noun(data),
    ),
    "ends-before": lambda data: _("%(name)s ends before it begins.", name=data["name"]),
    "far-away": lambda data: _("The year of %(name)s cannot be right.", name=data["name"]),
    "illegible": lambda data: _(
        "There are signs in it that no text can hold (%(value)s).", value=_value(data)
    ),
    "nameless": lambda data: _("It has no name (%(noun)s).", noun=_noun(data)),
    "out-of-range": lambda data: _(
        "Write a number from %(least)s to %(most)s (%(value)s).",
        least=data["least"], most=data["most"], value=_value(data),
    ),
    "room-without-venue": lambda data: _(
        "It is not known which venue the room %(name)s is in. Add the venue first.",
        name=data["name"],
    ),
    "too-long": lambda data: _(
        "It has more than %(most)s letters (%(value)s of %(name)s).",
        most=data["most"], value=_value(data), name=data["name"],
    ),
    "twice": lambda data: _(
        "%(name)s is in the file twice (%(noun)s).", name=data["name"], noun=_noun(data)
    ),
    "unknown-reference": lambda data: _(
        "There is no %(noun)s %(name)s.", noun=_noun(data), name=data["name"]
    ),
    "unknown-region": lambda data: _("There is no region %(name)s.", name=data["name"]),
}  # fmt: skip

WORDS: dict[str, Callable[[Data], str]] = {**MERGING}
