"""The file of a backup: lines of JSON, gzipped.

    {"format": "cwf-backup", "version": 1, "revision": …, "made": …, …}
    {"table": "regions", "columns": [["id", "plain"], ["name", "json"], …]}
    [1, "{\\"en\\": …}", …]                      a row of that table, in the order of its key
    {"end": {"regions": 14, …}, "sha256": …}    rows by table; the hash of all lines before

It is written beside its name, readable by its owner only, and takes the name when it is whole.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from cwf.backup import BackupRefused

FORMAT = "cwf-backup"
VERSION = 1
TOLD = frozenset({"revision", "made", "engine", "base_url", "totp_key"})  # in every header
LONGEST_LINE = 64 * 1024 * 1024


class Writer:
    """Writes lines and hashes them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def line(self, content: Any) -> None:
        """One line."""
        raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._hash.update(raw)
        self._file.write(raw)

    def end(self, rows: dict[str, int]) -> None:
        """The last line, by which a reader knows that nothing is missing."""
        self.line({"end": rows, "sha256": self._hash.hexdigest()})


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new backup under this name: whole and on disk after the block, or not there at all."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with open(partial, "xb", opener=_private) as file:
            with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
                yield Writer(cast(BinaryIO, packed))
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
        _sync(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lines(path: Path) -> Iterator[Any]:
    """All lines of a backup but the last, which is compared with what was read.

    The first is the header. Raises BackupRefused for what is no backup, or not a whole one; so
    believe nothing before the iteration has ended.
    """
    try:
        with gzip.open(path, "rb") as file:
            yield from _checked(path, file)
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError, KeyError, TypeError) as error:
        if not _packed(path):
            raise _foreign(path) from error
        raise BackupRefused(
            f"{path} is damaged or cut short ({error}); take another backup, or copy it anew"
        ) from error


def _packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _foreign(path: Path) -> BackupRefused:
    return BackupRefused(f"{path} is no backup of this application")


def _checked(path: Path, file: gzip.GzipFile) -> Iterator[Any]:
    hashed = hashlib.sha256()
    header = file.readline(LONGEST_LINE)
    yield _header(path, header)
    hashed.update(header)
    rows: dict[str, int] = {}
    table = ""
    while raw := file.readline(LONGEST_LINE):
        line = json.loads(raw)
        if isinstance(line, dict) and "end" in line:
            if line != {"end": rows, "sha256": hashed.hexdigest()} or file.read(1):
                raise ValueError("what it holds is not what was written")
            return
        hashed.update(raw)
        if isinstance(line, dict):
            table = line["table"]
            rows[table] = 0
        else:
            rows[table] += 1
        yield line
    raise EOFError("its end is missing")


def _header(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        header = json.loads(raw)
    except ValueError:
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise _foreign(path)
    if header.get("version") != VERSION:
        raise BackupRefused(
            f"{path} was made by a newer version of this application: restore it with that one"
        )
    if not header.keys() >= TOLD:
        raise _foreign(path)
    return header
