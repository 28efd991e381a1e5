"""What an address may hold: names and numbers that a database can be asked for.

PostgreSQL refuses a NUL in a text, and both engines a number that no key can have; such an
address is nobody's, so it is a 404 before any query.
"""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

LARGEST = 2**31 - 1  # of an INTEGER key in PostgreSQL


class NameConverter(UnicodeConverter):
    """`<name>` in a route: one part of the path, without control characters."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **kwargs)
        self.regex = self.regex.replace("[^/]", r"[^/\x00-\x1f\x7f]")


class NumberConverter(IntegerConverter):
    """`<int:number>` in a route: one that a key can have."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST, **kwargs})


def init_app(app: Flask) -> None:
    """Take these for the routes that are added from here on."""
    app.url_map.converters.update(default=NameConverter, string=NameConverter, int=NumberConverter)
