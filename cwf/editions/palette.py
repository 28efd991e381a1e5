"""The hues and marks that tracks choose from, and the contrast that every pair of them keeps.

Each hue has four steps, for light and for dark: `ink` for words and mark on paper or tint, `fill`
for patches, `tint` behind text, `pattern` on the fill. Contrast is WCAG 2.2's (relative luminance
of sRGB); a test holds every hue to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MARKS = ("dots", "bars", "blocks", "waves", "chevrons", "rings", "slants", "cross")
PAPER, PAPER_DARK = "#FBFBF9", "#0F1717"
INK, INK_DARK = "#14201F", "#EEF2EF"


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
    """A hue by its name; the hue of no track for None and for unknown names."""
    return HUES.get(name or "", NONE)


def accents(hues: Iterable[str | None]) -> list[Hue]:
    """The colours of covers and portraits: those of the first three tracks, the darkest first."""
    return sorted(map(hue, list(hues)[:3]), key=lambda one: luminance(one.light.fill))


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def look_of(ground: str, sun: str) -> dict[str, str]:
    """The colours of a ground and a sun by their names, as an edition keeps them; "" for none."""
    found = {}
    for part, name, offered in (("ground", ground, GROUNDS), ("sun", sun, SUNS)):
        if name in offered:
            found[part], found[f"{part}_dark"] = offered[name]
    return found


def names_in(look: dict[str, str]) -> tuple[str, str]:
    """The names of the ground and the sun in a look; "" for none, or for one not offered here."""
    names = []
    for part, offered in (("ground", GROUNDS), ("sun", SUNS)):
        pair = (look.get(part), look.get(f"{part}_dark"))
        names.append(next((name for name, colours in offered.items() if colours == pair), ""))
    return names[0], names[1]
