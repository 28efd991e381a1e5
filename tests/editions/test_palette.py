"""The contrast that hues, grounds and suns keep."""

import pytest

from cwf.editions import palette
from cwf.editions.palette import Steps, contrast


@pytest.mark.parametrize("name", [*palette.HUES, None])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hue_can_be_read(name: str | None, theme: str) -> None:
    steps: Steps = getattr(palette.hue(name), theme)
    paper = palette.PAPER if theme == "light" else palette.PAPER_DARK
    ink = palette.INK if theme == "light" else palette.INK_DARK
    ratios = {
        "words on paper": contrast(steps.ink, paper) >= 4.5,
        "words on tint": contrast(steps.ink, steps.tint) >= 4.5,
        "ink on tint": contrast(ink, steps.tint) >= 4.5,
        "pattern on fill": contrast(steps.pattern, steps.fill) >= 3,
    }
    assert ratios == dict.fromkeys(ratios, True)


@pytest.mark.parametrize("light_dark", palette.GROUNDS.values())
def test_ink_stands_on_every_ground(light_dark: tuple[str, str]) -> None:
    light, dark = light_dark
    assert contrast(palette.INK, light) >= 4.5
    assert contrast(palette.INK_DARK, dark) >= 4.5


@pytest.mark.parametrize("light_dark", palette.SUNS.values())
def test_dark_text_stands_on_every_sun(light_dark: tuple[str, str]) -> None:
    assert all(contrast(palette.INK, sun) >= 4.5 for sun in light_dark)


def test_contrast_is_that_of_the_norm() -> None:
    assert (contrast("#000000", "#FFFFFF"), contrast("#777777", "#777777")) == (21.0, 1.0)


def test_unknown_hue_is_that_of_no_track() -> None:
    assert palette.hue("mauve") is palette.NONE


@pytest.mark.parametrize(
    ("ground", "sun"), [("sky", "coral"), ("", "rape"), ("leaf", ""), ("", "")]
)
def test_look_is_found_again_by_name(ground: str, sun: str) -> None:
    assert palette.names_in(palette.look_of(ground, sun)) == (ground, sun)


def test_look_of_other_colours_has_no_name() -> None:
    assert palette.names_in({"ground": "#123456"}) == ("", "")
