"""Colours by lightness, chroma and hue: there and back, and what sRGB lacks."""

import pytest

from cwf.editions.oklch import Oklch, oklch, rgb


@pytest.mark.parametrize(
    "colour", ["#000000", "#FFFFFF", "#E4572A", "#F0BC2E", "#0F6B78", "#0000FF"]
)
def test_a_colour_comes_back(colour: str) -> None:
    assert rgb(oklch(colour)) == colour


def test_measures_are_those_of_the_standard() -> None:
    red = oklch("#FF0000")
    assert (round(red.lightness, 3), round(red.chroma, 3), round(red.hue, 3)) == (
        0.628,
        0.258,
        0.51,
    )


def test_what_a_screen_lacks_keeps_lightness_and_hue() -> None:
    wanted = Oklch(0.9, 0.4, 0.5)
    found = oklch(rgb(wanted))
    assert found.chroma < 0.1
    assert (round(found.lightness, 2), round(found.hue, 1)) == (0.9, 0.5)
