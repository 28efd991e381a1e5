"""Pages about one thing of the programme: a session, a speaker, a track, a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from cwf.i18n import speaking
from cwf.programme.exports import frame, jsonld, telling
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.page import offset
from cwf.programme.exports.rows import Row, Told, Writer
from cwf.programme.shown import Shown
from cwf.programme.timetable import Room, Slot, Speaker, Status, Timetable, Venue, overlap
from cwf.web.templating import seats_in_words

AT_THE_SAME_TIME = 6


@dataclass(frozen=True, kw_only=True)
class Placing:
    """When and where a session is, as its page says it."""

    row: Row
    span: str
    offset: str
    seats: str
    access: str


@dataclass(frozen=True, kw_only=True)
class SpeakerLine:
    """A speaker in the list of speakers."""

    speaker: Speaker
    affiliation: Told
    url: str
    initial: str


@dataclass(frozen=True, kw_only=True)
class House:
    """A venue with its rooms."""

    venue: Venue
    name: Told
    note: Told
    rooms: tuple[tuple[Room, Told, str, str, int], ...]


def session(shown: Shown, slug: str, addresses: Addresses) -> str | None:
    """The page of a session; None where the release has none of that name."""
    timetable = shown.release.timetable
    found = timetable.session.get(slug)
    if found is None:
        return None
    with speaking(addresses.language):
        writer = Writer(timetable, addresses)
        slots = timetable.slots_of[slug]
        context = {
            "row": writer.row(slots[0]),
            "abstract": writer.told(found.abstract),
            "placings": [_placing(writer, slot) for slot in slots],
            "speakers": [timetable.speaker[one.speaker] for one in found.people],
            "writer": writer,
            "history": telling.about(shown, slug, addresses.language),
            "others": _others(writer, slots),
            "structured": jsonld.session_jsonld(timetable, slug, addresses),
        }
    return _page("session", shown, addresses, "programme", f"sessions/{slug}", context)


def speakers(shown: Shown, addresses: Addresses) -> str:
    """All speakers by name."""
    timetable = shown.release.timetable
    with speaking(addresses.language):
        writer = Writer(timetable, addresses)
        lines = [
            SpeakerLine(
                speaker=one,
                affiliation=writer.told(one.affiliation),
                url=writer.to.speaker(one.slug),
                initial=one.sort_name[:1].upper(),
            )
            for one in timetable.speakers
        ]
    return _page("speakers", shown, addresses, "speakers", "speakers/", {"lines": lines})


def speaker(shown: Shown, slug: str, addresses: Addresses) -> str | None:
    """The page of a speaker; None where the release has none of that name."""
    timetable = shown.release.timetable
    found = timetable.speaker.get(slug)
    if found is None:
        return None
    with speaking(addresses.language):
        writer = Writer(timetable, addresses)
        context = {
            "speaker": found,
            "affiliation": writer.told(found.affiliation),
            "biography": writer.told(found.biography),
            "placings": [
                _placing(writer, slot) for slot in timetable.slots if _speaks(timetable, slot, slug)
            ],
        }
    return _page("speaker", shown, addresses, "speakers", f"speakers/{slug}", context)


def track(shown: Shown, slug: str, addresses: Addresses) -> str | None:
    """The page of a track; None where the release has none of that name."""
    timetable = shown.release.timetable
    found = timetable.track.get(slug)
    if found is None:
        return None
    with speaking(addresses.language):
        writer = Writer(timetable, addresses)
        context = {
            "track": found,
            "name": writer.told(found.name),
            "question": writer.told(found.question),
            "days": by_day(
                writer,
                (slot for slot in timetable.slots if timetable.session[slot.session].track == slug),
            ),
        }
    return _page("track", shown, addresses, "programme", f"tracks/{slug}", context)


def rooms(shown: Shown, addresses: Addresses) -> str:
    """All places, house by house."""
    timetable = shown.release.timetable
    with speaking(addresses.language):
        writer = Writer(timetable, addresses)
        houses = [_house(writer, venue) for venue in timetable.venues]
    return _page("rooms", shown, addresses, "rooms", "rooms/", {"houses": houses})


def room(shown: Shown, slug: str, addresses: Addresses) -> str | None:
    """The page of a room; None where the release has none of that name."""
    timetable = shown.release.timetable
    found = timetable.room.get(slug)
    if found is None:
        return None
    with speaking(addresses.language):
        writer = Writer(timetable, addresses)
        venue = timetable.venue[found.venue]
        context = {
            "room": found,
            "name": writer.told(found.name),
            "venue": venue,
            "house": writer.told(venue.name),
            "seats": seats_in_words(found.seats, found.standing) or _("Seats not known"),
            "access": access_in_words(found),
            "days": by_day(writer, (slot for slot in timetable.slots if slug in slot.rooms)),
        }
    return _page("room", shown, addresses, "rooms", f"rooms/{slug}", context)


def by_day(writer: Writer, slots: Iterable[Slot]) -> list[tuple[object, list[tuple[Row, str]]]]:
    """Rows with their hours, day by day."""
    return [
        (day, [(row, writer.span(row.slot)) for row in writer.rows(found)])
        for day, found in groupby(slots, key=writer.timetable.day)
    ]


def access_in_words(room: Room) -> str:
    """What is known of a room's access, and what is not."""
    known = [
        (room.step_free, _("step-free"), _("not step-free"), _("step-free access not known")),
        (room.hearing_loop, _("hearing loop"), _("no hearing loop"), _("hearing loop not known")),
    ]
    said = [unknown if value is None else yes if value else no for value, yes, no, unknown in known]
    if room.interpretation:
        said.append(_("interpretation"))
    return ", ".join(said)


def _page(
    name: str,
    shown: Shown,
    addresses: Addresses,
    current: str,
    path: str,
    context: dict[str, object],
) -> str:
    return frame.render(
        f"programme/{name}.html",
        addresses,
        shown.release.timetable.edition,
        current=current,
        path=path,
        release=shown.release,
        shown=shown,
        **context,
    )


def _placing(writer: Writer, slot: Slot) -> Placing:
    room = writer.timetable.room.get(slot.rooms[0]) if slot.rooms else None
    return Placing(
        row=writer.row(slot),
        span=writer.span(slot),
        offset=offset(writer.timetable, slot.starts),
        seats=seats_in_words(room.seats, room.standing) if room else "",
        access=access_in_words(room) if room else "",
    )


def _others(writer: Writer, slots: tuple[Slot, ...]) -> list[tuple[Row, str]]:
    timetable = writer.timetable
    others = [
        slot
        for slot in timetable.slots
        if slot.session != slots[0].session
        and timetable.session[slot.session].status is Status.CONFIRMED
        and any(overlap(slot, own) for own in slots)
    ]
    rows = writer.rows(others)[:AT_THE_SAME_TIME]
    return [(row, writer.span(row.slot)) for row in rows]


def _speaks(timetable: Timetable, slot: Slot, speaker: str) -> bool:
    return any(one.speaker == speaker for one in timetable.session[slot.session].people)


def _house(writer: Writer, venue: Venue) -> House:
    timetable = writer.timetable
    return House(
        venue=venue,
        name=writer.told(venue.name),
        note=writer.told(venue.note),
        rooms=tuple(
            (
                room,
                writer.told(room.name),
                writer.to.room(room.slug),
                seats_in_words(room.seats, room.standing),
                len({slot.session for slot in timetable.slots if room.slug in slot.rooms}),
            )
            for room in timetable.rooms
            if room.venue == venue.slug
        ),
    )
