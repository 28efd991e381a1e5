"""What a value must not exceed, so that every database and every form can hold it."""

from collections.abc import Iterator
from typing import Any

from cwf.programme.incoming import Item, Noun, Placing, Remark

LONGEST: dict[str, int] = {
    "title": 300, "subtitle": 300, "abstract": 40_000, "staff_note": 20_000, "reason": 1000,
    "name": 200, "sort_name": 200, "original_name": 200, "original_language": 35,
    "affiliation": 300, "biography": 40_000, "address": 300, "zone": 64, "note": 20_000,
    "question": 300, "language": 35, "hue": 20, "mark": 20, "country": 2,
}  # fmt: skip
BETWEEN: dict[str, tuple[float, float]] = {
    "expected": (0, 100_000),
    "seats": (0, 100_000),
    "standing": (0, 100_000),
    "latitude": (-90, 90),
    "longitude": (-180, 180),
}
KEY = 300
YEARS = range(1900, 2200)


def out_of_bounds(item: Item) -> Iterator[Remark]:
    """A remark for each value that is too long, too large, or holds what no text may."""
    if item.source_key and len(item.source_key) > KEY:
        yield _long(item, "key", KEY)
    if item.source_key and not legible(item.source_key):
        yield Remark(code="illegible", where=item.where, data={"value": "key"})
    for name, value in item.values.items():
        yield from _of_texts(item, name, value)
        if name in BETWEEN and value is not None:
            least, most = BETWEEN[name]
            if not least <= value <= most:
                data = {"value": name, "least": f"{least}", "most": f"{most}"}
                yield Remark(code="out-of-range", where=item.where, data=data)
    if item.noun is Noun.SESSION:
        for placing in item.values.get("placings", ()):
            yield from _of_times(item, placing)


def _of_texts(item: Item, name: str, value: Any) -> Iterator[Remark]:
    texts = value.values() if isinstance(value, dict) else [value]
    for text in texts:
        if not isinstance(text, str):
            continue
        if len(text) > LONGEST.get(name, KEY):
            yield _long(item, name, LONGEST.get(name, KEY))
        if not legible(text):
            yield Remark(code="illegible", where=item.where, data={"value": name})


def _of_times(item: Item, placing: Placing) -> Iterator[Remark]:
    if placing.starts.year not in YEARS or (placing.ends and placing.ends.year not in YEARS):
        yield Remark(code="far-away", where=item.where, data={"name": item.name})
    elif placing.ends and placing.ends <= placing.starts:
        yield Remark(code="ends-before", where=item.where, data={"name": item.name})


def _long(item: Item, name: str, most: int) -> Remark:
    data = {"value": name, "most": str(most), "name": item.name[:60]}
    return Remark(code="too-long", where=item.where, data=data)


def legible(text: str) -> bool:
    """Whether a database can keep it: no NUL, no half of a surrogate pair."""
    if "\0" in text:
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False
