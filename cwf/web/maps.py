"""Circles on a map of the world.

The land and the middles of countries are of Natural Earth (public domain); world.json says how they
were made.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path

WORLD = Path(__file__).with_name("world.json")
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Circle:
    """A circle on the map, whose area grows with the number."""

    code: str
    x: float
    y: float
    r: float
    number: float


@cache
def world() -> dict[str, object]:
    """The land of the world as one path, and the middle of each country by its code."""
    read: dict[str, object] = json.loads(WORLD.read_text(encoding="utf-8"))
    return read


def circles(numbers: dict[str, float], *, largest: float = 20.0) -> list[Circle]:
    """Circles of countries (ISO 3166-1 alpha-2), the largest first, so that none hides another.

    Countries that the map does not know, and those without a number, have none.
    """
    middles: dict[str, Point] = world()["middles"]  # type: ignore[assignment]
    shown = {code: n for code, n in numbers.items() if n > 0 and code in middles}
    most = max(shown.values(), default=1)
    found = [
        Circle(
            code=code, x=middles[code][0], y=middles[code][1],
            r=round(max(2.0, largest * sqrt(n / most)), 1), number=n,
        )
        for code, n in shown.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.r, one.code))
