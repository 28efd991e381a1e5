"""One sheet of a draft as CSV."""

import csv
import io
import re
from datetime import date, datetime, time

from cwf.programme.exports.sheets.filled import Filled
from cwf.programme.sheets.table import Cell

MEDIA_TYPE = "text/csv; charset=utf-8"
# What spreadsheets take for a formula, behind apostrophes that were there already.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def csv_of(sheet: Filled, *, language: str) -> bytes:
    """UTF-8 with a byte order mark, so that Excel sees it; `;` between cells for Danish ones."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if language == "da" else ",")
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows([told(cell) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def told(cell: Cell) -> str:
    """A cell as text; an apostrophe keeps one that looks like a formula from being computed."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(" ")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes" if not cell.second else "seconds")
        case str():
            return f"'{cell}" if FORMULA.match(cell) else cell
    return str(cell)
