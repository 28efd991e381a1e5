"""A programme as the schedule formats of c3voc see it: days, in them rooms, in them items.

Decisions that XML and JSON share. A cancelled session is left out: the formats cannot say that
something does not happen, and their readers (apps, signs, recording systems) find what vanished
by comparing; the calendars and the page do say it. A slot over several rooms stands once, under
its first (guids are unique), and its description names them all. Where no end is known the
length is the assumed one, and the description says so. Texts are plain.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from flask_babel import gettext as _

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels
from cwf.programme.release import Release
from cwf.programme.timetable import Session, Slot, Status, Timetable
from cwf.web.markdown import plain

GENERATOR = "Creativity World Forum planner"
# Names within an edition become UUIDs under this one; they hold no host name, so moving the
# installation to another address changes no identity.
NAMES = UUID("8f0c3a6e-5a0e-4d43-9a58-6f3c5d1b7e20")

UNDECOMPOSED = {"ø": "o", "æ": "ae", "ß": "ss", "ł": "l"}


@dataclass(frozen=True, kw_only=True)
class Person:
    """A speaker of an item. `number` is for readers that know persons by integers only."""

    guid: UUID
    number: int
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """A slot with its session; `starts` and `ends` on the edition's clock, `ends` if known."""

    guid: UUID
    id: int
    slug: str
    url: str
    room: str
    title: str
    subtitle: str
    kind: str
    track: str
    language: str | None
    abstract: str
    description: str
    starts: datetime
    ends: datetime | None
    minutes: int
    persons: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of the edition: from its hour of day change to the next day's."""

    index: int
    date: date
    starts: datetime
    ends: datetime
    rooms: dict[str, tuple[Item, ...]]


@dataclass(frozen=True, kw_only=True)
class Track:
    """A track as the conference lists it."""

    name: str
    slug: str


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """All that both formats say."""

    version: str
    url: str
    acronym: str
    title: str
    notice: str
    zone: str
    color: str | None
    starts: date
    ends: date
    rooms: tuple[tuple[str, UUID], ...]
    tracks: tuple[Track, ...]
    days: tuple[Day, ...]


def schedule(release: Release, view: Timetable, addresses: Addresses) -> Schedule:
    """What of `release` is in `view` (the whole timetable or a narrowed one).

    To be called within `speaking(addresses.language)`.
    """
    labels = Labels(view, addresses.language)
    acronym = acronym_of(view.edition.slug)
    items: dict[date, dict[str, list[Item]]] = {day: {} for day in _days(release, view)}
    for slot in view.slots:
        session = view.session[slot.session]
        if session.status is Status.CONFIRMED:
            item = _item(slot, session, labels=labels, addresses=addresses, acronym=acronym)
            items[view.day(slot)].setdefault(item.room, []).append(item)
    days = tuple(
        _day(index, day, rooms, labels) for index, (day, rooms) in enumerate(items.items(), 1)
    )
    return Schedule(
        version=str(release.number),
        url=addresses.programme(),
        acronym=acronym,
        title=labels.forum,
        notice=labels.notice,
        zone=view.edition.zone,
        color=view.edition.look.ground,
        starts=days[0].date,
        ends=days[-1].date,
        rooms=tuple(
            (labels.room(room.slug), guid(view, "rooms", room.slug)) for room in view.rooms
        ),
        tracks=tuple(
            Track(name=labels.text(track.name), slug=f"track-{ascii_slug(track.slug)}".rstrip("-"))
            for track in view.tracks
        ),
        days=days,
    )


def acronym_of(edition: str) -> str:
    """The edition's short name: small letters, digits, underscores, at least four of them."""
    return "cwf" + (ascii_slug(edition).replace("-", "_") or "forum")


def ascii_slug(words: str) -> str:
    """Small ASCII letters and digits with hyphens between; "" where nothing remains.

    >>> ascii_slug("Smørrebrød på Åen")
    'smorrebrod-pa-aen'
    """
    folded = "".join(UNDECOMPOSED.get(letter, letter) for letter in words.lower())
    bare = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def guid(timetable: Timetable, kind: str, slug: str) -> UUID:
    """The UUID of something that has none of its own: a room, a speaker."""
    return uuid5(NAMES, f"{timetable.edition.slug}/{kind}/{slug}")


def _days(release: Release, view: Timetable) -> list[date]:
    """The edition's days and those on which something is placed; both formats want one at least.

    They are counted on the whole timetable, so that a filter does not number them anew.
    """
    edition = view.edition
    days = set(release.timetable.days) | set(view.days)
    if edition.starts and edition.ends:
        span = (edition.ends - edition.starts).days
        days |= {edition.starts + timedelta(days=count) for count in range(span + 1)}
    return sorted(days) or [view.local(release.at).date()]


def _day(index: int, day: date, rooms: dict[str, list[Item]], labels: Labels) -> Day:
    order = {labels.room(room.slug): place for place, room in enumerate(labels.timetable.rooms)}
    return Day(
        index=index,
        date=day,
        starts=_change_of_day(day, labels.timetable),
        ends=_change_of_day(day + timedelta(days=1), labels.timetable),
        rooms={
            name: tuple(rooms[name])
            for name in sorted(rooms, key=lambda n: order.get(n, len(order)))
        },
    )


def _change_of_day(day: date, timetable: Timetable) -> datetime:
    """The hour of day change on a day; one that summer time skips is told as it is on the clock."""
    wall = datetime.combine(day, time(timetable.edition.day_change_hour), timetable.zone)
    return timetable.local(wall.astimezone(UTC))


def _item(
    slot: Slot, session: Session, *, labels: Labels, addresses: Addresses, acronym: str
) -> Item:
    timetable = labels.timetable
    return Item(
        guid=slot.uuid,
        id=slot.id,
        slug=f"{acronym}-{slot.id:04d}-{ascii_slug(session.slug)}".rstrip("-"),
        url=addresses.session(session.slug),
        room=labels.room(slot.rooms[0]) if slot.rooms else _("Place to be announced"),
        title=labels.text(session.title),
        subtitle=labels.text(session.subtitle),
        kind=session.kind.value,
        track=labels.track(session),
        language=session.language,
        abstract=plain(labels.text(session.abstract)),
        description="\n\n".join(_description(slot, session, labels)),
        starts=timetable.local(slot.starts),
        ends=timetable.local(slot.ends) if slot.ends else None,
        minutes=int((slot.reckoned_end - slot.starts).total_seconds() // 60),
        persons=tuple(_person(one.speaker, labels, addresses) for one in session.people),
    )


def _description(slot: Slot, session: Session, labels: Labels) -> Iterator[str]:
    if slot.ends is None:
        yield _("The end is not known; the length is assumed.")
    if len(slot.rooms) > 1:
        yield _("In several rooms: %(place)s.", place=labels.place(slot))
    yield from labels.substitutions(session)
    if labels.notice:
        yield labels.notice


def _person(slug: str, labels: Labels, addresses: Addresses) -> Person:
    own = guid(labels.timetable, "speakers", slug)
    return Person(
        guid=own,
        number=int.from_bytes(own.bytes[:4]) >> 1 or 1,
        name=labels.name_of(slug),
        url=addresses.speaker(slug),
    )
