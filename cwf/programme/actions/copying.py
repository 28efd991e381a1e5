"""A new edition from an earlier one: what it stands in, and its sessions if wanted.

Sessions come as drafts, at the same hours on the wall, moved by the difference of the opening
days; cancelled ones stay behind, and so do rights, deadlines, releases and texts of the edition.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cwf import audit
from cwf.database import db
from cwf.editions.actions import settings
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.actions.dates import slots_of, zone_of
from cwf.programme.actions.writing import record
from cwf.programme.queries import content
from cwf.programme.timetable import Status, day_of
from cwf.programme.wall_clock import shifted

ALWAYS = ("zone", "day_change_hour", "languages", "look")
OF_THE_PLACE = ("host_region_id", "country", "city", "venue")
TRACK = ("slug", "position", "name", "question", "hue", "mark")
KIND = ("kind", "name", "minutes")
VENUE = ("slug", "position", "name", "address", "latitude", "longitude", "zone", "note")
ROOM = ("slug", "position", "name", "seats", "standing", "step_free", "hearing_loop",
        "interpretation", "note")  # fmt: skip
SPEAKER = ("person_id", "region_id", "slug", "affiliation", "biography", "links", "picture")
SESSION = ("slug", "kind", "title", "subtitle", "abstract", "language", "expected", "staff_note")


class Part(StrEnum):
    """What can be taken along."""

    TRACKS = "tracks"
    KINDS = "kinds"
    ROOMS = "rooms"
    SESSIONS = "sessions"


@dataclass(frozen=True, kw_only=True)
class Copied:
    """Rows of the new edition by the ids of those they were copied from."""

    tracks: dict[int, models.Track]
    rooms: dict[int, models.Room]
    speakers: dict[int, models.Speaker]
    sessions: dict[int, models.Session]


def copy_edition(
    source: Edition,
    parts: Collection[Part],
    *,
    slug: str,
    year: int,
    starts: date | None,
    actor: audit.Actor,
) -> Edition:
    """Make the edition with the parts wanted. Raises settings.SlugTaken."""
    names = (*ALWAYS, *(OF_THE_PLACE if Part.ROOMS in parts else ()))
    made = settings.create(
        slug,
        actor=actor,
        year=year,
        starts=starts,
        ends=_last_day(source, starts),
        invented=source.invented and Part.SESSIONS in parts,
        **{name: getattr(source, name) for name in names},
    )
    copied = _copy(source, made, parts)
    db.session.flush()
    counts = {name: len(rows) for name, rows in vars(copied).items()}
    after = {"from": source.slug, "parts": sorted(parts), **counts}
    record(actor, "edition.copy", made.id, made.slug, after=after)
    return made


def opening_day(source: Edition) -> date | None:
    """The first day of an edition, else that of its first placing."""
    slots = slots_of(source)
    if source.starts or not slots:
        return source.starts
    zone = ZoneInfo(source.zone)
    return day_of(slots[0].starts, zone=zone, day_change_hour=source.day_change_hour)


def _last_day(source: Edition, starts: date | None) -> date | None:
    if starts is None or source.starts is None:
        return starts
    return starts + ((source.ends or source.starts) - source.starts)


def _copy(source: Edition, made: Edition, parts: Collection[Part]) -> Copied:
    wanted = _sessions(source) if Part.SESSIONS in parts else ()
    if Part.KINDS in parts:
        for kind in content.kinds_of(source).values():
            db.session.add(models.KindName(edition_id=made.id, **_values(kind, KIND)))
    copied = Copied(
        tracks=_tracks(source, made) if Part.TRACKS in parts else {},
        rooms=_rooms(source, made) if Part.ROOMS in parts else {},
        speakers=_speakers(wanted, made),
        sessions={},
    )
    for session in wanted:
        copied.sessions[session.id] = _session(session, made, copied)
    if wanted and made.starts and (opened := opening_day(source)):
        _place(source, made, copied, by=made.starts - opened)
    return copied


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _tracks(source: Edition, made: Edition) -> dict[int, models.Track]:
    rows = {
        one.id: models.Track(edition_id=made.id, **_values(one, TRACK))
        for one in content.tracks_of(source)
    }
    db.session.add_all(rows.values())
    return rows


def _rooms(source: Edition, made: Edition) -> dict[int, models.Room]:
    rows = {}
    for venue in content.venues_of(source):
        house = models.Venue(edition_id=made.id, **_values(venue, VENUE))
        db.session.add(house)
        for room in venue.rooms:
            rows[room.id] = models.Room(edition_id=made.id, venue=house, **_values(room, ROOM))
    db.session.add_all(rows.values())
    return rows


def _sessions(source: Edition) -> Sequence[models.Session]:
    """The sessions that were not cancelled, with who is in them."""
    people = selectinload(models.Session.people).selectinload(models.Appearance.speaker)
    statement = (
        select(models.Session)
        .where(models.Session.edition_id == source.id, models.Session.status != Status.CANCELLED)
        .options(people, selectinload(models.Session.hosts))
        .order_by(models.Session.id)
    )
    return db.session.scalars(statement).all()


def _speakers(sessions: Sequence[models.Session], made: Edition) -> dict[int, models.Speaker]:
    """Who is in the sessions: the same persons, as they were presented then."""
    present = {one.speaker.id: one.speaker for session in sessions for one in session.people}
    rows = {
        speaker.id: models.Speaker(edition_id=made.id, **_values(speaker, SPEAKER))
        for speaker in present.values()
    }
    db.session.add_all(rows.values())
    return rows


def _session(session: models.Session, made: Edition, copied: Copied) -> models.Session:
    row = models.Session(
        edition_id=made.id,
        status=Status.DRAFT,
        track=copied.tracks.get(session.track_id or 0),
        hosts=list(session.hosts),
        people=[
            models.Appearance(speaker=copied.speakers[one.speaker_id], role=one.role)
            for one in session.people
        ],
        **_values(session, SESSION),
    )
    db.session.add(row)
    return row


def _place(source: Edition, made: Edition, copied: Copied, *, by: timedelta) -> None:
    """The placings of the copied sessions, in the copied rooms; new identities in calendars."""
    for slot in slots_of(source):
        session = copied.sessions.get(slot.session_id)
        if session is None:
            continue
        zone = zone_of(slot) or ZoneInfo(source.zone)
        starts, ends = shifted(slot.starts, slot.ends, days=by.days, zone=zone)
        rooms = [copied.rooms[one.room_id] for one in slot.rooms if one.room_id in copied.rooms]
        row = models.Slot(
            edition_id=made.id,
            session=session,
            starts=starts,
            ends=ends,
            assumed_minutes=slot.assumed_minutes,
            rooms=[models.SlotRoom(room=room) for room in rooms],
        )
        db.session.add(row)
