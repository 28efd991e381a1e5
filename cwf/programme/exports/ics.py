"""A released programme as iCalendar: whole, narrowed, or of one session, speaker or room.

The identity of an entry is the UUID of its slot and nothing else. DTSTAMP and LAST-MODIFIED say
which release changed it last, so an unchanged entry keeps its bytes from release to release. A
cancelled session, and a slot that a later release dropped, stay as tombstones: prefixed in the
title too, since some readers ignore STATUS.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.calendar_entries import entry, tombstone
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.narrowed import narrowed
from cwf.programme.exports.tombstones import tombstones
from cwf.programme.release import Gone, Release
from cwf.programme.selection import Selection, narrow, to_pairs
from cwf.programme.timetable import Slot, Timetable
from cwf.web.calendars import Feed, calendar_bytes, event_block

Blocks = Mapping[str, bytes]  # entries by their UID


def programme_ics(
    release: Release,
    view: Timetable,
    addresses: Addresses,
    *,
    gone: Iterable[Gone] | None = None,
    source: str | None = None,
    page: str = "",
    name: str = "",
    blocks: Blocks | None = None,
    remarks: Mapping[str, str] | None = None,
) -> bytes:
    """The calendar of the slots in `view` (the release's timetable or a narrowed one).

    `gone` are the tombstones in it (default: all). `source` is the calendar's own address
    ("": not to be told), `page` that of the page it shows, `name` what it holds (default: all).
    `blocks` are the release's entries in that language by UID, if at hand; else they are made.
    `remarks` are told of sessions, by slug, besides what everybody is told.
    """
    gone = release.gone if gone is None else tuple(gone)
    with speaking(addresses.language):
        labels = Labels(release.timetable, addresses.language)
        feed = Feed(
            name=f"{labels.forum}: {name}" if name else labels.forum,
            language=addresses.language,
            description=labels.notice,
            zone=view.edition.zone,
            source=addresses.programme(".ics") if source is None else source,
            url=page or addresses.programme(),
            color=view.edition.look.ground,
        )
        if blocks is None:
            parts = list(_made(release, view.slots, gone, labels, addresses, remarks or {}))
        else:
            parts = [blocks[uid] for uid in _uids(view.slots, gone)]
    first, last = span(release, (*view.slots, *gone))
    return calendar_bytes(feed, parts, first=first, last=last)


def selected_ics(
    release: Release, selection: Selection, addresses: Addresses, *, blocks: Blocks | None = None
) -> bytes:
    """The calendar of what fits a filter, tombstones too; its name says what was asked for."""
    query = urlencode(to_pairs(selection))
    with speaking(addresses.language):
        part = narrowed(Labels(release.timetable, addresses.language), selection)
    return programme_ics(
        release,
        narrow(release.timetable, selection),
        addresses,
        gone=tombstones(release, selection),
        source=addresses.programme(".ics", query),
        page=addresses.programme("", query),
        name=part,
        blocks=blocks,
    )


def all_blocks(release: Release, addresses: Addresses) -> dict[str, bytes]:
    """Every entry of a release in one language, by its UID, ready to be joined."""
    slots, gone = release.timetable.slots, release.gone
    with speaking(addresses.language):
        labels = Labels(release.timetable, addresses.language)
        made = _made(release, slots, gone, labels, addresses, {})
        return dict(zip(_uids(slots, gone), made, strict=True))


def session_ics(release: Release, slug: str, addresses: Addresses) -> bytes:
    """One session with all its placings, those it no longer has as tombstones.

    Raises KeyError where the release has no such session.
    """
    session = release.timetable.session[slug]
    return programme_ics(
        release,
        _only(release.timetable, lambda slot: slot.session == slug),
        addresses,
        gone=[one for one in release.gone if one.session == slug],
        source=addresses.session(slug, ".ics"),
        page=addresses.session(slug),
        name=Labels(release.timetable, addresses.language).text(session.title),
    )


def speaker_ics(release: Release, slug: str, addresses: Addresses) -> bytes:
    """All sessions of a speaker. Raises KeyError where the release has no such speaker."""
    timetable = release.timetable
    own = {
        session.slug
        for session in timetable.sessions
        if any(one.speaker == slug for one in session.people)
    }
    return programme_ics(
        release,
        _only(timetable, lambda slot: slot.session in own),
        addresses,
        gone=[one for one in release.gone if one.session in own or slug in one.people],
        source=addresses.speaker(slug, ".ics"),
        page=addresses.speaker(slug),
        name=timetable.speaker[slug].name,
    )


def track_ics(release: Release, slug: str, addresses: Addresses) -> bytes:
    """All of a track. Raises KeyError where the release has no such track."""
    timetable = release.timetable
    track, selection = timetable.track[slug], Selection(tracks=(slug,))
    return programme_ics(
        release,
        narrow(timetable, selection),
        addresses,
        gone=tombstones(release, selection),
        source=addresses.track(slug, ".ics"),
        page=addresses.track(slug),
        name=Labels(timetable, addresses.language).text(track.name),
    )


def room_ics(release: Release, slug: str, addresses: Addresses) -> bytes:
    """All that happens in a room. Raises KeyError where the release has no such room."""
    timetable = release.timetable
    room, selection = timetable.room[slug], Selection(rooms=(slug,))
    return programme_ics(
        release,
        narrow(timetable, selection),
        addresses,
        gone=tombstones(release, selection),
        source=addresses.room(slug, ".ics"),
        page=addresses.room(slug),
        name=Labels(timetable, addresses.language).text(room.name),
    )


def _only(timetable: Timetable, wanted: Callable[[Slot], bool]) -> Timetable:
    return replace(timetable, slots=tuple(filter(wanted, timetable.slots)))


def _uids(slots: Iterable[Slot], gone: Iterable[Gone]) -> list[str]:
    return [str(slot.uuid) for slot in slots] + [str(one.uuid) for one in gone]


def span(release: Release, shown: Iterable[Slot | Gone]) -> tuple[datetime, datetime]:
    """The first and the last moment of these placings; of none, when it was published."""
    moments = [moment for one in shown for moment in (one.starts, one.ends) if moment]
    return min(moments, default=release.at), max(moments, default=release.at)


def _made(
    release: Release,
    slots: Iterable[Slot],
    gone: Iterable[Gone],
    labels: Labels,
    addresses: Addresses,
    remarks: Mapping[str, str],
) -> Iterator[bytes]:
    zone = release.timetable.edition.zone
    for slot in slots:
        remark = remarks.get(slot.session, "")
        yield event_block(entry(release, slot, labels, addresses, remark), zone=zone)
    for one in gone:
        yield event_block(tombstone(release, one, labels, addresses), zone=zone)
