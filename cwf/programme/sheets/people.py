"""Several people in a cell: "Ada Example (moderator); Bo Prøve"."""

import re
from collections.abc import Callable

from cwf.programme.incoming import Taking
from cwf.programme.sheets.codes import role_named
from cwf.programme.sheets.names import Names, parts
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.texts import bare, short
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.timetable import PersonRole

BEHIND = re.compile(r"(.+?)\s*\(([^()]+)\)")
BEFORE = re.compile(r"([^:;]+):\s*(.+)")


def read_people(
    written: str, names: Names, find: Callable[[str], str]
) -> tuple[tuple[Taking, ...], list[Wrong]]:
    """Who is in a session, and what is wrong with the cell.

    `find` gives the reference for a name, or raises Wrong.
    """
    takings: dict[str, Taking] = {}
    wrongs = []
    for part in _people(written, names):
        name, role = _parted(part, names)
        try:
            ref = find(name)
        except Wrong as wrong:
            wrongs.append(wrong)
            continue
        if ref in takings:
            wrongs.append(Wrong(Code.TWICE_IN_CELL, value=short(name)))
        takings.setdefault(ref, Taking(speaker=ref, role=role))
    return tuple(takings.values()), wrongs


def written_person(name: str, role: PersonRole, word: str, id: str, names: Names) -> str:
    """A person as a cell has one: the name if it is read back as this, else the id.

    `word` is the role's in the reader's language.
    """
    behind = "" if role is PersonRole.SPEAKER else f" ({word})"
    told = f"{name}{behind}"
    safe = _people(told, names) == [told] and _parted(told, names) == (name, role)
    return told if safe else f"{id}{behind}"


def _people(written: str, names: Names) -> list[str]:
    """The parts of a cell; commas part full names only: "Ming, Vivienne" is one person."""
    found = []
    for part in parts(written):
        inner = [one.strip() for one in part.split(",")]
        apart = len(inner) > 1 and not names.knows(part) and all(" " in one for one in inner)
        found += inner if apart else [part]
    return found


def _parted(part: str, names: Names) -> tuple[str, PersonRole]:
    """Name and role: "Ada Berg (moderator)", "Moderator: Ada Berg"."""
    if names.knows(part):
        return part, PersonRole.SPEAKER
    if (found := BEHIND.fullmatch(part)) and (role := role_named(bare(found[2]))):
        return found[1], role
    if (found := BEFORE.fullmatch(part)) and (role := role_named(bare(found[1]))):
        return found[2], role
    return part, PersonRole.SPEAKER
