"""Files of spreadsheets - CSV, XLSX, ODS - read into tables, within bounds of size and memory."""

from cwf.programme.incoming import Progress
from cwf.programme.sheets.table import Table


def read_tables(
    body: bytes, file_name: str, *, progress: Progress = lambda _done, _of: None
) -> tuple[Table, ...]:
    """The sheets of a file that have rows, in its order; a CSV file has one.

    Raises Unreadable for what is no spreadsheet, is damaged, locked, or larger than allowed.
    """
    raise NotImplementedError
