"""The program that reads a list of members and says what it would change; `imports` runs it.

It is a process of its own with limits. It gets all that it may know on its standard input, a line
of JSON and the file, and tells line by line: how far it is, then one outcome.
"""

import gc
import sys
from collections.abc import Iterator

import msgspec

from cwf.delegations.sheets.asking import MEMBERS, Wanted, ask, known
from cwf.delegations.sheets.comparing import compare
from cwf.delegations.sheets.fields import familiar
from cwf.delegations.sheets.plans import MemberPlan
from cwf.delegations.sheets.rows import read_rows
from cwf.programme import packing
from cwf.programme.columns import Asked
from cwf.programme.imports.sheets import read_tables
from cwf.programme.incoming import Progress, Remark, Unreadable
from cwf.programme.jobs.telling import part, tell, tell_progress

Outcome = tuple[Asked, ...] | MemberPlan | Remark


def main() -> None:
    """Read the order and the file from standard input; tell on standard output.

    Nothing is collected: what is made is in use until the process ends, and looking for cycles in
    a hundred thousand cells again and again cost more than comparing them.
    """
    gc.disable()
    given = sys.stdin.buffer
    wanted = msgspec.json.decode(given.readline(), type=Wanted)
    for word, outcome in read(given.read(), wanted, tell_progress()):
        tell(word, packing.write(outcome))


def read(body: bytes, wanted: Wanted, progress: Progress) -> Iterator[tuple[str, Outcome]]:
    """Words and outcomes: "columns", and "plan" unless somebody is to be asked about them first;
    or "unreadable" with the reason."""
    try:
        yield from _read(body, wanted, progress)
    except Unreadable as error:
        yield "unreadable", error.remark


def _read(body: bytes, wanted: Wanted, progress: Progress) -> Iterator[tuple[str, Outcome]]:
    host, remembered = wanted.roster.host, wanted.remembered
    tables = read_tables(body, wanted.name, knows=familiar, progress=part(progress, 0, 400))
    asked = wanted.asked or ask(tables, host=host, remembered=remembered)
    yield "columns", asked
    if not wanted.asked and not known(asked, host=host, remembered=remembered):
        return
    named = {one.name: one for one in tables}
    chosen = next(one for one in asked if one.noun == MEMBERS and one.name in named)
    read = read_rows(
        named[chosen.name],
        chosen.holds,
        wanted.roster,
        role=wanted.role,
        progress=part(progress, 400, 700),
    )
    progress(700, 1000)
    yield "plan", compare(read, wanted.roster)
