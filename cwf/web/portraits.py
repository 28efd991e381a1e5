"""The portraits that are drawn where no photograph is: busts of flat shapes, the same for ever.

The name alone decides. Its FNV-1a hash seeds a generator that picks a scheme of colours, the
shoulders, the head, the side it looks to and the head's size; a group has one shape. There is
no face, no skin, nothing of sex or origin. A scheme names colours by their part in an edition's
palette, so that light, dark and paper each fill in their own: the web by classes
(static/css/patterns.css), paper by `drawing`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup

# What is behind, coat, lining, head, and what the head wears; a test holds the stylesheet to it.
SCHEMES = (
    ("ground", "two", "ground", "one", "ink"),
    ("ground", "one", "ground", "sun", "ink"),
    ("ink", "ground", "two", "sun", "two"),
    ("ground", "one", "ink", "sun", "ink"),
    ("two", "paper", "ink", "sun", "ink"),
    ("one", "paper", "two", "sun", "two"),
    ("ground", "ink", "ground", "sun", "one"),
    ("two", "ink", "paper", "ground", "sun"),
    ("ink", "sun", "one", "ground", "two"),
    ("sun", "two", "ink", "one", "ink"),
    ("sun", "one", "paper", "two", "ink"),
    ("one", "sun", "ink", "ground", "two"),
    ("ground", "two", "sun", "ink", "sun"),
)
PARTS = ("behind", "coat", "lining", "face", "wear")
# On 160 × 200, standing on the lower edge; {coat} and the others become a class or a colour.
SHOULDERS = {
    "arcs": (
        '<path {coat} d="M4 200a76 76 0 0 1 152 0z"/>'
        '<path {lining} d="M30 200a50 50 0 0 1 100 0z"/>'
        '<path {coat} d="M55 200a25 25 0 0 1 50 0z"/>'
    ),
    "halves": (
        '<path {wear} d="M80 124a76 76 0 0 1 76 76H80z"/>'
        '<path {coat} d="M4 200a76 76 0 0 1 76-76v76z"/>'
        '<circle {face} cx="110" cy="172" r="8"/>'
    ),
    "block": (
        '<path {coat} d="M14 200v-28a32 32 0 0 1 32-32h34v60z"/>'
        '<path {wear} d="M80 140h34a32 32 0 0 1 32 32v28H80z"/>'
    ),
    "stripes": (
        '<path {coat} d="M4 200a76 76 0 0 1 152 0z"/>'
        '<path {lining} d="M20 200v-41h12v41zM48 200v-62h12'
        'v62zM74 200v-74h12v74zM100 200v-62h12v62zM128 200v-41h12v41z"/>'
    ),
    "arm": (
        '<path {lining} d="M0 200v-54a54 54 0 0 1 54 54z"/>'
        '<path {coat} d="M20 200a68 68 0 0 1 136 0z"/>'
        '<circle {wear} cx="122" cy="170" r="7"/>'
    ),
}
HEADS = {
    "plain": '<circle {face} cx="80" cy="97" r="42"/>',
    "halved": (
        '<circle {face} cx="80" cy="97" r="42"/><path {wear} d="M80 55a42 42 0 0 1 0 84z"/>'
    ),
    "ringed": '<circle {face} cx="80" cy="97" r="42"/><circle {wear} cx="80" cy="97" r="20"/>',
    "hooded": (
        '<path {wear} d="M42 140V95a38 38 0 0 1 76 0v45z"/><circle {face} cx="80" cy="98" r="24"/>'
    ),
    "capped": (
        '<circle {face} cx="80" cy="97" r="42"/><path {wear} d="M38 97a42 42 0 0 1 84 0z"/>'
    ),
    "drop": '<path {face} d="M38 55h42a42 42 0 1 1-42 42z"/>',
}
GROUP = (
    '<path {lining} d="M-22 200a52 52 0 0 1 104 0zM78 200a52 52 0 0 1 104 0z"/>'
    '<circle {face} cx="35" cy="128" r="28"/><circle {wear} cx="125" cy="128" r="28"/>'
    '<circle {coat} cx="73" cy="100" r="36"/><path {behind} d="M20 200a60 67 0 0 1 120 0z"/>'
    '<path {coat} d="M27 200a53 60 0 0 1 106 0z"/><circle {face} cx="82" cy="110" r="32"/>'
)
SIZES = {"": 1.0, "small": 0.88, "large": 1.08}
NECK = 139  # the height at which every head ends


@dataclass(frozen=True, kw_only=True)
class Bust:
    """What a name looks like. `size` is one of SIZES; a group has neither shoulders nor head."""

    scheme: int
    shoulders: str
    head: str
    flip: bool
    size: str
    group: bool

    @property
    def classes(self) -> str:
        """Its classes in the stylesheet."""
        names = (f"scheme-{self.scheme}", "flip" if self.flip else "", self.size)
        return " ".join(filter(None, names))

    @property
    def shapes(self) -> tuple[str, ...]:
        """The names of the drawings that it is put together from."""
        return ("group",) if self.group else (self.shoulders, self.head)

    @property
    def key(self) -> str:
        """Letters and digits that say all of it."""
        return "bust" + re.sub(r"\W+", "", f"{self.classes}{''.join(self.shapes)}")


def bust(name: str, group: bool = False) -> Bust:
    """The portrait of a name, however it is composed in Unicode."""
    chance = _chances(unicodedata.normalize("NFC", name))
    scheme = next(chance) % len(SCHEMES)
    shoulders = list(SHOULDERS)[next(chance) % len(SHOULDERS)]
    head = list(HEADS)[next(chance) % len(HEADS)]
    flip = next(chance) % 2 == 1
    size = list(SIZES)[next(chance) % len(SIZES)]
    return Bust(
        scheme=scheme,
        shoulders="" if group else shoulders,
        head="" if group else head,
        flip=flip,
        size="" if group else size,
        group=group,
    )


def drawing(one: Bust, colours: Mapping[str, str]) -> bytes:
    """A bust as an SVG file, square, in these colours by their part in the palette."""
    fills = {
        part: f'fill="{colours[of]}"' for part, of in zip(PARTS, SCHEMES[one.scheme], strict=True)
    }
    if one.group:
        drawn = GROUP.format(**fills)
    else:
        factor = SIZES[one.size]
        place = f"translate({80 - 80 * factor:g} {NECK - NECK * factor:g}) scale({factor:g})"
        head = f'<g transform="{place}">{HEADS[one.head]}</g>'
        drawn = (SHOULDERS[one.shoulders] + head).format(**fills)
    if one.flip:
        drawn = f'<g transform="matrix(-1 0 0 1 160 0)">{drawn}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 30 170 170">{drawn}</svg>'.encode()


def behind(one: Bust) -> str:
    """The part of the palette that fills what the bust leaves free."""
    return SCHEMES[one.scheme][0]


def shapes() -> Markup:
    """Every shape once, for a page whose portraits refer to them by id."""
    classes = {part: f'class="p-{part}"' for part in PARTS}
    parts = {**SHOULDERS, **HEADS, "group": GROUP}
    drawn = "".join(f'<g id="b-{name}">{part}</g>' for name, part in parts.items())
    return Markup(drawn.format(**classes))  # noqa: S704 - nothing in it comes from outside


def init_app(app: Flask) -> None:
    """Give templates the portrait of a name."""
    app.jinja_env.globals.update(bust=bust, bust_shapes=shapes())


def _chances(text: str) -> Iterator[int]:
    """Numbers without end that depend on the text alone: FNV-1a seeds a xorshift of 32 bits."""
    state = 0x811C9DC5
    for byte in text.encode():
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF
    state = state or 1
    while True:
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        yield state >> 8
