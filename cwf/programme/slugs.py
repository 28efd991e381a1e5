"""How things are called in addresses."""

import re
import unicodedata
from collections.abc import Collection

LENGTH = 60
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ł": "l", "đ": "d", "þ": "th"})


def slug_of(name: str) -> str:
    """A name as an address: ASCII, small letters, hyphens; "" if nothing of it can be written."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    return "-".join(words)[:LENGTH].strip("-")


def free(wanted: str, taken: Collection[str]) -> str:
    """The slug itself, or the first with a number behind it that is not taken.

    >>> free("coffee", {"coffee", "coffee-2"})
    'coffee-3'
    """
    if wanted not in taken:
        return wanted
    number = 2
    while (slug := f"{wanted}-{number}") in taken:
        number += 1
    return slug
