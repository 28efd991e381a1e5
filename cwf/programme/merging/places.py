"""Where rooms are whose file does not say it: schedules know rooms, and at most one venue."""

from dataclasses import replace

from cwf.programme.incoming import Incoming, Item, Noun
from cwf.programme.merging.finding import bare, names_of
from cwf.programme.standing import Standing


def with_venues(standing: Standing, incoming: Incoming) -> Incoming:
    """New rooms without a venue are in the edition's only one, else in the conference's.

    Rooms that stand already stay where they are. What names no venue at all stays without, and
    is remarked on as the room is made.
    """
    known = {name for entry in standing.of[Noun.ROOM] for name in names_of(entry)}
    homeless = {
        item.key
        for item in incoming.items
        if item.noun is Noun.ROOM and not item.values.get("venue") and bare(item.name) not in known
    }
    if not homeless:
        return incoming
    venue, made = _venue(standing, incoming)
    if venue is None:
        return incoming
    items = (
        replace(item, values={**item.values, "venue": venue})
        if item.noun is Noun.ROOM and item.key in homeless
        else item
        for item in incoming.items
    )
    return replace(incoming, items=(*made, *items))


def _venue(standing: Standing, incoming: Incoming) -> tuple[str | None, tuple[Item, ...]]:
    """How to refer to the venue, and what is to be made for it."""
    said = [item.key for item in incoming.items if item.noun is Noun.VENUE]
    stands = [entry.slug for entry in standing.of[Noun.VENUE]]
    if len({*said, *stands}) == 1:
        return (*said, *stands)[0], ()
    head = incoming.head
    name = (head.venue or head.city or head.title) if head else ""
    if not name:
        return None, ()
    language = standing.languages[0] if standing.languages else "en"
    values = {"name": {language: name}}
    return name, (Item(noun=Noun.VENUE, key=name, name=name, values=values),)
