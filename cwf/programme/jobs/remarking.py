"""The program that puts remarks into the sheet that somebody sent; `imports` runs it.

Like `reading` it is a process of its own, with a line of JSON and the file on standard input. It
tells the media type of what it made, and then the file in Base64.
"""

import sys
from base64 import b64encode
from collections.abc import Mapping

import msgspec

from cwf.programme.imports.sheets import read_tables
from cwf.programme.imports.sheets.remarked import remarked
from cwf.programme.orders import Remarking
from cwf.programme.sheets.columns import familiar


def main() -> None:
    """Read the order and the file from standard input; tell on standard output."""
    given = sys.stdin.buffer
    wanted = msgspec.json.decode(given.readline(), type=Remarking)
    made, media_type, _ending = put_in(given.read(), wanted)
    sys.stdout.buffer.write(media_type.encode() + b"\n" + b64encode(made) + b"\n")


def put_in(body: bytes, wanted: Remarking) -> tuple[bytes, str, str]:
    """The file with remarks, its media type, and the end of its name."""
    said: Mapping[int, str] = {
        id(remark): sentence
        for remark, sentence in zip(wanted.remarks, wanted.sentences, strict=True)
    }
    knows = frozenset(wanted.headings).__contains__ if wanted.headings else familiar
    table = {one.name: one for one in read_tables(body, wanted.name, knows=knows)}
    return remarked(
        body,
        [table[name] for name in wanted.sheets if name in table],
        wanted.remarks,
        lambda remark: said[id(remark)],
        language=wanted.language,
    )
