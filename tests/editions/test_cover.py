"""The drawing on a cover: as many lines as the ordinal, none behind words, always the same."""

import gzip
import re

import pytest

from cwf.editions.cover import MOTIFS, NOT_KNOWN, WEB, Frame, cover

PAPER = Frame(left=0, top=740, right=1480, bottom=2100, x=970, y=1380, radius=310, widest=0.3)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def heights(path: str) -> list[float]:
    """The y of every point of a path of M, L and C."""
    return [float(number) for number in NUMBER.findall(path)][1::2]


@pytest.mark.parametrize("motif", MOTIFS)
@pytest.mark.parametrize("ordinal", [1, 2, 3, 12, 13, 40])
def test_there_are_as_many_lines_as_the_ordinal(motif: str, ordinal: int) -> None:
    drawn = cover(ordinal, motif, WEB)
    assert (len(drawn.lines), drawn.known) == (ordinal, True)


@pytest.mark.parametrize("motif", MOTIFS)
def test_an_unknown_ordinal_has_nine_lines_and_says_that_it_is_not_known(motif: str) -> None:
    drawn = cover(None, motif, WEB)
    assert (len(drawn.lines), drawn.known) == (NOT_KNOWN, False)
    assert drawn.lines != cover(NOT_KNOWN, motif, WEB).lines


@pytest.mark.parametrize("frame", [WEB, PAPER])
@pytest.mark.parametrize("motif", ["bend", "fan", "steps"])
@pytest.mark.parametrize("ordinal", [1, 2, 5, 13, 40, None])
def test_nothing_is_drawn_above_the_frame(frame: Frame, motif: str, ordinal: int | None) -> None:
    lines = cover(ordinal, motif, frame).lines
    assert min(min(heights(line.path)) for line in lines) >= frame.top - 0.5


def test_no_line_of_the_bend_meets_the_sun() -> None:
    for line in cover(13, "bend", WEB).lines:
        numbers = [float(number) for number in NUMBER.findall(line.path)]
        points = zip(numbers[::2], numbers[1::2], strict=True)
        assert min((x * x + y * y) ** 0.5 for x, y in points) > WEB.radius


def test_the_bend_is_the_same_on_both_sides_of_the_sun() -> None:
    for line in cover(13, "bend", WEB).lines:
        across = [float(number) for number in NUMBER.findall(line.path)][::2]
        assert min(across) == -max(across) == WEB.left - 8


def test_equal_editions_have_equal_covers_and_others_do_not() -> None:
    drawn = [cover(ordinal, motif, WEB) for motif in MOTIFS for ordinal in (12, 13)]
    assert drawn == [cover(ordinal, motif, WEB) for motif in MOTIFS for ordinal in (12, 13)]
    assert len({one.lines for one in drawn}) == len(drawn)


def test_an_unknown_motif_is_the_first() -> None:
    assert cover(13, "spirals", WEB) == cover(13, None, WEB) == cover(13, "bend", WEB)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_cover_is_light(motif: str) -> None:
    paths = "".join(line.path for line in cover(25, motif, WEB).lines)
    assert len(gzip.compress(paths.encode())) < 10_000
