"""Who is here, by region or country, and in which sessions; and the places."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.programme.collation import order
from cwf.programme.exports.book.entries import Book, Said
from cwf.programme.scripts import Run, runs
from cwf.programme.timetable import Room, Speaker, Venue
from cwf.web.templating import country

SPLIT = 12  # names from which on a region may run over a page's end


@dataclass(frozen=True, kw_only=True)
class Present:
    """A person or group, the name in its own script, and the numbers of its sessions."""

    name: Said
    original: Said
    house: Said
    sessions: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Region:
    """The people of one region, else of one country; without a name where neither is known."""

    number: int
    name: Said
    people: tuple[Present, ...]

    @property
    def whole(self) -> bool:
        """Whether it stays on one page."""
        return len(self.people) < SPLIT


@dataclass(frozen=True, kw_only=True)
class Place:
    """A building and its rooms with what is known of each."""

    venue: Venue
    name: Said
    note: Said
    rooms: tuple[tuple[Said, tuple[str, ...]], ...]


def regions(book: Book) -> tuple[Region, ...]:
    """Regions by name, then people by name, in the order of the book's language."""
    key = order(book.language)
    numbers = _numbers(book)
    found: dict[str, list[Speaker]] = {}
    for speaker in book.timetable.speakers:
        if speaker.slug in numbers:
            found.setdefault(_home(book, speaker), []).append(speaker)
    names = sorted(found, key=lambda name: (not name, key(name)))
    return tuple(
        Region(
            number=number,
            name=runs(name),
            people=tuple(
                _present(book, speaker, numbers[speaker.slug])
                for speaker in sorted(found[name], key=lambda speaker: key(speaker.sort_name))
            ),
        )
        for number, name in enumerate(names, start=1)
    )


def _home(book: Book, speaker: Speaker) -> str:
    if speaker.region:
        return book.labels.text(speaker.region.name)
    return country(speaker.country)


def _present(book: Book, speaker: Speaker, sessions: tuple[int, ...]) -> Present:
    own = speaker.original_name if speaker.original_name != speaker.name else None
    return Present(
        name=runs(speaker.name),
        original=(Run(own, speaker.original_language),) if own else (),
        house=book.said(speaker.affiliation),
        sessions=sessions,
    )


def _numbers(book: Book) -> dict[str, tuple[int, ...]]:
    """The numbers of the placed sessions in which each speaker appears."""
    found: dict[str, set[int]] = {}
    for session in book.timetable.sessions:
        if number := book.numbers.get(session.slug):
            for appearance in session.people:
                found.setdefault(appearance.speaker, set()).add(number)
    return {slug: tuple(sorted(numbers)) for slug, numbers in found.items()}


def places(book: Book) -> tuple[Place, ...]:
    """Buildings and their rooms, in the order of the timetable; of a part those that it uses."""
    used = {slug for slot in book.timetable.slots for slug in slot.rooms}
    if book.timetable is book.whole:
        used = set(book.timetable.room)
    houses = {room.venue for room in book.timetable.rooms if room.slug in used}
    return tuple(
        Place(
            venue=venue,
            name=book.said(venue.name),
            note=book.said(venue.note),
            rooms=tuple(
                (book.said(room.name), _about(room))
                for room in book.timetable.rooms
                if room.venue == venue.slug and room.slug in used
            ),
        )
        for venue in book.timetable.venues
        if book.timetable is book.whole or venue.slug in houses
    )


def _about(room: Room) -> tuple[str, ...]:
    """What is known of a room; what is not known is not said."""
    found = []
    if room.seats:
        found.append(ngettext("%(num)d seat", "%(num)d seats", room.seats))
    if room.standing:
        found.append(_("%(number)d standing", number=room.standing))
    if room.step_free is not None:
        found.append(_("step-free") if room.step_free else _("with steps"))
    if room.hearing_loop:
        found.append(_("hearing loop"))
    if room.interpretation:
        found.append(_("interpretation"))
    return tuple(found)
