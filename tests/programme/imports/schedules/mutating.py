"""Schedules harmed on their way, each by a seed: the same seed harms the same way."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).resolve().parents[3] / "golden"
XML = [*sorted((GOLDEN / "schedules").glob("*.xml")), GOLDEN / "programme.xml"]
JSON = [*sorted((GOLDEN / "schedules").glob("*.json")), GOLDEN / "programme.json"]
VALUES: list[Any] = [
    "", " ", "\0", "\ud83d", "0", "-1", "99999999999999999999", "25:61", "0:00", "9:99:99", "P9Y",
    "0001-01-01", "9999-12-31T23:59:59-14:00", "2031-03-30T02:30:00", "2031-05-20", "x" * 5000,
    "<p>" * 500, "&amp;", "]]>", "\u202e", "de", "cancelled", "CANCELED", "BREAK", None, True, -7,
    10**30, 1.5, [], {}, [[]], {"en": 7}, {"x": {"y": []}}, ["a"], [None], {"name": ["n"]},
]  # fmt: skip
PIECES = [
    b"", b"<", b">", b"&", b"</event>", b"<event>", b"<day>", b"<room>", b"<person>", b"\0",
    b"\xff", b"<!DOCTYPE x>", b"<![CDATA[", b"<!--", b'"', b"{", b"}", b"[", b"]", b",", b"null",
    b"<event id='1'><event/></event>", b"\xef\xbb\xbf", b"&#0;", b"&#x10ffff;", b"&a;", b"-", b":",
]  # fmt: skip


def other_bytes(file: Path, seed: int, times: int) -> bytes:
    """With bytes lost, doubled, or foreign."""
    chance, data = random.Random(seed), file.read_bytes()
    for _ in range(times):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice([0, 1, 3, 20, 200, 100_000]))
        middle = chance.choice([chance.choice(PIECES), data[at:end] * 2, data[:at][-50:]])
        data = data[:at] + middle + data[end:]
    return data


def other_texts(file: Path, seed: int, times: int) -> bytes:
    """With other texts and attributes in XML, well-formed mostly, so that all of it is read."""
    chance, text = random.Random(seed), file.read_text()
    for _ in range(times):
        sign = chance.choice([mark for mark in ">\"'" if mark in text])
        cuts = [place for place, letter in enumerate(text) if letter == sign]
        at = chance.choice(cuts) + 1
        end = min((found for mark in "<>\"'" if (found := text.find(mark, at)) > 0), default=at)
        said = str(chance.choice(VALUES)).replace("&", "&amp;").replace("<", "&lt;")
        text = text[:at] + said.replace('"', "").replace("'", "") + text[end:]
    return text.encode("utf-8", "ignore")


def other_values(file: Path, seed: int, times: int) -> bytes:
    """With other values in JSON, or without some."""
    chance, whole = random.Random(seed), json.loads(file.read_bytes())
    for _ in range(times):
        holder, key = chance.choice(list(_holders(whole)) or [({"": whole}, "")])
        if chance.random() < 0.2 and isinstance(holder, dict):
            holder.pop(key, None)
        else:
            holder[key] = deepcopy(chance.choice(VALUES))
    return json.dumps(whole).encode()


def _holders(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list with each of its keys or places."""
    places: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        places = enumerate(value)
    for key, inner in list(places):
        yield value, key
        yield from _holders(inner)
