"""What is drawn in the book: the lines of the cover and of each day's opening page.

Measures are millimetres; drawings are made in tenths of them. Nothing is drawn behind words: the
lines of the cover begin below its last one, and the more of these there are, the lower the sun.
Over the openers the sun moves along the lines with the days.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cwf.editions.cover import Frame, cover
from cwf.editions.palette import INK, accents
from cwf.programme.exports.book.entries import Book

AIR = 5.0  # between the last word and the first line
SELECTION = 19.0  # what the words of a selection take below the theme
PLACES = 5  # of the sun, day by day
SECOND, THIRD = "#4A5654", "#616C6A"  # lines where no track brings a colour
# Letters of the theme that a line holds, by its size.
LETTERS = {"huge": 11, "large": 15, "long": 22}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper, its cover's words and sun, its openers; heights of the theme's lines by size."""

    width: float
    height: float
    theme: float
    lines: Mapping[str, float]
    across: float
    down: float
    radius: float
    opener: float
    first: float
    stride: float


SMALL = {"huge": 19.8, "large": 16.2, "long": 12.7}
BIG = {"huge": 28.2, "large": 22.6, "long": 17.6}
PAPERS = {
    "a5": Paper(
        width=148, height=210, theme=30, lines=SMALL, across=97, down=138, radius=31,
        opener=151, first=23, stride=23,
    ),
    "half-letter": Paper(
        width=139.7, height=215.9, theme=30, lines=SMALL, across=91, down=141, radius=31,
        opener=142.7, first=23, stride=23,
    ),
    "a4": Paper(
        width=210, height=297, theme=44, lines=BIG, across=138, down=195, radius=44,
        opener=214, first=34, stride=32,
    ),
    "letter": Paper(
        width=215.9, height=279.4, theme=44, lines=BIG, across=138, down=184, radius=44,
        opener=219.9, first=34, stride=32,
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Art:
    """The drawings by their key, and the rules that place them."""

    media: dict[str, bytes]
    rules: tuple[str, ...]


def theme_size(book: Book) -> str:
    """The class of the cover's words, by the longest of them: long words are not divided."""
    longest = max(map(len, _theme(book)), default=0)
    return next((size for size, most in LETTERS.items() if longest <= most), "long")


def art(book: Book, paper: str, *, narrowed: bool) -> Art:
    """The drawings of a book on a paper of PAPERS; `narrowed`: it is a part, and says so."""
    sheet, days = PAPERS[paper], min(len(book.timetable.days), PLACES)
    words = sheet.theme + sheet.lines[theme_size(book)] * _theme_lines(book)
    clear = words + AIR + SELECTION * narrowed
    lowest = sheet.height - 1.45 * sheet.radius
    down = min(max(sheet.down, clear + 1.7 * sheet.radius), lowest)
    whole = Frame(
        left=0, top=clear, right=sheet.width, bottom=sheet.height,
        x=sheet.across, y=down, radius=sheet.radius, widest=0.3,
    )  # fmt: skip
    media = {"cover": _drawing(book, whole, sheet.width, sheet.height)}
    for day in range(days):
        at = sheet.first + sheet.stride * day
        media[f"opener{day}"] = _opener(book, sheet, at + 13.5, 25.5, 13.5, 47)
        media[f"low{day}"] = _opener(book, sheet, at + 9, 12, 9, 24)
    return Art(media=media, rules=tuple(_rules(sheet, words, down, days)))


def lowered(day: int) -> str:
    """The rule that goes with an opener of half its height; days count from 1."""
    return f".day{day} .opener {{ background-image: url('media:low{(day - 1) % PLACES}') }}"


def _rules(sheet: Paper, words: float, down: float, days: int) -> list[str]:
    left, top, size = sheet.across - sheet.radius, down - sheet.radius, 2 * sheet.radius
    drawn = "no-repeat 0 0 / 100% 100%"
    return [
        f".cover {{ background: url('media:cover') {drawn} }}",
        f".cover .disc {{ left: {left:.1f}mm; top: {top:.1f}mm; width: {size:.1f}mm;"
        f" height: {size:.1f}mm }}",
        f".selection {{ top: {words + AIR:.1f}mm }}",
        *(f".o{day} {{ background: url('media:opener{day}') {drawn} }}" for day in range(days)),
    ]


def _opener(book: Book, sheet: Paper, x: float, y: float, radius: float, height: float) -> bytes:
    """Lines so wide that some of them pass above and below."""
    frame = Frame(
        left=0, top=y - 60 * radius, right=sheet.opener, bottom=y + 60 * radius,
        x=x, y=y, radius=radius, widest=0.62,
    )  # fmt: skip
    return _drawing(book, frame, sheet.opener, height, motif="bend")


def below(book: Book, frame: Frame, width: float, height: float) -> bytes:
    """The lines that pass below the sun, for a head with words beside it; the nearest is left out,
    for it would lie on the sun's own height beside it."""
    return _drawing(book, frame, width, height, motif="bend", half=True)


def _drawing(
    book: Book, frame: Frame, width: float, height: float, motif: str = "", *, half: bool = False
) -> bytes:
    edition = book.timetable.edition
    colours = line_colours(book)
    made = cover(edition.ordinal, motif or edition.look.motif, frame.times(10))
    paths = "".join(
        f'<path d="{line.path}" fill="{colours[line.colour]}"/>'
        if made.known
        else f'<path d="{line.path}" fill="none" stroke="{colours[line.colour]}" stroke-width="5"/>'
        for line in made.lines[(len(made.lines) // 2 + 1) * half :]
    )
    size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width * 10:g} {height * 10:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{paths}</svg>'.encode()


def line_colours(book: Book) -> tuple[str, ...]:
    """Ink and the accents, as a cover counts them; grey where no track brings a colour."""
    found = [one.light.fill for one in accents([track.hue for track in book.timetable.tracks])]
    return (INK, *found, *(INK, SECOND, THIRD)[len(found) :])


def _theme(book: Book) -> list[str]:
    edition = book.timetable.edition
    return (book.labels.text(edition.theme) or book.labels.text(edition.city)).split()


def _theme_lines(book: Book) -> int:
    """How many lines the theme takes, where a line holds so many letters and ends between words."""
    most, lines, used = LETTERS[theme_size(book)], 1, 0
    for word in _theme(book):
        if used and used + 1 + len(word) > most:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
    return lines
