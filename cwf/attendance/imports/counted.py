"""A file of counts as a table of texts, and as it goes along with a page until it is taken over."""

import base64
import binascii
import zlib

from cwf.attendance.counted_files import Table
from cwf.programme.imports.sheets.csv_text import grid_of
from cwf.programme.imports.sheets.grid import letter
from cwf.programme.incoming import Unreadable
from cwf.programme.sheets.remarks import Code

MOST_BYTES = 10 * 1024 * 1024
MOST_ALONG = 3 * 1024 * 1024  # letters of a file that goes along with a page


class NoTableError(ValueError):
    """A file that cannot be used as a whole; `code` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def table_of(body: bytes) -> Table:
    """The lines of a CSV file, its first one the headings; empty lines are left out.

    Raises NoTableError. Encoding and separator are found out, as for all sheets.
    """
    try:
        grid, _dialect = grid_of(body, lambda _word: False, lambda _done, _all: None)
    except Unreadable as error:
        raise NoTableError(Code(error.remark.code)) from error
    numbers = sorted(grid.rows)
    if len(numbers) < 2:
        raise NoTableError(Code.NO_ROWS)
    columns = sorted(grid.columns)
    heads = grid.rows[numbers[0]]
    return Table(
        headings=tuple(str(heads.get(one) or letter(one)) for one in columns),
        rows=tuple(
            (number, tuple(str(grid.rows[number].get(one) or "") for one in columns))
            for number in numbers[1:]
        ),
    )


def packed(body: bytes) -> str:
    """A file as a field of a form keeps it; raises NoTableError where it is too large for that."""
    told = base64.b64encode(zlib.compress(body, 9)).decode("ascii")
    if len(told) > MOST_ALONG:
        raise NoTableError(Code.TOO_LARGE)
    return told


def unpacked(told: str) -> bytes:
    """The file; raises NoTableError for what we never packed."""
    try:
        unpacking = zlib.decompressobj()
        body = unpacking.decompress(base64.b64decode(told, validate=True), MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise NoTableError(Code.DAMAGED) from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise NoTableError(Code.UNPACKS_TOO_LARGE)
    return body
