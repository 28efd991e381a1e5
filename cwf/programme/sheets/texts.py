"""Texts of cells: as one line, as prose, and as what readers do not tell apart."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from cwf.programme.sheets.table import Cell, Failed, Formula

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SHOWN = 60


def as_text(cell: Cell) -> str:
    """A cell as it would be read aloud; "" for an empty one."""
    match cell:
        case None:
            return ""
        case Formula(shown=shown) | Failed(shown=shown):
            return shown
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.isoformat(" ", "minutes")
        case time():
            return cell.isoformat("minutes" if not cell.second else "seconds")
        case date():
            return cell.isoformat()
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
    return str(cell)


def line(cell: Cell) -> str:
    """One line: composed (NFC), single spaces, no control characters."""
    return " ".join(CONTROLS.sub("", unicodedata.normalize("NFC", as_text(cell))).split())


def prose(cell: Cell) -> str:
    """Several lines: composed, ends of lines as \\n, no space before them."""
    whole = CONTROLS.sub("", unicodedata.normalize("NFC", as_text(cell)).replace("\r\n", "\n"))
    return "\n".join(part.rstrip() for part in whole.replace("\r", "\n").split("\n")).strip()


def bare(name: str) -> str:
    """A name without what readers do not tell apart: capitals and spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def short(text: str) -> str:
    """A text as a remark quotes it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"
