"""Tracks, words for kinds, venues and rooms: what sessions stand in."""

from typing import Any

from sqlalchemy import select

from cwf import audit
from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.palette import alike
from cwf.programme import models
from cwf.programme.actions.writing import called, free_slug, next_position, record, touch, write
from cwf.programme.refusals import InUse, LooksAlike, MarkTaken
from cwf.programme.timetable import Kind

TRACK = ("name", "question", "hue", "mark")
VENUE = ("name", "address", "latitude", "longitude", "zone", "note")
ROOM = ("name", "seats", "standing", "step_free", "hearing_loop", "interpretation", "note")


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {"slug": row.slug, **{name: getattr(row, name) for name in names}}


def add_track(edition: Edition, *, actor: audit.Actor, **values: Any) -> models.Track:
    """A new track, last in order. Raises MarkTaken, LooksAlike."""
    _refuse_taken_look(edition, None, values.get("hue"), values.get("mark"))
    name = called(values["name"], edition)
    track = models.Track(
        edition_id=edition.id,
        slug=free_slug(edition, models.Track, name),
        position=next_position(edition, models.Track),
    )
    write(track, values, TRACK)
    db.session.add(track)
    record(actor, "track.add", edition.id, name, after=_values(track, TRACK))
    return track


def change_track(
    edition: Edition, track: models.Track, *, actor: audit.Actor, **values: Any
) -> None:
    """Other name, question, hue or mark; the address stays. Raises MarkTaken, LooksAlike."""
    hue, mark = values.get("hue"), values.get("mark")
    if (hue, mark) != (track.hue, track.mark):
        _refuse_taken_look(edition, track, hue, mark)
    before = _values(track, TRACK)
    write(track, values, TRACK)
    after = _values(track, TRACK)
    record(
        actor, "track.change", edition.id, called(track.name, edition), before=before, after=after
    )


def _refuse_taken_look(
    edition: Edition, track: models.Track | None, hue: str | None, mark: str | None
) -> None:
    if not mark:
        return
    statement = select(models.Track).where(models.Track.edition_id == edition.id)
    others = [other for other in db.session.scalars(statement) if other is not track]
    for other in others:
        if other.mark == mark:
            raise MarkTaken(other.name)
        if alike((hue, mark), (other.hue, other.mark)):
            raise LooksAlike(other.name)


def remove_track(
    edition: Edition, track: models.Track, *, to: models.Track | None, actor: audit.Actor
) -> None:
    """Take the track away; its sessions move to another one, or to none."""
    sessions = db.session.scalars(
        select(models.Session).where(models.Session.track_id == track.id)
    ).all()
    for session in sessions:
        session.track = to
    record(
        actor,
        "track.remove",
        edition.id,
        called(track.name, edition),
        before=_values(track, TRACK),
        after={"sessions_to": to.slug if to else None, "sessions": len(sessions)},
    )
    db.session.flush()
    db.session.delete(track)


def name_kind(
    edition: Edition, kind: Kind, *, name: dict[str, str], minutes: int | None, actor: audit.Actor
) -> None:
    """The edition's own word for a kind, and how long such a session usually is."""
    row = db.session.scalar(
        select(models.KindName).where(
            models.KindName.edition_id == edition.id, models.KindName.kind == kind
        )
    )
    before = {"name": row.name if row else {}, "minutes": row.minutes if row else None}
    if row is None:
        row = models.KindName(edition_id=edition.id, kind=kind, name={}, minutes=None)
        db.session.add(row)
    write(row, {"name": name, "minutes": minutes}, ("name", "minutes"))
    after = {"name": name, "minutes": minutes}
    record(actor, "kind.name", edition.id, kind, before=before, after=after)


def add_venue(edition: Edition, *, actor: audit.Actor, **values: Any) -> models.Venue:
    """A new building or place, last in order."""
    name = called(values["name"], edition)
    venue = models.Venue(
        edition_id=edition.id,
        slug=free_slug(edition, models.Venue, name),
        position=next_position(edition, models.Venue),
    )
    write(venue, values, VENUE)
    db.session.add(venue)
    record(actor, "venue.add", edition.id, name, after=_values(venue, VENUE))
    return venue


def change_venue(
    edition: Edition, venue: models.Venue, *, actor: audit.Actor, **values: Any
) -> None:
    """Other values; the address in the web stays."""
    before = _values(venue, VENUE)
    write(venue, values, VENUE)
    after = _values(venue, VENUE)
    record(
        actor, "venue.change", edition.id, called(venue.name, edition), before=before, after=after
    )


def remove_venue(edition: Edition, venue: models.Venue, *, actor: audit.Actor) -> None:
    """Take a venue away. Raises InUse while it has rooms."""
    if venue.rooms:
        raise InUse([room.name for room in venue.rooms])
    name = called(venue.name, edition)
    record(actor, "venue.remove", edition.id, name, before=_values(venue, VENUE))
    db.session.delete(venue)


def add_room(
    edition: Edition, venue: models.Venue, *, actor: audit.Actor, **values: Any
) -> models.Room:
    """A new room in a venue, last in order."""
    name = called(values["name"], edition)
    room = models.Room(
        edition_id=edition.id,
        slug=free_slug(edition, models.Room, name),
        position=next_position(edition, models.Room),
        venue=venue,
    )
    write(room, values, ROOM)
    db.session.add(room)
    record(actor, "room.add", edition.id, name, after=_room_values(room))
    return room


def change_room(
    edition: Edition,
    room: models.Room,
    *,
    venue: models.Venue,
    actor: audit.Actor,
    **values: Any,
) -> None:
    """Other values, another venue; slots in it stay."""
    before = _room_values(room)
    if room.venue is not venue:
        room.venue = venue
        touch(room)
    write(room, values, ROOM)
    name = called(room.name, edition)
    record(actor, "room.change", edition.id, name, before=before, after=_room_values(room))


def remove_room(edition: Edition, room: models.Room, *, actor: audit.Actor) -> None:
    """Take a room away. Raises InUse while sessions are placed in it."""
    titles = db.session.scalars(
        select(models.Session.title)
        .join(models.Slot)
        .join(models.SlotRoom)
        .where(models.SlotRoom.room_id == room.id)
        .order_by(models.Slot.starts)
    ).all()
    if titles:
        raise InUse(titles)
    name = called(room.name, edition)
    record(actor, "room.remove", edition.id, name, before=_room_values(room))
    db.session.delete(room)


def _room_values(room: models.Room) -> dict[str, Any]:
    return {**_values(room, ROOM), "venue": room.venue.slug}
