"""One filter for page, calendar, XML and JSON: what is asked for, and what of a timetable fits.

Values of one facet are alternatives, facets narrow each other. A selection has one spelling as a
query, which is what caches and downloads are named by.
"""

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
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


class UnknownValue(ValueError):
    """A filter asks for something that the timetable does not have."""

    def __init__(self, param: str, value: str) -> None:
        super().__init__(f"{param}={value}")
        self.param, self.value = param, value


def narrow(timetable: Timetable, selection: Selection) -> Timetable:
    """The part of a timetable that fits: its slots, and the sessions they place."""
    if selection == Selection():
        return timetable
    slots = tuple(slot for slot in timetable.slots if _fits(slot, timetable, selection))
    sessions = {slot.session for slot in slots}
    return replace(
        timetable,
        slots=slots,
        sessions=tuple(one for one in timetable.sessions if one.slug in sessions),
    )


def facets(timetable: Timetable, selection: Selection) -> dict[str, dict[str, int]]:
    """For each facet, how many sessions each of its values would show given the other facets."""
    counts = {}
    for param, name in FACETS.items():
        part = narrow(timetable, without(selection, name))
        counts[param] = _count(
            (value, slot) for slot in part.slots for value in _values(param, slot, part)
        )
    part = narrow(timetable, replace(selection, stepfree=True))
    counts["stepfree"] = _count(("1", slot) for slot in part.slots)
    return counts


def loosen(timetable: Timetable, selection: Selection) -> list[str]:
    """The fields of a selection any one of which, taken off, lets something fit."""
    empty = Selection()
    return [
        field.name
        for field in fields(Selection)
        if getattr(selection, field.name) != getattr(empty, field.name)
        and narrow(timetable, without(selection, field.name)).slots
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
    known: dict[str, Container[str]] = {
        "day": {day.isoformat() for day in timetable.days},
        "track": set(timetable.track),
        "room": set(timetable.room),
        "kind": set(Kind),
        "language": {one.language for one in timetable.sessions if one.language},
        "stepfree": {"1"},
    }
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
        q=" ".join(sorted(found.get("q", ())))[:200],
    )


def _fits(slot: Slot, timetable: Timetable, selection: Selection) -> bool:
    for param, name in FACETS.items():
        wanted = getattr(selection, name)
        if wanted and not set(_values(param, slot, timetable)) & {_key(one) for one in wanted}:
            return False
    if selection.stepfree and not _step_free(slot, timetable):
        return False
    return not selection.q or all(
        word in _searchable(slot, timetable) for word in folded(selection.q).split()
    )


def _key(value: date | str) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _values(param: str, slot: Slot, timetable: Timetable) -> list[str]:
    session = timetable.session[slot.session]
    return {
        "day": lambda: [timetable.day(slot).isoformat()],
        "track": lambda: [session.track] if session.track else [],
        "room": lambda: list(slot.rooms),
        "kind": lambda: [str(session.kind)],
        "language": lambda: [session.language] if session.language else [],
    }[param]()


def _step_free(slot: Slot, timetable: Timetable) -> bool:
    return bool(slot.rooms) and all(timetable.room[room].step_free for room in slot.rooms)


def _count(pairs: Iterable[tuple[str, Slot]]) -> dict[str, int]:
    sessions: dict[str, set[str]] = {}
    for value, slot in pairs:
        sessions.setdefault(value, set()).add(slot.session)
    return {value: len(found) for value, found in sessions.items()}


def folded(text: str) -> str:
    """A text as it is searched: without case and without accents (Unicode NFKD)."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _searchable(slot: Slot, timetable: Timetable) -> str:
    session = timetable.session[slot.session]
    texts = [*session.title.values(), *session.subtitle.values()]
    for one in session.people:
        speaker = timetable.speaker[one.speaker]
        texts += [speaker.name, speaker.original_name or "", *speaker.affiliation.values()]
    for slug in slot.rooms:
        room = timetable.room[slug]
        texts += [*room.name.values(), *timetable.venue[room.venue].name.values()]
    return folded("\n".join(texts))
