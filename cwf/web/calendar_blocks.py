"""Entries of calendars as finished lines (RFC 5545): found again, and told a little otherwise.

No text can look like a line: breaks in texts are escaped, and continued lines begin with a space.
"""

import re
from collections.abc import Iterator

BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
FOOT = b"END:VCALENDAR\r\n"
OPAQUE, TRANSPARENT = b"\r\nTRANSP:OPAQUE\r\n", b"\r\nTRANSP:TRANSPARENT\r\n"
CANCELLED = b"\r\nSTATUS:CANCELLED\r\n"
SUMMARY = re.compile(rb"(?<=\r\n)SUMMARY[;:][^\r]*(?:\r\n [^\r]*)*\r\n")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST = 75  # octets of a line (RFC 5545 §3.1)
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def printable(value: str) -> str:
    """Without control characters, which TEXT may not hold (RFC 5545 §3.1)."""
    return UNPRINTABLE.sub("", value)


def blocks_of(calendar: bytes) -> dict[str, bytes]:
    """The entries of a calendar that `calendars` made, by UID: as `event_block` gave them."""
    _, *parts = calendar.removesuffix(FOOT).split(b"\r\n" + BEGIN)
    return {
        part.partition(b"\r\nUID:")[2].partition(b"\r\n")[0].decode(): BEGIN
        + part.removesuffix(b"\r\n")
        + b"\r\n"
        for part in parts
    }


def as_wish(block: bytes) -> bytes:
    """The entry as one that keeps nobody from other things."""
    return block.replace(OPAQUE, TRANSPARENT, 1)


def with_alarm(block: bytes, *, minutes: int, words: str) -> bytes:
    """The entry with an alarm before it starts; as it was, if it does not take place."""
    if CANCELLED in block:
        return block
    alarm = (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(words)}",
        f"TRIGGER:-PT{minutes}M",
        "END:VALARM",
    )
    return block.removesuffix(END) + b"".join(map(_folded, alarm)) + END


def retitled(block: bytes, more: str) -> bytes:
    """The entry with some words after its title."""
    found = SUMMARY.search(block)
    assert found is not None, "an entry has a title"
    title = found[0].replace(b"\r\n ", b"").removesuffix(b"\r\n").decode()
    return block[: found.start()] + _folded(title + _escaped(more)) + block[found.end() :]


def _escaped(text: str) -> str:
    """As a value of TEXT (RFC 5545 §3.3.11)."""
    return printable(text).translate(ESCAPES)


def _folded(line: str) -> bytes:
    """The line with its breaks; no character is taken apart."""
    return b"\r\n ".join(_pieces(line)) + b"\r\n"


def _pieces(line: str) -> Iterator[bytes]:
    piece, room = b"", LONGEST
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > room:
            yield piece
            piece, room = b"", LONGEST - 1  # a space goes before it
        piece += octets
    yield piece
