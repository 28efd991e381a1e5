"""What the cell of each column becomes, placings, people and references apart."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cwf.programme.incoming import Noun
from cwf.programme.merging.bounds import BETWEEN, LONGEST
from cwf.programme.sheets.codes import (
    read_country,
    read_hue,
    read_language,
    read_mark,
    read_status,
    read_yes_no,
    read_zone,
)
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell
from cwf.programme.sheets.texts import line, prose, short
from cwf.programme.sheets.wrong import Wrong

Reader = Callable[[Cell], Any]
THOUSANDS = re.compile(r"\d{1,3}(?:[ .,’'\u00a0\u202f]\d{3})+")
LINKS, LINK, LABEL = 8, 300, 100
PROSE = frozenset({"abstract", "biography", "note", "reason", "staff_note"})
# What an empty cell leaves behind, where that is not None.
EMPTY: Mapping[str, Any] = {"group": False, "links": (), "hosts": (), "people": (), "placings": (),
                            "staff_note": ""}  # fmt: skip
REQUIRED = frozenset({"kind", "status"})


def text_reader(name: str) -> Reader:
    """A text of this field, no longer than it may be."""
    clean = prose if name in PROSE else line

    def read(cell: Cell) -> str:
        text = clean(cell)
        most = LONGEST.get(name)
        if most and len(text) > most:
            raise Wrong(Code.TOO_LONG, most=most, length=len(text))
        return text

    return read


def whole_number(name: str) -> Reader:
    """A whole number within the bounds of the field."""
    least, most = BETWEEN[name]

    def read(cell: Cell) -> int:
        written = line(cell)
        if THOUSANDS.fullmatch(written):
            written = re.sub(r"\D", "", written)
        if isinstance(cell, bool) or not re.fullmatch(r"-?\d{1,12}", written, re.ASCII):
            raise Wrong(Code.NOT_NUMBER, value=short(written))
        return int(_between(int(written), least, most))

    return read


def decimal(name: str) -> Reader:
    """A number in degrees within the bounds of the field, with a point or a comma."""
    least, most = BETWEEN[name]

    def read(cell: Cell) -> float:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _between(float(cell), least, most)
        written = line(cell).replace(",", ".")
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,20})?", written, re.ASCII):
            raise Wrong(Code.NOT_NUMBER, value=short(written))
        return _between(float(written), least, most)

    return read


def _between(number: float, least: float, most: float) -> float:
    if not least <= number <= most:
        raise Wrong(Code.OUT_OF_RANGE, value=number, least=f"{least:g}", most=f"{most:g}")
    return number


def read_links(cell: Cell) -> tuple[dict[str, str], ...]:
    """Lines, or parts between semicolons, of a label and an address."""
    links = []
    for part in prose(cell).replace("; ", "\n").split("\n"):
        label, _space, url = part.strip().rpartition(" ")
        if not part.strip():
            continue
        if url.startswith("www."):
            url = f"https://{url}"
        if not url.startswith(("https://", "http://")) or len(url) > LINK or "." not in url:
            raise Wrong(Code.NOT_LINK, value=short(part))
        links.append({"label": label.strip()[:LABEL] or url.split("/")[2], "url": url})
    if len(links) > LINKS:
        raise Wrong(Code.OUT_OF_RANGE, value=len(links), least=0, most=LINKS)
    return tuple(links)


READERS: Mapping[Noun, Mapping[str, Reader]] = {
    Noun.VENUE: {
        "address": text_reader("address"),
        "latitude": decimal("latitude"),
        "longitude": decimal("longitude"),
        "zone": read_zone,
    },
    Noun.ROOM: {
        "seats": whole_number("seats"),
        "standing": whole_number("standing"),
        "step_free": read_yes_no,
        "hearing_loop": read_yes_no,
        "interpretation": read_yes_no,
    },
    Noun.TRACK: {"hue": read_hue, "mark": read_mark},
    Noun.SPEAKER: {
        "sort_name": text_reader("sort_name"),
        "original_name": text_reader("original_name"),
        "original_language": read_language,
        "group": read_yes_no,
        "country": read_country,
        "links": read_links,
    },
    Noun.SESSION: {
        "language": read_language,
        "status": read_status,
        "expected": whole_number("expected"),
        "staff_note": text_reader("staff_note"),
    },
}
