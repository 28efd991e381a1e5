"""How names are put in order, by the rules of the reader's language.

Danish counts æ, ø and å after z, and reads aa as å, ä as æ, ö as ø (Dansk Sprognævn,
Retskrivningsordbogen §3). English files a letter with a mark under the plain one. Where two names
differ by marks or capitals alone, these decide. Numbers count as numbers: "Breakout 6" stands
before "Breakout 10". Other scripts follow the Latin one.
"""

import re
import unicodedata
from collections.abc import Callable

Key = tuple[str, str, str]

# Letters that no decomposition takes apart.
PLAIN = {"æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d"}
# Signs right behind z, in the order of the Danish alphabet.
LAST = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "aa": "}"}
NUMBER = re.compile(r"[0-9]+")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def order(language: str) -> Callable[[str], Key]:
    """The sort key of that language: `sorted(names, key=order("da"))`."""
    return _danish if language == "da" else _plain


def sort_name(name: str, *, group: bool) -> str:
    """How a name is sorted unless someone says otherwise: family name first, as it is last.

    What stands in brackets is no part of a name: "Denis Example (handle)" is filed under E.
    """
    bare = " ".join(BRACKETS.sub(" ", name).split())
    first, _, last = bare.rpartition(" ")
    if group or not first or not any(map(str.isalpha, last)):
        return name
    return f"{last}, {first}"


def _plain(text: str) -> Key:
    lower = unicodedata.normalize("NFC", text).casefold()
    whole = "".join(PLAIN.get(letter, letter) for letter in lower)
    return _without_marks(whole), lower, text.swapcase()


def _danish(text: str) -> Key:
    lower = unicodedata.normalize("NFC", text).lower()
    placed = lower
    for letter, sign in LAST.items():
        placed = placed.replace(letter, sign)
    return _plain(placed.replace("ü", "y"))[0], lower, text.swapcase()


def _without_marks(text: str) -> str:
    """Letters bare, hyphens and apostrophes as if they were spaces or nothing."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    bare = bare.replace("-", " ").replace("’", "").replace("'", "")
    return NUMBER.sub(lambda digits: digits[0].zfill(9), bare)
