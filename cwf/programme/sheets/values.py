"""The values that a thing's cells give it; what no column says is left out."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from cwf.programme.incoming import Noun, Placing
from cwf.programme.sheets.codes import is_zone, read_kind
from cwf.programme.sheets.columns import BRACKETS
from cwf.programme.sheets.fields import NAME, fields_of, target_of
from cwf.programme.sheets.lines import AS_IT_IS, Lines
from cwf.programme.sheets.meaning import Meaning
from cwf.programme.sheets.names import parts
from cwf.programme.sheets.people import read_people
from cwf.programme.sheets.placing import COLUMNS, PlacingReader, Wall, olds, read_slot_id
from cwf.programme.sheets.readers import EMPTY, PROSE, READERS, text_reader
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell, Row
from cwf.programme.sheets.texts import line, prose, short
from cwf.programme.sheets.things import Thing
from cwf.programme.sheets.wrong import Wrong

ABSENT = object()
# Words of few letters that are taken as they stand where a cell says what stands already.
CODES = ("language", "original_language", "zone", "country", "hue", "mark")


def values_of(thing: Thing, meaning: Meaning) -> dict[str, Any]:
    """All that the cells say, checked; what is wrong is remarked on and left out."""
    values: dict[str, Any] = {}
    _read_texts(thing, values)
    for name, reader in _readers(thing, meaning).items():
        if thing.lines.has(name):
            found = _read(thing, name, reader)
            if found is not ABSENT:
                values[name] = found
    if thing.noun is Noun.SESSION and any(map(thing.lines.has, COLUMNS)):
        placings = _placings(thing, meaning)
        if placings is not None:
            values["placings"] = placings
    stands = thing.entry.values if thing.entry else {}
    return {name: _kept(name, stands.get(name), value) for name, value in values.items()}


def _read_texts(thing: Thing, values: dict[str, Any]) -> None:
    """Texts by language; the names have been read already."""
    name = NAME[thing.noun]
    if thing.names:
        values[name] = thing.names[""] if thing.noun is Noun.SPEAKER else dict(thing.names)
    known = fields_of(thing.noun)
    for code in thing.lines.columns:
        target = target_of(code)
        if target.language is None or target.field == name or not known[target.field].texts:
            continue
        text = thing.lines.read(code, text_reader(target.field), "")
        if text not in AS_IT_IS:
            values.setdefault(target.field, {})[target.language] = text


def _read(thing: Thing, name: str, reader: Callable[[Cell], Any]) -> Any:
    """One value; ABSENT where the cell is empty and must not be, or is remarked on."""
    before = len(thing.lines.remarks)
    found = thing.lines.read(name, reader, ABSENT)
    if found is not ABSENT or len(thing.lines.remarks) > before:
        return found
    if name in ("kind", "status"):
        if thing.entry:
            thing.lines.remark(Code.REQUIRED, name, field=name)
        return ABSENT
    return ABSENT if name == "venue" else EMPTY.get(name)


def _readers(thing: Thing, meaning: Meaning) -> Mapping[str, Callable[[Cell], Any]]:
    lines = thing.lines
    readers = dict(READERS[thing.noun])
    stands = thing.entry.values if thing.entry else {}
    for name in CODES:
        if name in readers and stands.get(name):
            readers[name] = _unless_same(stands[name], readers[name])
    if thing.noun is Noun.ROOM:
        readers["venue"] = lambda cell: meaning.find(Noun.VENUE, line(cell), lines, "venue")
    elif thing.noun is Noun.SPEAKER:
        readers["region"] = lambda cell: meaning.regions.find(line(cell))
    elif thing.noun is Noun.SESSION:
        readers["kind"] = lambda cell: read_kind(cell, meaning.vocabulary.kinds)
        readers["track"] = lambda cell: meaning.find(Noun.TRACK, line(cell), lines, "track")
        readers["hosts"] = lambda cell: tuple(
            sorted({meaning.regions.find(part) for part in parts(prose(cell))})
        )
        readers["people"] = lambda cell: _people(thing, meaning, cell)
    return readers


def _unless_same(stands: str, reader: Callable[[Cell], Any]) -> Callable[[Cell], Any]:
    return lambda cell: stands if line(cell) == stands else reader(cell)


def _people(thing: Thing, meaning: Meaning, cell: Cell) -> Any:
    names = meaning.names[Noun.SPEAKER]
    takings, wrongs = read_people(
        prose(cell), names, lambda name: meaning.find(Noun.SPEAKER, name, thing.lines, "people")
    )
    for wrong in wrongs:
        thing.lines.wrong(wrong, "people")
    return ABSENT if wrongs else takings


def _placings(thing: Thing, meaning: Meaning) -> tuple[Placing, ...] | None:
    """All slots that the rows say; None where they say nothing of slots, or not all can be read."""
    lines = thing.lines
    standing: tuple[Placing, ...] = thing.entry.values["placings"] if thing.entry else ()
    before = sum(remark.error for remark in lines.remarks)
    named = [lines.read("slot", read_slot_id, None, row) if lines.has("slot") else None
             for row in lines.rows]  # fmt: skip
    old = olds(lines, standing, named)
    rest = [one for one in standing if one not in old]
    wall = Wall(zone=_zone(lines, meaning), day_change=time(meaning.standing.day_change_hour),
                day_first=meaning.day_first)  # fmt: skip
    found = []
    for row, one in zip(lines.rows, old, strict=True):
        reader = PlacingReader(lines=lines, row=row, wall=wall, old=one, standing=rest,
                               rooms=lambda lines, row: _rooms(lines, row, meaning))  # fmt: skip
        if (placing := reader.read()) is not None:
            found.append(placing)
    for uuid, times in Counter(filter(None, named)).items():
        if times > 1:
            lines.remark(Code.SAME_PLACING, "slot", lines.rows[-1], value=uuid)
    _tell_foreign(thing, meaning, named)
    if sum(remark.error for remark in lines.remarks) > before:
        return None
    if not any(lines.has(code) for code in ("starts", "hours")) and not found:
        return None
    return tuple(found)


def _tell_foreign(thing: Thing, meaning: Meaning, named: list[Any]) -> None:
    """Say of each id of a slot that it belongs to another session, if it does."""
    for row, uuid in zip(thing.lines.rows, named, strict=True):
        owner = meaning.owners.get(uuid) if uuid else None
        if owner and (thing.entry is None or owner.slug != thing.entry.slug):
            thing.lines.remark(Code.PLACED_ELSEWHERE, "slot", row, name=short(owner.name))


def _rooms(lines: Lines, row: Row, meaning: Meaning) -> tuple[str, ...]:
    """The rooms that a cell names, the main one first."""
    found: dict[str, None] = {}
    none: list[str] = []
    for said in lines.read("rooms", lambda cell: _room_names(cell, meaning), none, row):
        try:
            found[meaning.find(Noun.ROOM, said, lines, "rooms", row)] = None
        except Wrong as wrong:
            lines.wrong(wrong, "rooms", row)
    return tuple(found)


def _room_names(cell: Cell, meaning: Meaning) -> list[str]:
    """The names in a cell; commas part them where the whole is no room's name."""
    names = meaning.names[Noun.ROOM]
    found = []
    for part in parts(prose(cell)):
        inner = [one.strip() for one in part.split(",") if one.strip()]
        apart = not names.knows(part) and any(map(names.knows, inner))
        found += inner if apart else [part]
    return found


def _zone(lines: Lines, meaning: Meaning) -> ZoneInfo:
    """The zone that a heading says: "Starts (Europe/Copenhagen)"; else the edition's."""
    for code in ("starts", "hours", "ends", "day"):
        for inside in BRACKETS.findall(lines.heading(code) or ""):
            if "/" in inside and is_zone(inside.strip()):
                return ZoneInfo(inside.strip())
    return meaning.zone


def _kept(name: str, stands: Any, said: Any) -> Any:
    """What stands, where the cell differs from it only by what cleaning takes away."""
    if isinstance(said, dict):
        before = stands if isinstance(stands, dict) else {}
        return {tag: _kept(name, before.get(tag), text) for tag, text in said.items()}
    if isinstance(said, str) and isinstance(stands, str):
        return stands if (prose if name in PROSE else line)(stands) == said else said
    if name == "links" and isinstance(stands, tuple) and len(stands) == len(said):
        pairs = zip(stands, said, strict=True)
        same = all(line(a["label"]) == line(b["label"]) and a["url"] == b["url"] for a, b in pairs)
        return stands if same else said
    return said
