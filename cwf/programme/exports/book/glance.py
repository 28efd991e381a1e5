"""A day on two pages: what all share, true to scale, and what one chooses from.

Parallel sessions with a moment in common stand as tiles, a column per track; more than that, or
without such a moment, they are listed by room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cwf.programme.exports.book.entries import Book, Entry, Said
from cwf.programme.scripts import runs
from cwf.programme.timetable import Kind, overlap

SHARED = {Kind.KEYNOTE, Kind.CEREMONY, Kind.MEAL, Kind.BREAK, Kind.SOCIAL}
TILES, COLUMNS, ROWS = 24, 4, 8
# Millimetres: of a block that holds one line, of an hour at most, of a block set apart.
LINE, HOUR, APART = 3.2, 16.0, 13.5
FEW = 3  # blocks from which on a scale says something
EVENING, PAUSE = 17, timedelta(minutes=90)


@dataclass(frozen=True, kw_only=True)
class Block:
    """What happens at one stretch of the day; `top` and `height` in millimetres, 0 in a list."""

    entries: tuple[Entry, ...]
    choices: int
    kind: str
    top: float = 0
    height: float = 0

    @property
    def start(self) -> str:
        """The hour at which it begins."""
        return self.entries[0].start

    @property
    def hour(self) -> int:
        """The hour of the day, 0 to 23, in which it begins."""
        return int(self.start[:2])

    @property
    def said(self) -> tuple[Entry | None, ...]:
        """What it names, by time: the entries for all, and once (None) the many to choose from."""
        if not self.choices:
            return self.entries
        named: list[Entry | None] = []
        for entry in self.entries:
            if entry.session.kind in SHARED:
                named.append(entry)
            elif None not in named:
                named.append(None)
        return tuple(named)

    @property
    def choice(self) -> str:
        """The hour at which the first of the many begins."""
        return next(e.start for e in self.entries if e.session.kind not in SHARED)


@dataclass(frozen=True, kw_only=True)
class Column:
    """The tiles of one track (None: of no track)."""

    track: str | None
    tiles: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class InRoom:
    """What one room offers on the day; without a name where the place is not known."""

    name: Said
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A day at a glance; `height` is that of the scale, 0 where the blocks are a list."""

    blocks: tuple[Block, ...]
    height: float
    columns: tuple[Column, ...]
    rooms: tuple[InRoom, ...]

    @property
    def choices(self) -> int:
        """How many sessions one chooses from."""
        return sum(len(column.tiles) for column in self.columns)


def glance(book: Book, entries: Sequence[Entry], *, height: float) -> Glance:
    """The day of these entries; its scale may be `height` millimetres high."""
    choice = parallel(entries)
    shared = [entry for entry in entries if entry not in choice]
    columns = _columns(book, choice)
    fits = len(columns) <= COLUMNS and max((len(c.tiles) for c in columns), default=0) <= ROWS
    if len(choice) > TILES or not fits or not _have_a_moment_in_common(choice):
        blocks = tuple(_block([entry], 0) for entry in shared)
        return Glance(blocks=blocks, height=0, columns=(), rooms=_rooms(book, entries))
    blocks = _stretches(shared, [entry for entry in choice if not _runs_along(entry, shared)])
    placed = _to_scale(blocks, height)
    used = placed[-1].top + placed[-1].height if placed else 0
    return Glance(blocks=placed or blocks, height=used, columns=columns, rooms=())


def parallel(entries: Sequence[Entry]) -> list[Entry]:
    """The entries among which one has to choose: beside another that is not for all."""
    own = [entry for entry in entries if entry.session.kind not in SHARED and not entry.cancelled]
    return [
        entry
        for entry in own
        if any(overlap(entry.slot, other.slot) for other in own if other is not entry)
    ]


def _runs_along(entry: Entry, shared: Sequence[Entry]) -> bool:
    """Whether it goes on beside what is for all, as a workshop of a whole day does."""
    for_all = [one.slot for one in shared if one.session.kind in (Kind.KEYNOTE, Kind.CEREMONY)]
    return any(overlap(entry.slot, slot) for slot in for_all)


def _have_a_moment_in_common(entries: Sequence[Entry]) -> bool:
    if not entries:
        return True
    last_start = max(entry.slot.starts for entry in entries)
    return last_start < min(entry.slot.reckoned_end for entry in entries)


def _stretches(shared: Sequence[Entry], choice: Sequence[Entry]) -> tuple[Block, ...]:
    """Entries that overlap make one block; those to choose from count, the others are named."""
    found: list[list[Entry]] = []
    for entry in sorted([*shared, *choice], key=lambda entry: entry.slot.starts):
        if found and entry.slot.starts < max(e.slot.reckoned_end for e in found[-1]):
            found[-1].append(entry)
        else:
            found.append([entry])
    return tuple(_block(group, sum(entry in choice for entry in group)) for group in found)


def _block(entries: list[Entry], choices: int) -> Block:
    first = entries[0].session.kind
    kind = "choose" if choices else "keynote" if first is Kind.KEYNOTE else "plain"
    return Block(entries=tuple(entries), choices=choices, kind=kind)


def _to_scale(blocks: tuple[Block, ...], height: float) -> tuple[Block, ...]:
    """The blocks placed; none where they are few, an end is not known, or a line does not fit."""
    if len(blocks) < FEW or any(e.slot.ends is None for block in blocks for e in block.entries):
        return ()
    late = _first_of_the_evening(blocks)
    day, evening = blocks[:late], blocks[late:]
    opens = day[0].entries[0].slot.starts
    minutes = (_ends(day[-1]) - opens) / timedelta(minutes=1)
    scale = min((height - len(evening) * (APART + 3)) / minutes, HOUR / 60)
    placed = [
        Block(
            entries=block.entries,
            choices=block.choices,
            kind=block.kind,
            top=(block.entries[0].slot.starts - opens) / timedelta(minutes=1) * scale,
            height=(_ends(block) - block.entries[0].slot.starts) / timedelta(minutes=1) * scale,
        )
        for block in day
    ]
    if any(block.height < LINE * len(block.said) for block in placed):
        return ()
    top = placed[-1].top + placed[-1].height + 6
    return (
        *placed,
        *(
            Block(
                entries=b.entries, choices=0, kind=b.kind, top=top + n * (APART + 3), height=APART
            )
            for n, b in enumerate(evening)
        ),
    )


def _first_of_the_evening(blocks: tuple[Block, ...]) -> int:
    """The place of the first block that begins late and after a pause."""
    for place in range(1, len(blocks)):
        starts = blocks[place].entries[0].slot.starts
        late = blocks[place].hour >= EVENING
        if late and starts - _ends(blocks[place - 1]) >= PAUSE:
            return place
    return len(blocks)


def _ends(block: Block) -> datetime:
    return max(entry.slot.reckoned_end for entry in block.entries)


def _columns(book: Book, choice: Sequence[Entry]) -> tuple[Column, ...]:
    tracks = [track.slug for track in book.timetable.tracks]
    found = {slug: tuple(e for e in choice if e.session.track == slug) for slug in [*tracks, None]}
    return tuple(Column(track=slug, tiles=tiles) for slug, tiles in found.items() if tiles)


def _rooms(book: Book, entries: Sequence[Entry]) -> tuple[InRoom, ...]:
    order = [room.slug for room in book.timetable.rooms]
    found: dict[str, list[Entry]] = {slug: [] for slug in [*order, ""]}
    for entry in entries:
        for slug in entry.slot.rooms or ("",):
            found[slug].append(entry)
    return tuple(
        InRoom(name=runs(book.labels.room(slug)) if slug else (), entries=tuple(entries))
        for slug, entries in found.items()
        if entries
    )
