"""Programmes that others made: from the bytes of a file to what it says of a programme.

A schedule (frab, pentabarf and pretalx XML; c3voc JSON, versions 1 and 2) is known by its
content, not by its name. It is not validated against a schema first, for real ones fail it: what
can be used is used, what cannot is remarked on with its line. Reading it changes nothing.
"""

from collections.abc import Callable
from dataclasses import replace

from cwf.programme.imports.schedules.conference import read_head
from cwf.programme.imports.schedules.in_json import read_json
from cwf.programme.imports.schedules.in_xml import read_xml
from cwf.programme.imports.schedules.raw import MOST_BYTES, RawSchedule
from cwf.programme.imports.schedules.reading import Reading
from cwf.programme.imports.schedules.setting import Setting
from cwf.programme.incoming import Head, Incoming, Progress, Remark, Unreadable
from cwf.programme.merging.bounds import YEARS

__all__ = ["Setting", "head_of", "parse_schedule", "read_schedule", "understand"]

Reader = Callable[[bytes, Progress], RawSchedule]
SPREADSHEET = b"PK\x03\x04"


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def read_schedule(
    data: bytes, setting: Setting, *, source: str = "", progress: Progress = _silent
) -> tuple[Incoming, tuple[Remark, ...]]:
    """All that a schedule says, in the words of `incoming`, with remarks. Raises Unreadable.

    `source` names where it comes from; "": the conference's acronym, else its title.
    """
    raw = parse_schedule(data, progress)
    return understand(raw, setting, source=source, progress=progress)


def parse_schedule(data: bytes, progress: Progress = _silent) -> RawSchedule:
    """The file's own words, of whatever format it is. Raises Unreadable.

    This is the first half of what `progress` is told of, `understand` the second.
    """
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES // 1024 // 1024}"
        raise Unreadable(Remark(code="too-large", data={"megabytes": most}))
    raw = _reader(data)(data, lambda done, total: progress(done, 2 * total))
    if not raw.events:
        raise Unreadable(Remark(code="no-events"))
    return raw


def understand(
    raw: RawSchedule, setting: Setting, *, source: str = "", progress: Progress = _silent
) -> tuple[Incoming, tuple[Remark, ...]]:
    """What the file's words mean at an edition of that setting."""
    reading = Reading(raw, setting, source=source)
    items = reading.items(lambda done, total: progress(total + done, 2 * total))
    incoming = Incoming(source=reading.source, whole=True, items=items, head=reading.head)
    return incoming, reading.remarks


def head_of(raw: RawSchedule, setting: Setting) -> Head:
    """What the file says of its conference, its days worked out where it does not list them."""
    head = read_head(raw)
    if head.starts and head.ends:
        return head
    days = [day for day in Reading(raw, setting).days() if day.year in YEARS]
    if not days:
        return head
    return replace(head, starts=min(days), ends=max(days))


def _reader(data: bytes) -> Reader:
    if data.startswith(SPREADSHEET):
        raise Unreadable(Remark(code="a-spreadsheet"))
    begins = data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff\0 \t\r\n")
    if begins.startswith(b"<"):
        return read_xml
    if begins.startswith((b"{", b"[")):
        return read_json
    raise Unreadable(Remark(code="unknown-format"))
