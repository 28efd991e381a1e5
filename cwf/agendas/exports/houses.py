"""The places of an agenda: a sketch of each day's way, and where to find them on a map."""

from dataclasses import dataclass

from cwf.agendas.agenda import Agenda, Day
from cwf.agendas.sketch import Box, Sketch, sketch
from cwf.programme.exports.labels import Labels
from cwf.programme.timetable import Venue

MAP = "https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=17/{0:.5f}/{1:.5f}"


@dataclass(frozen=True, kw_only=True)
class House:
    """A house that the agenda leads to. `number` is that on sketches, None where none is drawn.

    `map` is the address of an outside map; "" where the position is not known.
    """

    number: int | None
    name: str
    address: str
    map: str


@dataclass(frozen=True, kw_only=True)
class Sketched:
    """A day's sketch, and its way in words for who cannot see it: names of houses in order."""

    drawn: Sketch
    way: tuple[str, ...]


def houses(agenda: Agenda, labels: Labels) -> tuple[House, ...]:
    """The houses of what takes place, in the edition's order; those on the sketches first."""
    found = _venues(agenda, labels)
    placed = [venue for venue in found if None not in (venue.latitude, venue.longitude)]
    others = [venue for venue in found if venue not in placed]
    return tuple(
        House(
            number=number,
            name=labels.text(venue.name),
            address=venue.address or "",
            map=MAP.format(venue.latitude, venue.longitude) if number else "",
        )
        for number, venue in (*enumerate(placed, 1), *((None, venue) for venue in others))
    )


def sketched(day: Day, agenda: Agenda, labels: Labels, box: Box | None = None) -> Sketched | None:
    """The way of a day between houses; None where one stays in a single one, or none is known."""
    way = [entry.venue.slug for entry in day.entries if entry.on and entry.venue]
    venues = _venues(agenda, labels)
    names = {venue.slug: labels.text(venue.name) for venue in venues}
    drawn = sketch(venues, way, names, box)
    if drawn is None or not drawn.legs:
        return None
    steps = [slug for slug, before in zip(way, [None, *way], strict=False) if slug != before]
    return Sketched(drawn=drawn, way=tuple(names[slug] for slug in steps))


def _venues(agenda: Agenda, labels: Labels) -> list[Venue]:
    visited = {entry.venue.slug for entry in agenda.entries if entry.on and entry.venue}
    return [venue for venue in labels.timetable.venues if venue.slug in visited]
