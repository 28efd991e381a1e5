"""The parts of a workbook: an archive whose every byte is counted while it is unpacked.

What an archive says of its own sizes may be a lie; what is counted is what comes out of it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers import expat

from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.incoming import Progress
from cwf.programme.sheets.remarks import Code

UNPACKED = 100 * 1024 * 1024
PARTS = 2_000
PIECE = 64 * 1024
STUCK = 1024 * 1024  # of one tag: nobody's spreadsheet has such a long one
LOCKED = 0x1
NAMES = 1_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
          RuntimeError, LookupError)  # fmt: skip


class Handler:
    """What is told while XML is walked; names come without their namespace.

    One that is `swift` is told names as the parser has them, and looks them up in `local` itself:
    a sheet has a million elements, and each call of a function less is felt.
    """

    swift = False
    local: "Locals"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, piece: str) -> None:
        """A piece of text; what stands together may come in several."""


class Archive:
    """A zip file that is read part by part; raises Unreadable for all that is wrong with it."""

    def __init__(self, body: bytes, progress: Progress) -> None:
        self.left = UNPACKED
        self.done = 0
        self.progress = progress
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(body))
            parts = self.zip.infolist()
        except BROKEN:
            raise refused(Code.DAMAGED) from None
        if len(parts) > PARTS or len({part.filename for part in parts}) < len(parts):
            raise refused(Code.DAMAGED)
        if any(part.flag_bits & LOCKED for part in parts):
            raise refused(Code.ENCRYPTED)
        self.names = frozenset(part.filename for part in parts)
        self.total = max(1, sum(part.file_size for part in parts if part.filename[-4:] == ".xml"))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece."""
        if name not in self.names:
            raise refused(Code.DAMAGED)
        try:
            with self.zip.open(name) as part:
                while piece := part.read(PIECE):
                    self.left -= len(piece)
                    self.done += len(piece)
                    if self.left < 0:
                        raise refused(Code.UNPACKS_TOO_LARGE)
                    self.progress(min(self.done, self.total), self.total)
                    yield piece
        except BROKEN:
            raise refused(Code.DAMAGED) from None

    def walk(self, name: str, handler: Handler) -> None:
        """Walk a part that is XML; a document type, and with it every entity, is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        start, end, local = handler.start, handler.end, Locals()
        handler.local = local
        parser.StartElementHandler = (
            start
            if handler.swift
            else lambda tag, found: start(
                local[tag], {local[key]: value for key, value in found.items()}
            )
        )
        parser.EndElementHandler = end if handler.swift else lambda tag: end(local[tag])
        parser.CharacterDataHandler = handler.text
        parser.StartDoctypeDeclHandler = _refuse_document_type
        fed = 0
        with _strictly():
            for piece in self.pieces(name):
                parser.Parse(piece)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > STUCK:
                    raise refused(Code.DAMAGED)
            parser.Parse(b"", True)


@contextmanager
def _strictly() -> Iterator[None]:
    try:
        yield
    except (expat.ExpatError, LookupError, ValueError):  # an encoding that nobody knows, too
        raise refused(Code.DAMAGED) from None


class Locals(dict[str, str]):
    """Names without their namespaces; a sheet has few, and each of them a hundred thousand times.

    So that a file that makes names up does not fill memory, only so many are kept.
    """

    def __missing__(self, name: str) -> str:
        local = name.rpartition(" ")[2]
        if len(self) < NAMES:
            self[name] = local
        return local


def _refuse_document_type(*_what: object) -> None:
    raise refused(Code.DAMAGED)
