"""What of a text may stand in the log: no address, no token, no value of a row.

Messages of libraries quote what they were given (a recipient, a parameter, a link); source lines
of a traceback do not, so places are kept and messages are cleaned.
"""

import re
import traceback
from typing import Any

from sqlalchemy.exc import StatementError

from cwf.settings import ROOT

LONGEST = 500
MOST_PLACES = 40

ADDRESS = re.compile(r"[^\s@<>\"'(){}\[\],:;/]+@[^\s@<>\"'(){}\[\],:;/]+")
NETWORK = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\b", re.I)
QUERY = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")
# A signed token is of parts with dots between; a long part says something, a short one nothing.
TOKEN = re.compile(r"(?=[\w~+=-]*\d)(?=[\w~+=-]*[A-Za-z])[\w~+=-]{20,}|[\w~+=-]{40,}")


def cleaned(text: str) -> str:
    """The text without addresses of people and machines, queries and tokens; not too long."""
    text = text[: 4 * LONGEST]
    for pattern, instead in (
        (ADDRESS, "(address)"),
        (NETWORK, "(address)"),
        (QUERY, "?…"),
        (TOKEN, "(token)"),
    ):
        text = pattern.sub(instead, text)
    return text[:LONGEST]


def told(error: BaseException) -> list[dict[str, Any]]:
    """An exception and those behind it, the last one first: kind, cleaned message, places."""
    found: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(found) < 4:
        places = traceback.extract_tb(current.__traceback__)[-MOST_PLACES:]
        found.append(
            {
                "kind": f"{type(current).__module__}.{type(current).__qualname__}",
                "message": _message(current),
                "places": [f"{_file(one.filename)}:{one.lineno} {one.name}" for one in places],
            }
        )
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return found


def _message(error: BaseException) -> str:
    """Its first line: on further ones drivers quote the row."""
    # str() of a StatementError has the statement with its parameters
    said = error.orig if isinstance(error, StatementError) else error
    return cleaned(str(said).partition("\n")[0])


def _file(path: str) -> str:
    if "site-packages/" in path:
        return path.rpartition("site-packages/")[2]
    return path.removeprefix(f"{ROOT}/")
