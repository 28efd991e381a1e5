"""How wide words are in the faces of paper, so that what fits is known before it is laid out."""

from functools import cache
from typing import NamedTuple

from cwf.web.documents import FONTS

SANS, SANS_BOLD, SERIF = "FamiljenGrotesk-400", "FamiljenGrotesk-600", "SourceSerif4-400"
SAFETY = 1.015  # kerning and rounding
UNKNOWN = 0.6  # em of a letter that the face lacks; of an ideograph, a whole one
IDEOGRAPHS = "\u2e80"  # the first of them


class Face(NamedTuple):
    """Advance widths by character, in em."""

    advances: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """Points that a text takes in one line at a size in points."""
        units = sum(
            self.advances.get(letter, 1.0 if letter >= IDEOGRAPHS else UNKNOWN) for letter in text
        )
        return units * size * SAFETY

    def lines(self, text: str, size: float, room: float) -> int:
        """Lines that a text takes in a column of `room` points, broken between words."""
        used, lines, space = 0.0, 1, self.width(" ", size)
        for word in text.split():
            wide = self.width(word, size)
            if used and used + space + wide > room:
                used, lines = 0.0, lines + 1
            used += wide + (space if used else 0.0)
            while used > room:  # a word that is broken within
                used, lines = used - room, lines + 1
        return lines


@cache
def face(name: str) -> Face:
    """A face below static/fonts/print/ by the name of its file."""
    from fontTools.ttLib import TTFont  # no web process needs it

    with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        found = font.getBestCmap().items()
        return Face({chr(code): widths[glyph][0] / units for code, glyph in found})
