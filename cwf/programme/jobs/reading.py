"""The program that reads a file and says what it would change; `imports` runs it.

It is a process of its own with limits. It gets all that it may know on its standard input, two
lines of JSON and the file, and tells line by line: how far it is, then one outcome.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from cwf.programme import packing
from cwf.programme.columns import Asked, ask, known, sheets_of
from cwf.programme.imports.schedules import Setting, read_schedule
from cwf.programme.imports.sheets import read_tables
from cwf.programme.incoming import Incoming, Progress, Remark, Unreadable
from cwf.programme.jobs.telling import PER_MILLE, part, tell, tell_progress
from cwf.programme.merging import Plan, plan
from cwf.programme.orders import Wanted
from cwf.programme.sheets import incoming_of
from cwf.programme.standing import Standing

Outcome = tuple[Asked, ...] | Plan | Remark


def main() -> None:
    """Read the order and the file from standard input; tell on standard output."""
    given = sys.stdin.buffer
    standing = packing.read(given.readline(), Standing)
    wanted = msgspec.json.decode(given.readline(), type=Wanted)
    for word, outcome in read(given.read(), wanted, standing, tell_progress()):
        tell(word, packing.write(outcome))


def read(
    body: bytes, wanted: Wanted, standing: Standing, progress: Progress
) -> Iterator[tuple[str, Outcome]]:
    """Words and outcomes: "columns" of a sheet, and "plan" unless an organiser is to be asked
    about them first; or "unreadable" with the reason."""
    try:
        if wanted.brings == "schedule" or (not wanted.brings and is_schedule(body)):
            yield "plan", _schedule(body, wanted, standing, progress)
        else:
            yield from _sheets(body, wanted, standing, progress)
    except Unreadable as error:
        yield "unreadable", error.remark


def is_schedule(body: bytes) -> bool:
    """Whether a file is XML or JSON rather than a sheet, by how it begins."""
    beginning = body[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return beginning.startswith((b"<", b"{", b"["))


def _schedule(body: bytes, wanted: Wanted, standing: Standing, progress: Progress) -> Plan:
    incoming, remarks = read_schedule(
        body,
        Setting.of(standing, zone=wanted.zone),
        source=wanted.source,
        progress=part(progress, 0, 800),
    )
    return _planned(standing, incoming, remarks, progress)


def _sheets(
    body: bytes, wanted: Wanted, standing: Standing, progress: Progress
) -> Iterator[tuple[str, Outcome]]:
    tables = read_tables(body, wanted.name, progress=part(progress, 0, 400))
    languages, remembered = standing.languages, wanted.remembered
    asked = wanted.asked or ask(tables, wanted.brings, languages=languages, remembered=remembered)
    yield "columns", asked
    if not wanted.asked and not known(asked, languages, remembered):
        return
    incoming, remarks = incoming_of(
        sheets_of(tables, asked),
        standing,
        vocabulary=wanted.vocabulary,
        create_missing=wanted.create_missing,
        progress=part(progress, 400, 800),
    )
    yield "plan", _planned(standing, incoming, remarks, progress)


def _planned(
    standing: Standing, incoming: Incoming, remarks: Sequence[Remark], progress: Progress
) -> Plan:
    made = plan(standing, incoming)
    progress(900, PER_MILLE)
    return replace(made, remarks=(*remarks, *made.remarks))
