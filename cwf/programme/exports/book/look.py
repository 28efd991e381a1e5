"""What of the book's look depends on edition, days and paper, as a stylesheet of classes.

The design itself stands in static/print/; here are the colours an edition chose, the words in
heads, feet and thumb tabs, and the places of blocks that are true to scale.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cwf.editions.palette import NONE, hue
from cwf.programme.exports.book.art import Art, line_colours, lowered
from cwf.programme.exports.book.days import Day
from cwf.programme.exports.book.entries import Book
from cwf.web.portraits import behind

# Plain look, where an edition has chosen no colours.
GROUND, SUN = "#F0F2EF", "#7F8985"
TAB_TOP, TAB_STEP, TABS = 10, 18, 9  # millimetres below the text's head; steps down the page


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A thumb tab: the class of the pages that carry it, and its word."""

    pages: str
    word: str


@dataclass(frozen=True, kw_only=True)
class Feet:
    """The words at the foot; `on_both` for papers whose pages may be printed on one side."""

    left: str
    right: str
    on_both: bool


def stylesheet(
    book: Book, days: tuple[Day, ...], tabs: tuple[Tab, ...], feet: Feet, drawn: Art
) -> str:
    """The rules, one a line."""
    places = [*_feet(feet), *_tabs(tabs), *_scale(days)]
    return "\n".join([*_colours(book), *drawn.rules, *places, *_portraits(book, days)])


def colours(book: Book) -> dict[str, str]:
    """The colours of drawings on paper, by their part in the edition's palette."""
    look = book.timetable.edition.look
    lines = line_colours(book)
    return {
        "ground": look.ground or GROUND,
        "sun": look.sun or SUN,
        "ink": lines[0],
        "paper": "#FFFFFF",
        "one": lines[1],
        "two": lines[2],
    }


def _colours(book: Book) -> Iterator[str]:
    palette = colours(book)
    yield f".ground {{ background-color: {palette['ground']} }}"
    yield f".sun {{ background-color: {palette['sun']} }}"
    yield f"@page cover {{ background: {palette['ground']} }}"
    yield f".c0 {{ background-color: {NONE.light.tint} }}"
    for number, track in enumerate(book.timetable.tracks, start=1):
        steps = hue(track.hue).light
        yield f".t{number} {{ color: {steps.ink} }}"
        yield f".c{number} {{ background-color: {steps.tint} }}"


def _feet(feet: Feet) -> Iterator[str]:
    """A spread has the release at its left and what to mind at its right, a single sheet both."""
    left, right = feet.left, feet.right
    yield f"@page :left {{ @bottom-left {{ content: {quoted(left)} }} }}"
    yield f"@page :right {{ @bottom-right {{ content: {quoted(right or left)} }} }}"
    if feet.on_both and right:
        yield f"@page :left {{ @bottom-right {{ content: {quoted(right)} }} }}"
        yield f"@page :right {{ @bottom-left {{ content: {quoted(left)} }} }}"


def _tabs(tabs: tuple[Tab, ...]) -> Iterator[str]:
    for number, tab in enumerate(tabs):
        top = TAB_TOP + TAB_STEP * (number % TABS)
        for page in (tab.pages, f"{tab.pages}-plate", f"{tab.pages}-times"):
            yield (
                f"@page {page}:right {{ @right-top {{ content: {quoted(tab.word)};"
                f" background: #141414; margin-top: {top}mm }} }}"
            )
        yield f".{tab.pages} {{ page: {tab.pages} }}"
        yield f".{tab.pages} .plate {{ page: {tab.pages}-plate }}"
        yield f".{tab.pages} .times {{ page: {tab.pages}-times }}"
        for page in (f"{tab.pages}-plate", f":nth(1 of {tab.pages}-times)"):
            yield (
                f"@page {page} {{ @top-left {{ content: none }} @top-right {{ content: none }} }}"
            )


def _scale(days: tuple[Day, ...]) -> Iterator[str]:
    for day in days:
        if day.glance.height:
            yield f".scale{day.number} {{ height: {day.glance.height:.2f}mm }}"
            for number, block in enumerate(day.glance.blocks, start=1):
                height = max(block.height - 0.6, 0)
                name = f".b{day.number}-{number}"
                yield f"{name} {{ top: {block.top:.2f}mm; height: {height:.2f}mm }}"


def _portraits(book: Book, days: tuple[Day, ...]) -> Iterator[str]:
    """What stands behind each keynote: a photograph fills its frame, a bust stands in it."""
    palette = colours(book)
    found = {keynote.picture: keynote for day in days for page in day.keynotes for keynote in page}
    for picture, keynote in sorted(found.items()):
        image = f"background-image: url({quoted('media:' + picture)})"
        if keynote.bust:
            image += f"; background-color: {palette[behind(keynote.bust)]}"
        else:
            image += "; background-size: cover; background-position: center"
        yield f".p-{picture} {{ {image} }}"


def tighter(day: int) -> str:
    """The rules that lower the art of a day's list, so that no page is left to one entry."""
    opener = f".day{day} .opener"
    return (
        f"{opener} {{ height: 24mm }} {opener} .disc {{ top: 3mm; width: 18mm; height: 18mm }}"
        f" {opener} .dates {{ top: 3mm; font-size: 18pt; line-height: 24pt }}"
        f" {opener} .month {{ top: 10.5mm; font-size: 6.4pt }} {lowered(day)}"
    )


def quoted(words: str) -> str:
    """A CSS string (CSS Syntax 3 §4.3.5): nothing in it can end it."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f'"{escaped}"'
