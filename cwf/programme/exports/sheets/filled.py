"""What stands in which cell of the sheets of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from cwf.programme.exports.sheets.wordings import Wordings
from cwf.programme.incoming import Noun, Placing
from cwf.programme.sheets.fields import FIELDS, Target
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.vocabulary import Vocabulary
from cwf.programme.standing import Entry, Standing

NOUNS = (Noun.SESSION, Noun.SPEAKER, Noun.ROOM, Noun.TRACK, Noun.VENUE)
LEFT_OUT = frozenset({"hours", "minutes", "first_name", "last_name"})


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: what it holds, its heading, and what may be chosen in its cells, if few."""

    target: Target
    heading: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A sheet: its name, its columns and its rows, a cell for each column."""

    noun: Noun
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(default=())


def filled(standing: Standing, *, language: str, vocabulary: Vocabulary) -> tuple[Filled, ...]:
    """The sheets of a draft; those of sessions first, where people begin to read."""
    wordings = Wordings(standing=standing, language=language, vocabulary=vocabulary)
    return tuple(sheet_of(noun, wordings) for noun in NOUNS)


def sheet_of(noun: Noun, wordings: Wordings) -> Filled:
    """The sheet of one noun."""
    targets = tuple(_targets(noun, wordings.standing))
    columns = tuple(
        Column(target=one, heading=wordings.heading(noun, one), choices=wordings.choices(one.field))
        for one in targets
    )
    rows = _session_rows(wordings) if noun is Noun.SESSION else _rows(noun, wordings)
    return Filled(
        noun=noun,
        name=wordings.sheet(noun),
        columns=columns,
        rows=tuple(tuple(cells.get(one.code) for one in targets) for cells in rows),
    )


def _targets(noun: Noun, standing: Standing) -> Iterator[Target]:
    """The columns: texts in the edition's languages, and in others that some text is in."""
    for one in FIELDS[noun]:
        if one.name in LEFT_OUT:
            continue
        if not one.texts:
            yield Target(field=one.name)
            continue
        used = {tag for entry in standing.of[noun] for tag in entry.values.get(one.name) or ()}
        for tag in dict.fromkeys((*standing.languages, *sorted(used))):
            yield Target(field=one.name, language=tag)


def _rows(noun: Noun, wordings: Wordings) -> Iterator[Mapping[str, Cell]]:
    for entry in wordings.standing.of[noun]:
        yield _cells(entry, wordings)


def _session_rows(wordings: Wordings) -> Iterator[Mapping[str, Cell]]:
    """A row for each slot in the order of time; only the first one of a session tells it whole."""
    told: set[str] = set()
    for entry, placing in sorted(_slots(wordings.standing), key=_by_time):
        cells = _cells(entry, wordings)
        if entry.slug in told:
            cells = {code: cells[code] for code in cells if code.startswith(("id", "title"))}
        told.add(entry.slug)
        yield cells | (_placing_cells(placing, wordings) if placing else {})


def _slots(standing: Standing) -> Iterator[tuple[Entry, Placing | None]]:
    for entry in standing.of[Noun.SESSION]:
        placings: Sequence[Placing] = entry.values.get("placings") or ()
        yield from ((entry, placing) for placing in placings)
        if not placings:
            yield entry, None


def _by_time(slot: tuple[Entry, Placing | None]) -> tuple[bool, str, str]:
    """By start, what is not placed last."""
    entry, placing = slot
    starts = placing.starts.astimezone(UTC).isoformat() if placing else ""
    return placing is None, starts, entry.slug


def _cells(entry: Entry, wordings: Wordings) -> dict[str, Cell]:
    """All cells of a thing but those of its slots, by code of their target."""
    cells: dict[str, Cell] = {"id": entry.slug}
    for name, value in entry.values.items():
        if name == "placings":
            continue
        if isinstance(value, Mapping):
            for tag, text in value.items():
                cells[Target(field=name, language=tag).code] = text
        else:
            cells[name] = _cell(name, value, wordings)
    return cells


def _cell(name: str, value: Any, wordings: Wordings) -> Cell:
    match name, value:
        case _, None | "" | ():
            return None
        case _, bool():
            return wordings.yes_no(value)
        case "people", _:
            return wordings.people(value)
        case "hosts", _:
            return "; ".join(wordings.region(slug) for slug in value)
        case "links", _:
            return "\n".join(f"{link['label']} {link['url']}".strip() for link in value)
        case "kind" | "status" | "track" | "venue" | "region", _:
            return str(getattr(wordings, name)(value))
    found: Cell = value
    return found


def _placing_cells(placing: Placing, wordings: Wordings) -> dict[str, Cell]:
    """A slot on the edition's clock: its day, its hours, its rooms, its id."""
    starts = wordings.local(placing.starts)
    day = wordings.day_of(starts)
    cells: dict[str, Cell] = {
        "day": day,
        "starts": _clock_cell(starts.time(), wordings.offset(placing.starts)),
        "assumed_minutes": placing.assumed_minutes,
        "rooms": "; ".join(wordings.room(slug) for slug in placing.rooms) or None,
        "slot": str(placing.uuid) if placing.uuid else None,
    }
    if placing.ends is not None:
        cells["ends"] = _end_cell(day, starts, placing.ends, wordings)
    return cells


def _end_cell(day: date, starts: datetime, ends: datetime, wordings: Wordings) -> Cell:
    """The hour, where that says which day's; else the day, too."""
    local = wordings.local(ends)
    offset = wordings.offset(ends)
    if wordings.end_on_wall(day, starts, local.time()) == local:
        return _clock_cell(local.time(), offset)
    return f"{local.isoformat(' ')}{offset}" if offset else local


def _clock_cell(at: time, offset: str) -> Cell:
    """A time; one that comes twice that night is written with its distance from UTC."""
    return f"{at.isoformat('minutes' if not at.second else 'seconds')}{offset}" if offset else at
