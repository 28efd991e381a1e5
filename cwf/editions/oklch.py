"""Colours as the eye orders them: OKLCH, after Björn Ottosson's OKLab (CSS Color 4 §9.3).

Lightness runs from 0 to 1, chroma from 0 to about 0.3, the hue is in radians. #RRGGBB is sRGB.
"""

from dataclasses import dataclass
from math import atan2, cos, hypot, sin

ENOUGH = 1 / 510  # half a step of eight bits


@dataclass(frozen=True)
class Oklch:
    """A colour by lightness, chroma and hue."""

    lightness: float
    chroma: float
    hue: float


def linear(colour: str) -> tuple[float, float, float]:
    """The three channels of #RRGGBB as light, 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def oklch(colour: str) -> Oklch:
    """The colour #RRGGBB."""
    red, green, blue = linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def rgb(colour: Oklch) -> str:
    """#RRGGBB; where sRGB lacks the colour, the most colourful one of its lightness and hue."""
    low, high = 0.0, colour.chroma
    if not _fits(_channels(colour)):
        for _ in range(24):
            middle = (low + high) / 2
            fits = _fits(_channels(Oklch(colour.lightness, middle, colour.hue)))
            low, high = (middle, high) if fits else (low, middle)
        high = low
    channels = _channels(Oklch(colour.lightness, high, colour.hue))
    return "#" + "".join(f"{round(min(max(one, 0), 1) * 255):02X}" for one in channels)


def _channels(colour: Oklch) -> tuple[float, float, float]:
    a, b = colour.chroma * cos(colour.hue), colour.chroma * sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _coded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _coded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _coded(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _fits(channels: tuple[float, float, float]) -> bool:
    return all(-ENOUGH <= one <= 1 + ENOUGH for one in channels)


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _coded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
