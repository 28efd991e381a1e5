"""What is asked about a list of members: which sheet of a file it is, and what columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cwf.delegations.roles import Role
from cwf.delegations.sheets.fields import guessed
from cwf.delegations.sheets.rosters import Roster
from cwf.programme.columns import Asked, asked_about
from cwf.programme.sheets.columns import SURE, Guess, is_remarks, mapping_of
from cwf.programme.sheets.table import Table

MEMBERS = "member"  # what the rows of a sheet are that is read
SHEETS = 12  # sheets that are asked about


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is known of a file: its name, what stands, and what was said of its columns.

    `role` is of those of whom the list says none; `remembered` are columns of earlier lists.
    """

    name: str
    roster: Roster
    asked: tuple[Asked, ...] | None = None
    role: Role | None = None
    remembered: Mapping[str, str]


def ask(tables: Sequence[Table], *, host: bool, remembered: Mapping[str, str]) -> tuple[Asked, ...]:
    """The sheets of a file; the one with most columns that we know is the list."""
    asked = [asked_about(table) for table in tables[:SHEETS]]
    likely = [_likely(one.headings, host=host, remembered=remembered) for one in asked]
    best = likely.index(max(likely))
    return tuple(
        as_members(one, host=host, remembered=remembered) if place == best else one
        for place, one in enumerate(asked)
    )


def as_members(asked: Asked, *, host: bool, remembered: Mapping[str, str]) -> Asked:
    """The sheet as one that is read, its columns guessed."""
    guesses = guessed(asked.headings, host=host, remembered=remembered)
    return replace(asked, noun=MEMBERS, holds=mapping_of(guesses))


def known(asked: Sequence[Asked], *, host: bool, remembered: Mapping[str, str]) -> bool:
    """Whether nobody need be asked: all columns were said before, or the sheet is one of ours."""
    guesses = [
        one
        for sheet in asked
        if sheet.noun
        for one in guessed(sheet.headings, host=host, remembered=remembered)
        if not is_remarks(one.heading)
    ]
    return all(one.remembered for one in guesses) or _ours(guesses)


def _ours(guesses: Sequence[Guess]) -> bool:
    """Sent out by us: with ids, and with our own headings only."""
    return any(one.target == "id" for one in guesses) and all(
        one.target and one.confidence == SURE for one in guesses
    )


def _likely(headings: Sequence[str], *, host: bool, remembered: Mapping[str, str]) -> float:
    return sum(one.confidence for one in guessed(headings, host=host, remembered=remembered))
