"""One filter for page, calendar, XML and JSON: what is asked for, and what of a timetable fits.

Values of one facet are alternatives, facets narrow each other. A selection has one spelling as a
query, which is what caches and downloads are named by.
"""

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from cwf.programme.timetable import Kind, Slot, Timetable


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is asked for; empty means everything."""

    days: tuple[date, ...] = ()
    tracks: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    stepfree: bool = False
    q: str = ""


FACETS = {
    "day": "days",
    "track": "tracks",
    "room": "rooms",
    "kind": "kinds",
    "language": "languages",
}
LONGEST = 200  # letters of a search
# What NFKD does not take apart, for those whose keyboards lack these letters.
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


class UnknownValue(ValueError):
    """A filter asks for something that the timetable does not have."""

    def __init__(self, param: str, value: str) -> None:
        super().__init__(f"{param}={value}")
        self.param, self.value = param, value


def narrow(timetable: Timetable, selection: Selection) -> Timetable:
    """The part of a timetable that fits: its slots, and the sessions they place."""
    if selection == Selection():
        return timetable
    slots = tuple(slot for slot in timetable.slots if not _misses(slot, timetable, selection))
    sessions = {slot.session for slot in slots}
    return replace(
        timetable,
        slots=slots,
        sessions=tuple(one for one in timetable.sessions if one.slug in sessions),
    )


def facets(timetable: Timetable, selection: Selection) -> dict[str, dict[str, int]]:
    """For each facet, how many sessions each of its values would show given the other facets."""
    found: dict[str, dict[str, set[str]]] = {param: {} for param in (*FACETS, "stepfree")}
    for slot in timetable.slots:
        misses = _misses(slot, timetable, selection)
        for param, sessions in found.items():
            if misses <= {FACETS.get(param, param)}:
                for value in _values(param, slot, timetable):
                    sessions.setdefault(value, set()).add(slot.session)
    return {
        param: {value: len(sessions) for value, sessions in counts.items()}
        for param, counts in found.items()
    }


def loosen(timetable: Timetable, selection: Selection) -> list[str]:
    """The fields of a selection any one of which, taken off, lets something fit."""
    misses = [_misses(slot, timetable, selection) for slot in timetable.slots]
    empty = Selection()
    return [
        field.name
        for field in fields(Selection)
        if getattr(selection, field.name) != getattr(empty, field.name)
        and any(missed <= {field.name} for missed in misses)
    ]


def without(selection: Selection, name: str) -> Selection:
    """The selection with one field as if it were not asked for."""
    nothing: Any = getattr(Selection(), name)
    return replace(selection, **{name: nothing})


def to_pairs(selection: Selection) -> list[tuple[str, str]]:
    """The one spelling of a selection as a query."""
    pairs = [
        (param, value.isoformat() if isinstance(value, date) else str(value))
        for param, name in FACETS.items()
        for value in sorted(getattr(selection, name))
    ]
    if selection.stepfree:
        pairs.append(("stepfree", "1"))
    if selection.q:
        pairs.append(("q", selection.q))
    return pairs


def from_pairs(pairs: Iterable[tuple[str, str]], timetable: Timetable) -> Selection:
    """A selection from a query; parameters that are not ours are passed over.

    Raises UnknownValue for a value that this timetable does not know; empty ones say nothing.
    """
    found: dict[str, set[str]] = {}
    for param, value in pairs:
        if value.strip():
            found.setdefault(param, set()).add(value.strip())
    known = _known(timetable)
    for param, allowed in known.items():
        for value in sorted(found.get(param, ())):
            if value not in allowed:
                raise UnknownValue(param, value)
    return Selection(
        days=tuple(sorted(date.fromisoformat(value) for value in found.get("day", ()))),
        tracks=tuple(sorted(found.get("track", ()))),
        rooms=tuple(sorted(found.get("room", ()))),
        kinds=tuple(sorted(Kind(value) for value in found.get("kind", ()))),
        languages=tuple(sorted(found.get("language", ()))),
        stepfree="stepfree" in found,
        q=" ".join(" ".join(sorted(found.get("q", ()))).split())[:LONGEST].strip(),
    )


def _known(timetable: Timetable) -> dict[str, Container[str]]:
    """What may be asked for. A subscription stays good when its day or language empties."""
    edition = timetable.edition
    days = {*timetable.days}
    if edition.starts and edition.ends:
        length = (edition.ends - edition.starts).days
        days |= {edition.starts + timedelta(days=number) for number in range(length + 1)}
    return {
        "day": {day.isoformat() for day in days},
        "track": timetable.track,
        "room": timetable.room,
        "kind": {str(kind) for kind in Kind},
        "language": {
            *edition.languages,
            *(one.language for one in timetable.sessions if one.language),
        },
        "stepfree": {"1"},
    }


def _misses(slot: Slot, timetable: Timetable, selection: Selection) -> set[str]:
    """The fields of the selection that a slot does not fit."""
    missed = set()
    for param, name in FACETS.items():
        wanted = getattr(selection, name)
        if wanted and not set(_values(param, slot, timetable)) & {_key(one) for one in wanted}:
            missed.add(name)
    if selection.stepfree and not _step_free(slot, timetable):
        missed.add("stepfree")
    if selection.q:
        told = _searchable(slot, timetable)
        if not all(word in told for word in folded(selection.q).split()):
            missed.add("q")
    return missed


def _key(value: date | str) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _values(param: str, slot: Slot, timetable: Timetable) -> list[str]:
    session = timetable.session[slot.session]
    match param:
        case "day":
            return [timetable.day(slot).isoformat()]
        case "track":
            return [session.track] if session.track else []
        case "room":
            return list(slot.rooms)
        case "kind":
            return [str(session.kind)]
        case "language":
            return [session.language] if session.language else []
        case _:
            return ["1"] if _step_free(slot, timetable) else []


def _step_free(slot: Slot, timetable: Timetable) -> bool:
    return bool(slot.rooms) and all(timetable.room[room].step_free for room in slot.rooms)


@lru_cache(maxsize=10_000)  # every search folds the same titles and names again
def folded(text: str) -> str:
    """A text as it is searched: without case, without accents (Unicode NFKD), ø as o."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = (letter for letter in parts if not unicodedata.combining(letter))
    return "".join(letters).translate(LETTERS)


def _searchable(slot: Slot, timetable: Timetable) -> str:
    session = timetable.session[slot.session]
    texts = [*session.title.values(), *session.subtitle.values()]
    for one in session.people:
        speaker = timetable.speaker[one.speaker]
        texts += [speaker.name, speaker.original_name or "", *speaker.affiliation.values()]
    for slug in slot.rooms:
        room = timetable.room[slug]
        texts += [*room.name.values(), *timetable.venue[room.venue].name.values()]
    return "\n".join(map(folded, texts))
