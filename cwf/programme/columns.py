"""What is asked about the sheets of a file: what their rows are and what their columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from cwf.programme.incoming import Noun
from cwf.programme.sheets import Guess, Sheet, Table, choose, guess, mapping_of
from cwf.programme.sheets.columns import SURE, is_remarks
from cwf.programme.sheets.table import Cell, Failed, Format, Formula

SAMPLES = 3  # rows that are shown
LETTERS = 80  # of a cell
SHEETS = 12  # sheets that are asked about

# By noun: what a heading was said to hold the last time.
Remembered = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A sheet as its organiser is asked about it, and what was answered.

    `noun` is "" where it is not to be read; `samples` has a row of texts for each of its first
    rows; `holds` says by heading which target a column has, "" for none.
    """

    name: str
    noun: str
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    rows: int
    holds: Mapping[str, str]


def ask(
    tables: Sequence[Table], brings: str, *, languages: Sequence[str], remembered: Remembered
) -> tuple[Asked, ...]:
    """What each sheet seems to be. `brings` is what the organiser said of the file, or ""."""
    chosen = {table.name: str(noun) for table, noun in choose(tables)}
    if brings in set(Noun):
        fitting = [name for name, noun in chosen.items() if noun == brings]
        chosen = {(fitting or [tables[0].name])[0]: brings}
    return tuple(
        guessed(asked_about(table), chosen.get(table.name, ""), languages, remembered)
        for table in tables[:SHEETS]
    )


def guessed(asked: Asked, noun: str, languages: Sequence[str], remembered: Remembered) -> Asked:
    """The same sheet with its columns guessed anew for a noun."""
    return replace(asked, noun=noun, holds=mapping_of(_guesses(asked, noun, languages, remembered)))


def known(asked: Sequence[Asked], languages: Sequence[str], remembered: Remembered) -> bool:
    """Whether all columns that will be read are ours or were said before: nobody need be asked."""
    return all(
        _ours(guesses) or all(one.remembered for one in guesses)
        for sheet in asked
        if (guesses := _to_be_read(_guesses(sheet, sheet.noun, languages, remembered)))
    )


def _to_be_read(guesses: Sequence[Guess]) -> list[Guess]:
    return [one for one in guesses if not is_remarks(one.heading)]


def _ours(guesses: Sequence[Guess]) -> bool:
    """Whether the sheet was sent out by us: ids, texts with their languages, our words only."""
    return (
        any(one.target == "id" for one in guesses)
        and any("[" in one.heading for one in guesses)
        and all(one.target and one.confidence == SURE for one in guesses)
    )


def sheets_of(tables: Sequence[Table], asked: Sequence[Asked]) -> tuple[Sheet, ...]:
    """The sheets to be read, with what they mean, in the order of nouns."""
    table = {one.name: one for one in tables}
    read = [one for one in asked if one.noun and one.name in table]
    order = list(Noun)
    return tuple(
        Sheet(table=table[one.name], noun=Noun(one.noun), mapping=one.holds)
        for one in sorted(read, key=lambda one: order.index(Noun(one.noun)))
    )


def _guesses(
    asked: Asked, noun: str, languages: Sequence[str], remembered: Remembered
) -> tuple[Guess, ...]:
    if not noun:
        return ()
    bare = Table(
        name=asked.name,
        format=Format.CSV,
        headings=asked.headings,
        columns=(),
        heading_row=1,
        rows=(),
    )
    return guess(bare, Noun(noun), languages=languages, remembered=remembered.get(noun))


def asked_about(table: Table) -> Asked:
    """A sheet as it is asked about, before it is known what it holds."""
    return Asked(
        name=table.name,
        noun="",
        headings=table.headings,
        samples=tuple(tuple(map(_shown, row.cells)) for row in table.rows[:SAMPLES]),
        rows=len(table.rows),
        holds={},
    )


def _shown(cell: Cell) -> str:
    """A cell as a short text."""
    if cell is None:
        return ""
    if isinstance(cell, Formula | Failed):
        return cell.shown[:LETTERS]
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return " ".join(str(cell).split())[:LETTERS]
