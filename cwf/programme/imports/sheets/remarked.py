"""The sheet that somebody sent, with a column that says what there is to mend."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from cwf.programme.imports.sheets.archive import Archive
from cwf.programme.imports.sheets.refusing import refused
from cwf.programme.incoming import Remark, Unreadable
from cwf.programme.sheets.columns import is_remarks
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import REMARKS, Dialect, Format, Table

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOMS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
# With these a spreadsheet begins to compute.
FORMULAS = ("=", "+", "-", "@")

# By number of row: the remarks on it, each with the heading of its column or "".
ByRow = Mapping[int, Sequence[tuple[str, str]]]


def remarked(
    body: bytes,
    tables: Sequence[Table],
    remarks: Sequence[Remark],
    tell: Callable[[Remark], str],
    *,
    language: str = "en",
) -> tuple[bytes, str, str]:
    """The file again with remarks beside its rows, its media type, and the end of its name.

    `tell` puts a remark into words. CSV stays as it was written; a workbook of Excel keeps its
    looks; one of OpenDocument comes back as one of Excel. Read again, the remarks are ignored.
    """
    if not tables:
        raise refused(Code.NO_ROWS)
    said = {table.name: _by_row(table, remarks, tell) for table in tables}
    heading = REMARKS[language == "da"]
    if tables[0].dialect is not None:
        made = _csv(body, tables[0], tables[0].dialect, said[tables[0].name], heading)
        return made, CSV, ".csv"
    # Not at the top: openpyxl would cost every web process its start and 20 MB.
    from cwf.programme.imports.sheets import remarked_workbook

    if tables[0].format is Format.XLSX and _is_safe(body):
        made = remarked_workbook.marked(body, tables, said, heading)
    else:
        made = remarked_workbook.rebuilt(tables, said, heading)
    return made, XLSX, ".xlsx"


def _by_row(
    table: Table, remarks: Sequence[Remark], tell: Callable[[Remark], str]
) -> dict[int, list[tuple[str, str]]]:
    """Remarks by row; those on the whole sheet stand beside its headings."""
    found: dict[int, list[tuple[str, str]]] = {}
    for remark in remarks:
        row = remark.where.row or table.heading_row
        told = remark.error or row != table.heading_row
        if told and (remark.where.path or "") in (table.name, ""):
            found.setdefault(row, []).append((remark.where.column or "", tell(remark)))
    return found


def written(said: Sequence[tuple[str, str]]) -> str:
    """The remarks on one row, each with its column."""
    return "\n".join(f"{column}: {text}" if column else text for column, text in said)


def _csv(body: bytes, table: Table, dialect: Dialect, said: ByRow, heading: str) -> bytes:
    """The same text with a cell more in each row; an older column of remarks is filled anew."""
    mark = BOMS.get(dialect.encoding, b"") if dialect.bom else b""
    text = body[len(mark) :].decode(dialect.encoding, "replace")
    before = ""
    if dialect.announced:
        end = text.index("\n") + 1 if "\n" in text else 0
        before, text = text[:end], text[end:]
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))
    place = _place(table, max(map(len, records), default=0))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator=dialect.newline)
    for number, cells in enumerate(records, start=1):
        told = heading if number == table.heading_row else ""
        told = "\n".join(filter(None, [told, written(said.get(number, ()))]))
        told = f"'{told}" if told.startswith(FORMULAS) else told
        if told or place < len(cells):
            cells += [""] * (place + 1 - len(cells))
            cells[place] = told
        writer.writerow(cells)
    encoding = dialect.encoding
    try:
        return mark + (before + out.getvalue()).encode(encoding)
    except UnicodeEncodeError:
        # Words of ours, or of the sheet's own names, that the old encoding has no letters for.
        return mark + (before + out.getvalue()).encode(encoding, "replace")


def _place(table: Table, width: int) -> int:
    """The place of the column of remarks, from 0: an older one's, else the one behind all."""
    return next(
        (column - 1 for heading, column in zip(table.headings, table.columns, strict=True)
         if is_remarks(heading)),
        width,
    )  # fmt: skip


def _is_safe(body: bytes) -> bool:
    """Whether every part may be unpacked by a library that does not count."""
    try:
        archive = Archive(body, lambda _done, _of: None)
        for name in archive.names:
            if any(b"<!DOCTYPE" in piece for piece in archive.pieces(name)):
                return False
    except Unreadable:
        return False
    return True
