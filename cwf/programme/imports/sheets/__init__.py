"""Files of spreadsheets - CSV, XLSX, ODS - read into tables, within bounds of size and memory.

Workbooks are walked as they are unpacked and every bound is met on the way, so a file that would
be too large is left before it is in memory. Nothing in them is computed: a formula is a formula.
"""

from collections.abc import Callable, Iterable

from cwf.programme.imports.sheets import csv_text, ods, xlsx
from cwf.programme.imports.sheets.archive import Archive
from cwf.programme.imports.sheets.grid import Grid
from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.imports.sheets.tabling import table_of
from cwf.programme.incoming import Progress
from cwf.programme.sheets.columns import familiar
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Dialect, Format, Table

BYTES = 20 * 1024 * 1024
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How a workbook of Excel that is locked names its only content.
LOCKED = "EncryptedPackage".encode("utf-16-le")
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<", b"\x1f\x8b", b"Rar!",
           b"7z\xbc\xaf", b"SQLite format")  # fmt: skip


def read_tables(
    body: bytes,
    file_name: str = "",
    *,
    knows: Callable[[str], bool] = familiar,
    progress: Progress = lambda _done, _of: None,
) -> tuple[Table, ...]:
    """The sheets of a file that have rows, in its order; a CSV file has one.

    What it is, its bytes say; `file_name` is told back only. The row of headings is the one of
    which `knows` knows most. Raises Unreadable for what is no
    spreadsheet, is damaged, locked, or larger than allowed.
    """
    if len(body) > BYTES:
        raise refused(Code.TOO_LARGE, limit=BYTES // 1024 // 1024)
    if not body.strip():
        raise refused(Code.EMPTY)
    format, grids, dialect = _grids(body, file_name, knows, progress)
    read = (table_of(grid, format, dialect, knows=knows) for grid in grids)
    tables = tuple(filter(None, read))
    if not tables:
        raise refused(Code.NO_ROWS)
    return tables


def _grids(
    body: bytes, file_name: str, knows: Callable[[str], bool], progress: Progress
) -> tuple[Format, Iterable[Grid], Dialect | None]:
    if body.startswith(OLE):
        raise refused(Code.ENCRYPTED if LOCKED in body else Code.OLD_EXCEL)
    if body.startswith(ZIP):
        archive = Archive(body, progress)
        if ods.CONTENT in archive.names and "[Content_Types].xml" not in archive.names:
            return Format.ODS, ods.grids(archive), None
        if "xl/workbook.bin" in archive.names or "[Content_Types].xml" not in archive.names:
            raise refused(Code.FOREIGN, name=file_name)
        return Format.XLSX, xlsx.grids(archive), None
    if body.lstrip()[:20].startswith(FOREIGN):
        raise refused(Code.FOREIGN, name=file_name)
    grid, dialect = csv_text.grid_of(body, knows, progress)
    return Format.CSV, [grid], dialect
