"""Draws the marks of the tracks as a small font: `python docs/print/make_marks.py FILE.ttf`.

Each mark stands on a real character, so that it aligns with the line, costs nothing to print and
survives copying. The shapes fill a square of 640 units that stands on the base line.
"""

import sys
from collections.abc import Iterator
from math import cos, pi, sin

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FAMILY = "CWF Marks"
SIDE = 640
MARGIN = 40
STEPS = 16

Points = list[tuple[float, float]]


def circle(x: float, y: float, radius: float) -> tuple[Points, Points]:
    """Points on the circle and, between them, those off it (quadratic arcs), clockwise."""
    off = radius / cos(pi / STEPS)
    turn = [-2 * pi * step / STEPS for step in range(STEPS)]
    half = [angle - pi / STEPS for angle in turn]
    return (
        [(x + radius * cos(a), y + radius * sin(a)) for a in turn],
        [(x + off * cos(a), y + off * sin(a)) for a in half],
    )


def disc(pen: TTGlyphPen, x: float, y: float, radius: float, *, hole: bool = False) -> None:
    """A filled disc, or a hole in what is filled."""
    on, off = circle(x, y, radius)
    pairs = list(zip(off, on[1:] + on[:1], strict=True))
    if hole:  # the other way round
        pairs = [(o, on[step]) for step, (o, _) in reversed(list(enumerate(pairs)))]
    pen.moveTo(on[0])
    for control, end in pairs:
        pen.qCurveTo(control, end)
    pen.closePath()


def shape(pen: TTGlyphPen, points: Points) -> None:
    """A filled polygon; points clockwise."""
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def box(pen: TTGlyphPen, left: float, foot: float, right: float, head: float) -> None:
    """A filled rectangle."""
    shape(pen, [(left, foot), (left, head), (right, head), (right, foot)])


def dots(pen: TTGlyphPen) -> None:
    """Two dots over one."""
    for x, y in ((130, 480), (510, 480), (320, 140)):
        disc(pen, x, y, 130)


def bars(pen: TTGlyphPen) -> None:
    """Three bars side by side."""
    for left in (10, 250, 490):
        box(pen, left, 20, left + 140, 620)


def blocks(pen: TTGlyphPen) -> None:
    """Three squares, stepping up."""
    for left, foot in ((0, 20), (335, 20), (335, 335)):
        box(pen, left, foot, left + 305, foot + 285)


def rings(pen: TTGlyphPen) -> None:
    """A disc in a ring."""
    disc(pen, 320, 320, 320)
    disc(pen, 320, 320, 210, hole=True)
    disc(pen, 320, 320, 110)


def band(xs: Iterator[int], height: int) -> Points:
    """The edge of a wave, point by point."""
    return [(x, height + 70 * sin(2 * pi * x / SIDE)) for x in xs]


def waves(pen: TTGlyphPen) -> None:
    """Two waves, one above the other."""
    for height in (400, 110):
        upper = band(iter(range(0, SIDE + 1, 40)), height + 130)
        lower = band(iter(range(SIDE, -1, -40)), height)
        shape(pen, upper + lower)


def chevrons(pen: TTGlyphPen) -> None:
    """Two roofs, one above the other."""
    for foot in (20, 310):
        upper = [(0, foot + 140), (320, foot + 320), (640, foot + 140)]
        lower = [(640, foot), (320, foot + 180), (0, foot)]
        shape(pen, upper + lower)


def slants(pen: TTGlyphPen) -> None:
    """Three bars that lean."""
    for left in (0, 230, 460):
        shape(pen, [(left, 20), (left + 100, 620), (left + 240, 620), (left + 140, 20)])


def cross(pen: TTGlyphPen) -> None:
    """A cross of five squares."""
    for left, foot in ((220, 20), (20, 220), (220, 220), (420, 220), (220, 420)):
        box(pen, left, foot, left + 200, foot + 200)


MARKS = {
    "∵": dots,
    "⦀": bars,
    "▟": blocks,
    "◎": rings,
    "≈": waves,
    "⌃": chevrons,
    "⫽": slants,
    "✚": cross,
}


def make(target: str) -> None:
    """Writes the font; the same bytes each time."""
    names = {ord(character): draw.__name__ for character, draw in MARKS.items()}
    pens = {".notdef": TTGlyphPen(None), "space": TTGlyphPen(None)}
    for draw in MARKS.values():
        pens[draw.__name__] = TTGlyphPen(None)
        draw(pens[draw.__name__])
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(pens))
    builder.setupCharacterMap({32: "space", **names})
    glyphs = {name: pen.glyph() for name, pen in pens.items()}
    for glyph in glyphs.values():
        if glyph.numberOfContours > 0:
            glyph.coordinates.translate((MARGIN, 0))
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (SIDE + 2 * MARGIN, MARGIN)))
    builder.setupHorizontalHeader(ascent=960, descent=-240)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=960, sTypoDescender=-240, usWinAscent=960, usWinDescent=240)
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.save(target)


if __name__ == "__main__":
    make(sys.argv[1])
