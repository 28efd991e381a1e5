"""Your way: a sketch of the houses, drawn, and when to leave for the next one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from flask_babel import gettext as _

from cwf.agendas.agenda import Agenda, Day
from cwf.agendas.sketch import Box, Sketch, sketch
from cwf.programme.exports.book.dates import Dates
from cwf.programme.exports.book.entries import Book
from cwf.programme.timetable import Venue

# Tenths of a millimetre: 54 mm wide, circles 5.6 mm across, letters of 7.2 pt.
BOX = Box(width=540, height=600, radius=28, letter=25.4)
LOW = Box(width=540, height=420, radius=28, letter=25.4)  # where there are few houses
FEW, MANY = 4, 8
LINES = 7  # of ways that are told
FAMILIES = "Familjen Grotesk, Noto Sans Devanagari, Noto Sans Kannada, Noto Sans SC"


@dataclass(frozen=True, kw_only=True)
class Leave:
    """One walk: when to leave at the latest, and whither. `tight`: there is not enough time."""

    day: str
    at: str
    words: str
    tight: bool


@dataclass(frozen=True, kw_only=True)
class Way:
    """What the right column tells: the drawing (b"": none) and what it shows in words.

    `houses` are those that the drawing has no room to name, or all of them where it is missing.
    """

    heading: str
    drawing: bytes
    low: bool
    words: str
    houses: tuple[str, ...]
    leaves: tuple[Leave, ...]


def way(book: Book, agenda: Agenda, accent: str) -> Way:
    """The way of the day with most of it; call it while the book's language is spoken."""
    dates = Dates(book.language)
    day = max(agenda.days, key=lambda one: len(one.walks), default=None)
    visited = _visited(day) if day else []
    venues = _shown(book, agenda)
    names = {one.slug: book.labels.text(one.name) for one in venues}
    box = LOW if len(venues) <= FEW else BOX
    drawn = sketch(venues, visited, names, box) if len(venues) > 1 else None
    walks = bool(day and day.walks)
    heading = _("Your way on %(day)s", day=dates.weekday(day.date)) if walks and day else _("Where")
    if book.language == "da" and walks and day:
        heading = _("Your way on %(day)s", day=dates.weekday(day.date).lower())
    return Way(
        heading=heading,
        drawing=_svg(drawn, accent) if drawn else b"",
        low=box is LOW,
        words=_in_words(names, visited),
        houses=_houses(venues, names, drawn),
        leaves=tuple(_leaves(book, agenda, dates))[:LINES],
    )


def _visited(day: Day) -> list[str]:
    """The houses of a day in order, each stay once."""
    found: list[str] = []
    for entry in day.entries:
        if entry.on and entry.venue and found[-1:] != [entry.venue.slug]:
            found.append(entry.venue.slug)
    return found


def _shown(book: Book, agenda: Agenda) -> list[Venue]:
    """All houses of the edition, or where these are many those of the agenda."""
    own = {entry.venue.slug for entry in agenda.entries if entry.venue}
    venues = [one for one in book.timetable.venues if one.latitude is not None]
    few = len(venues) <= MANY
    return [one for one in venues if few or one.slug in own] if own else []


def _houses(venues: list[Venue], names: dict[str, str], drawn: Sketch | None) -> tuple[str, ...]:
    if drawn is None:
        return tuple(filter(None, (_address(one, names[one.slug]) for one in venues)))
    return tuple(
        f"{place.number} {names[place.venue]}" for place in drawn.places if place.label is None
    )


def _address(venue: Venue, name: str) -> str:
    return ", ".join(filter(None, (name, venue.address)))


def _in_words(names: dict[str, str], visited: list[str]) -> str:
    """What the drawing shows, for those who do not see it."""
    walked = [names[slug] for slug in visited if slug in names]
    if len(walked) < 2:
        return _("Sketch of the places: %(names)s", names=", ".join(names.values()))
    return _("Sketch of the way: %(names)s", names=", ".join(walked))


def _leaves(book: Book, agenda: Agenda, dates: Dates) -> Iterator[Leave]:
    told: date | None = None
    for day in agenda.days:
        for walk in day.walks:
            before, after = agenda.entry[walk.before], agenda.entry[walk.after]
            name = book.labels.text(before.venue.name) if before.venue else ""
            tight = walk.enough is False
            leave = before.starts - timedelta(minutes=walk.minutes)
            if tight and after.ends:
                leave = after.ends
            words = _("to %(place)s, %(num)d min walk", place=name, num=walk.minutes)
            if tight and walk.spare:
                words = _("%(way)s (only %(num)d min)", way=words, num=walk.spare)
            elif tight:
                words = _("%(way)s (no time)", way=words)
            yield Leave(
                day=dates.weekday(day.date) if told != day.date else "",
                at=book.clock(leave),
                words=words,
                tight=tight,
            )
            told = day.date


def _svg(drawn: Sketch, accent: str) -> bytes:
    box = drawn.box
    parts = [f'<rect width="{box.width:g}" height="{box.height:g}" fill="#EEF0ED"/>']
    parts += [
        f'<line x1="{x:g}" y1="{y:g}" x2="{u:g}" y2="{v:g}" stroke="{accent}" stroke-width="10"/>'
        for x, y, u, v in drawn.legs
    ]
    text = f'font-family="{FAMILIES}" font-size="{box.letter:g}"'
    for place in drawn.places:
        if label := place.label:  # the way does not run through a name
            parts.append(
                f'<rect x="{label.left:g}" y="{label.top:g}" width="{label.right - label.left:g}"'
                f' height="{label.bottom - label.top:g}" fill="#EEF0ED"/>'
            )
    for place in drawn.places:
        fill, ink = ("#141414", "#FFFFFF") if place.visited else ("#FFFFFF", "#141414")
        parts.append(
            f'<circle cx="{place.x:g}" cy="{place.y:g}" r="{box.radius - 2:g}" fill="{fill}"'
            f' stroke="#141414" stroke-width="4"/>'
            f'<text x="{place.x:g}" y="{place.y + 9:g}" text-anchor="middle" fill="{ink}"'
            f' font-weight="600" {text}>{place.number}</text>'
        )
        if place.label:
            parts.append(
                f'<text x="{place.label.x:g}" y="{place.label.y:g}" fill="#141414" {text}>'
                f"{escape(place.label.text)}</text>"
            )
    size = f'width="{box.width / 10:g}mm" height="{box.height / 10:g}mm"'
    view = f'viewBox="0 0 {box.width:g} {box.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{"".join(parts)}</svg>'.encode()
