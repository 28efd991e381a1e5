"""The contrast that hues, grounds and suns keep."""

import pytest

from cwf.editions import palette
from cwf.editions.palette import Steps, contrast

VALUES = ("00", "66", "AA", "FF")


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


def test_look_of_other_colours_is_found_again_as_these() -> None:
    assert palette.names_in(palette.look_of("#CFE4E3", "#F0A0A0", "fan")) == ("#CFE4E3", "#F0A0A0")


COLOURS = [f"#{red}{green}{blue}" for red in VALUES for green in VALUES for blue in VALUES]


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_gets_steps_that_can_be_read(colour: str) -> None:
    hue = palette.steps_of(colour)
    light, dark = hue.light, hue.dark
    assert light.fill == colour
    assert min(contrast(light.ink, palette.PAPER), contrast(light.ink, light.tint)) >= 4.5
    assert min(contrast(dark.ink, palette.PAPER_DARK), contrast(dark.ink, dark.tint)) >= 4.5
    assert contrast(palette.INK, light.tint) >= 4.5
    assert contrast(palette.INK_DARK, dark.tint) >= 4.5
    assert min(contrast(light.pattern, light.fill), contrast(dark.pattern, dark.fill)) >= 3


@pytest.mark.parametrize("colour", COLOURS)
def test_a_ground_or_sun_is_refused_with_the_nearest_that_can_be_read(colour: str) -> None:
    refused = palette.unreadable(colour)
    assert (refused is None) == (contrast(palette.INK, colour) >= 4.5)
    if refused:
        assert contrast(palette.INK, refused.instead) >= refused.needed > refused.measured
        assert palette.unreadable(refused.instead) is None
    else:
        day, night = palette.scenes(palette.look_of(colour, colour))
        assert min(day.on_ground, day.in_sun, night.on_ground, night.in_sun) >= 4.5


def test_nearest_is_as_near_as_can_be_seen() -> None:
    assert palette.unreadable("#8844AA") == palette.Unreadable(
        measured=contrast(palette.INK, "#8844AA"), needed=4.5, instead="#AD69D1"
    )


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("rowan", "dots"), ("brick", "rings"), False),
        (("brick", "dots"), ("plum", "rings"), True),
        (("brick", "dots"), ("plum", "bars"), False),
        (("#A8281E", "waves"), ("plum", "chevrons"), True),
        (("brick", None), ("plum", None), False),
    ],
)
def test_tracks_that_grey_print_shows_alike(
    one: tuple[str, str | None], other: tuple[str, str | None], found: bool
) -> None:
    assert palette.alike(one, other) is palette.alike(other, one) is found


def test_the_plain_look_is_that_of_the_stylesheet() -> None:
    day, night = palette.scenes({})
    assert (day.ground, day.sun, night.ground, night.sun) == palette.PLAIN[:4]
    assert min(day.on_ground, day.in_sun, night.on_ground, night.in_sun) >= 4.4


def test_accents_are_the_first_three_different_hues_the_darkest_first() -> None:
    tracks = [None, "rape", "rape", "cobalt", None, "moss", "brick"]
    assert palette.accents(tracks) == [palette.hue(name) for name in ("cobalt", "moss", "rape")]


def test_tracks_without_a_hue_bring_no_accent() -> None:
    assert palette.accents([None, None]) == []
