"""Drawn portraits: a name has the same one for ever, and the stylesheet knows all of them."""

import re
import unicodedata
from pathlib import Path

import pytest

from cwf.web.portraits import (
    GROUP,
    HEADS,
    PARTS,
    SCHEMES,
    SHOULDERS,
    Bust,
    behind,
    bust,
    drawing,
    shapes,
)

CSS = (Path(__file__).parents[2] / "static" / "css" / "patterns.css").read_text()
COLOURS = {
    "ground": "#CFE4E3", "sun": "#F0BC2E", "ink": "#14201F", "paper": "#FFFFFF",
    "one": "#0F6B78", "two": "#E4572A",
}  # fmt: skip
NAMES = [f"{first} {last}" for first in "ABCDEFGHIJKLMNOPQRST" for last in ("Holm", "राव", "思远")]


def test_a_name_has_this_portrait_for_ever() -> None:
    assert bust("Tom Kelley") == Bust(
        scheme=4, shoulders="halves", head="drop", flip=False, size="", group=False
    )
    assert bust("陈思远") == bust(unicodedata.normalize("NFD", "陈思远"))


def test_how_a_name_is_composed_makes_no_difference() -> None:
    name = "Ana Beatriz Conceição Falcão"
    assert bust(name) == bust(unicodedata.normalize("NFD", name))


def test_names_are_told_apart() -> None:
    assert len({bust(name) for name in NAMES}) >= 57  # of 60, some alike by chance


def test_every_scheme_shape_side_and_size_is_used() -> None:
    found = [bust(f"Name {number}") for number in range(600)]
    assert {one.scheme for one in found} == set(range(len(SCHEMES)))
    assert {one.shoulders for one in found} == set(SHOULDERS)
    assert {one.head for one in found} == set(HEADS)
    assert {(one.flip, one.size) for one in found} == {
        (flip, size) for flip in (False, True) for size in ("", "small", "large")
    }


def test_a_group_has_heads_in_the_same_colours_and_no_shoulders_of_its_own() -> None:
    person, group = bust("Snask"), bust("Snask", group=True)
    assert (group.scheme, group.shapes) == (person.scheme, ("group",))
    assert GROUP.count("<circle") == 4


@pytest.mark.parametrize("number", range(len(SCHEMES)))
def test_the_stylesheet_has_the_same_schemes(number: int) -> None:
    rule = re.search(rf"\.scheme-{number} {{(.*?)}}", CSS, re.DOTALL)
    assert rule
    found = re.findall(r"--p-(\w+): var\(--([\w-]+)\);", rule[1])
    same = {"one": "accent-1", "two": "accent-2"}
    wanted = zip(PARTS, SCHEMES[number], strict=True)
    assert found == [(part, same.get(colour, colour)) for part, colour in wanted]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_coat_head_and_what_it_wears_part_from_what_is_behind(scheme: tuple[str, ...]) -> None:
    back, coat, _lining, face, wear = scheme
    assert back not in {coat, face, wear}
    assert coat != wear != face


def test_a_page_has_every_shape_once_and_colours_them_by_class() -> None:
    page = shapes()
    ids = re.findall(r'<g id="b-(\w+)">', page)
    assert ids == [*SHOULDERS, *HEADS, "group"]
    assert "{" not in page
    assert "style=" not in page


def test_paper_has_the_same_shapes_in_colours_of_its_own() -> None:
    one = bust("Tom Kelley")
    drawn = drawing(one, COLOURS).decode()
    assert drawn == drawing(bust("Tom Kelley"), COLOURS).decode()
    assert (behind(one), "class=" in drawn, "{" in drawn) == ("two", False, False)
    fills = set(re.findall(r'fill="(#\w+)"', drawn))
    assert fills <= set(COLOURS.values())
