"""The hues and marks that tracks choose from, grounds and suns, and the contrast that all keep.

Each hue has four steps, for light and for dark: `ink` for words and mark on paper or tint, `fill`
for patches, `tint` behind text, `pattern` on the fill. Contrast is WCAG 2.2's (relative luminance
of sRGB); a test holds every hue to it. Beside those by name any colour may be chosen: its steps
are computed at fixed lightness (OKLCH); what cannot be read is refused, with the nearest that can.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from cwf.editions.oklch import Oklch, linear, oklch, rgb

MARKS = ("dots", "bars", "blocks", "waves", "chevrons", "rings", "slants", "cross")
PAPER, PAPER_DARK = "#FBFBF9", "#0F1717"
INK, INK_DARK = "#14201F", "#EEF2EF"
READ, SEEN = 4.5, 3.0  # contrast of words, and of patterns that carry meaning (WCAG 1.4.3, 1.4.11)
APART = 0.08  # of luminance, between the fills of tracks whose marks are alike
ALIKE = ({"dots", "rings"}, {"bars", "slants"}, {"waves", "chevrons"})
COLOUR = re.compile(r"#[0-9A-F]{6}")
# The plain look: ground and sun by day, by night, and words in that sun (static/css/tokens.css).
PLAIN = ("#F0F2EF", "#7F8985", "#0A1010", "#6F7D7C", "#070B0B")


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The colours of one hue in one theme, as #RRGGBB."""

    ink: str
    fill: str
    tint: str
    pattern: str


@dataclass(frozen=True, kw_only=True)
class Hue:
    """One hue in both themes."""

    light: Steps
    dark: Steps


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """The contrast measured, the one needed, and the nearest colour that has it."""

    measured: float
    needed: float
    instead: str


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A cover's colours in one theme, and the contrast of the words on ground and sun."""

    ground: str
    sun: str
    ink: str
    on_sun: str
    on_ground: float
    in_sun: float


def _hue(light: str, dark: str) -> Hue:
    def steps(spaced: str) -> Steps:
        ink, fill, tint, pattern = (f"#{value}" for value in spaced.split())
        return Steps(ink=ink, fill=fill, tint=tint, pattern=pattern)

    return Hue(light=steps(light), dark=steps(dark))


NONE = _hue("4A5654 7F8985 E9ECE8 14201F", "B4BFBC 6F7D7C 1E2A2A 0A1010")
HUES: dict[str, Hue] = {
    "rowan": _hue("B8390E E4572A FBE3D8 FBFBF9", "FF9F7A F0764C 3A1D12 3A1D12"),
    "rape": _hue("7A5600 F0BC2E FBEFC9 7A5600", "F2C75C F2C75C 33280A 33280A"),
    "fjord": _hue("0B5A66 0F6B78 D6EAEC FBFBF9", "6CC7D1 3E9CA8 0C2C31 0C2C31"),
    "brick": _hue("9E241C A8281E F9DEDA FBFBF9", "FF9C92 E0695C 3A1613 3A1613"),
    "cobalt": _hue("24529A 2A5DA8 DCE6F6 FBFBF9", "9DBEF5 5C8BD8 14233D 14233D"),
    "moss": _hue("1F6B43 2F8F5B DDEFE3 FBFBF9", "7FD3A2 4FAE7B 15301F 15301F"),
    "plum": _hue("9C1C4E A81E4A F8DCE5 FBFBF9", "FF9DBB DB5F88 3A1424 3A1424"),
    "violet": _hue("5B3A9E 6B48B4 E8E0F6 FBFBF9", "C3ABF5 8F70D6 241A3D 241A3D"),
}
GROUNDS: dict[str, tuple[str, str]] = {
    "fjord": ("#CFE4E3", "#0C2A2E"),
    "wheat": ("#F6DDB4", "#33280A"),
    "rose": ("#F3D8DC", "#3A1424"),
    "sky": ("#D6E4F5", "#14233D"),
    "leaf": ("#D8EBDD", "#15301F"),
}
SUNS: dict[str, tuple[str, str]] = {
    "rape": ("#F0BC2E", "#F2C75C"),
    "apricot": ("#F2A65A", "#F4B578"),
    "lemon": ("#F4EC5A", "#F4EE7C"),
    "coral": ("#F28C74", "#F59F8B"),
}


def hue(name: str | None) -> Hue:
    """A hue by its name or its colour #RRGGBB; that of no track for None and unknown names."""
    if name and COLOUR.fullmatch(name):
        return steps_of(name)
    return HUES.get(name or "", NONE)


@lru_cache(maxsize=256)
def steps_of(colour: str) -> Hue:
    """The steps of any colour, which is the fill by day; every pair keeps its contrast."""
    own = oklch(colour)

    def at(lightness: float, most: float = 1.0) -> str:
        return rgb(Oklch(lightness, min(own.chroma, most), own.hue))

    tint, dark_tint = at(0.93, 0.045), at(0.27, 0.06)
    ink = next(
        found
        for lightness in _down(0.48)
        if min(contrast(found := at(lightness), PAPER), contrast(found, tint)) >= READ
    )
    pattern = next(one for one in (PAPER, ink, INK) if contrast(one, colour) >= SEEN)
    return Hue(
        light=Steps(ink=ink, fill=colour, tint=tint, pattern=pattern),
        dark=Steps(
            ink=at(0.8),
            fill=at(max(0.68, min(own.lightness, 0.82))),
            tint=dark_tint,
            pattern=dark_tint,
        ),
    )


def accents(hues: Iterable[str | None]) -> list[Hue]:
    """The colours of covers and portraits: the first three that tracks have, the darkest first.

    Each counts once, and a track without one brings none: greys that differ stand in for what
    is missing (--accent-1 and on in the stylesheet).
    """
    named = list(dict.fromkeys(name for name in hues if name))[:3]
    return sorted(map(hue, named), key=lambda one: luminance(one.light.fill))


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def unreadable(colour: str) -> Unreadable | None:
    """Why dark words cannot stand on a colour, as on a ground or a sun; None where they can."""
    measured = contrast(INK, colour)
    if measured >= READ:
        return None
    own = oklch(colour)
    instead = next(
        found
        for step in range(201)
        if contrast(INK, found := rgb(replace(own, lightness=min(own.lightness + step / 200, 1))))
        >= READ
    )
    return Unreadable(measured=measured, needed=READ, instead=instead)


def alike(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two tracks, as (hue, mark), cannot be told apart in grey."""
    fills = [luminance(hue(name).light.fill) for name, _mark in (one, other)]
    marks = {one[1], other[1]}
    similar = len(marks) == 1 or marks in ALIKE
    return None not in marks and similar and abs(fills[0] - fills[1]) < APART


def look_of(ground: str, sun: str, motif: str = "") -> dict[str, str]:
    """What an edition keeps of its choice: names or colours #RRGGBB; "" for none."""
    found = {"motif": motif} if motif else {}
    for part, chosen, offered in (("ground", ground, GROUNDS), ("sun", sun, SUNS)):
        if chosen in offered:
            found[part], found[f"{part}_dark"] = offered[chosen]
        elif COLOUR.fullmatch(chosen):
            found[part], found[f"{part}_dark"] = chosen, _by_night(part, chosen)
    return found


def names_in(look: dict[str, str]) -> tuple[str, str]:
    """The ground and the sun in a look: names, colours #RRGGBB where they have none, or ""."""
    names = []
    for part, offered in (("ground", GROUNDS), ("sun", SUNS)):
        pair = (look.get(part), look.get(f"{part}_dark"))
        named = (name for name, colours in offered.items() if colours == pair)
        names.append(next(named, look.get(part) or ""))
    return names[0], names[1]


def scenes(look: dict[str, str]) -> tuple[Scene, Scene]:
    """A look by day and by night, with the plain look where nothing is chosen."""
    return (
        _scene(look.get("ground", PLAIN[0]), look.get("sun", PLAIN[1]), INK, INK),
        _scene(
            look.get("ground_dark", PLAIN[2]), look.get("sun_dark", PLAIN[3]), INK_DARK,
            INK if "sun" in look else PLAIN[4],
        ),
    )  # fmt: skip


def _scene(ground: str, sun: str, ink: str, on_sun: str) -> Scene:
    return Scene(
        ground=ground,
        sun=sun,
        ink=ink,
        on_sun=on_sun,
        on_ground=contrast(ink, ground),
        in_sun=contrast(on_sun, sun),
    )


def _by_night(part: str, colour: str) -> str:
    """A ground goes deep, a sun stays light: dark words stand on it in both themes."""
    own = oklch(colour)
    if part == "ground":
        return rgb(Oklch(0.26, min(own.chroma, 0.05), own.hue))
    return rgb(replace(own, lightness=min(own.lightness + 0.02, 0.92)))


def _down(lightness: float) -> Iterator[float]:
    while lightness > 0:
        yield lightness
        lightness -= 0.01
