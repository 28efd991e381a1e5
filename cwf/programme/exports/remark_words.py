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

READING: Words = {
    "a-spreadsheet": lambda data: _("This is a spreadsheet, not a schedule."),
    "bad-day": lambda data: _("“%(text)s” is no day. Write it as 2027-05-20.", text=data["text"]),
    "bad-time": lambda data: _(
        "“%(text)s” is no time (%(name)s). Write times as 2027-05-20T09:00:00+02:00 or 09:00, "
        "lengths as 00:45.",
        text=data["text"], name=data["name"],
    ),
    "broken-json": lambda data: _("From here on the file is no JSON."),
    "broken-xml": lambda data: _("From here on the file is no XML."),
    "day-twice": lambda data: _("The day %(text)s is in the file twice.", text=data["text"]),
    "document-type": lambda data: _(
        "The file has a document type. Take the DOCTYPE out: nothing of it is read, for it may "
        "do harm."
    ),
    "gap-time": lambda data: _(
        "%(text)s does not exist: the clock skips this hour on that day (%(name)s).",
        text=data["text"], name=data["name"],
    ),
    "no-events": lambda data: _("There is no session in the file."),
    "no-length": lambda data: _(
        "%(name)s has no length; it is taken to be %(minutes)s minutes, with no end.",
        name=data["name"], minutes=data["minutes"],
    ),
    "time-twice": lambda data: _(
        "%(text)s comes twice on that day; the first is taken (%(name)s).",
        text=data["text"], name=data["name"],
    ),
    "too-large": lambda data: _(
        "The file is larger than %(megabytes)s MB. That is no schedule.",
        megabytes=data["megabytes"],
    ),
    "too-much": lambda data: _("There is more in the file than any schedule has."),
    "unknown-encoding": lambda data: _("The letters cannot be read. Save the file as UTF-8."),
    "unknown-format": lambda data: _(
        "This is no schedule. Expected is the XML of frab, pentabarf or pretalx, or c3voc's JSON."
    ),
    "unknown-language": lambda data: _(
        "The language “%(name)s” is not known and left out (%(number)s).",
        name=data["name"], number=data["number"],
    ),
    "unknown-type": lambda data: _(
        "The type “%(name)s” is not known and taken as a talk (%(number)s).",
        name=data["name"], number=data["number"],
    ),
    "unknown-zone": lambda data: _(
        "The file names a time zone that is not known: %(name)s.", name=data["name"]
    ),
    "wrong-root": lambda data: _(
        "This is no schedule: where “schedule” is expected it says “%(root)s”.", root=data["root"]
    ),
    "wrong-shape": lambda data: _("A schedule has an object here."),
    "zone-assumed": lambda data: _(
        "The file names no time zone; its times are taken as UTC. Name the zone (--zone) if it is "
        "another."
    ),
}  # fmt: skip

WORDS: dict[str, Callable[[Data], str]] = {**MERGING, **READING}
