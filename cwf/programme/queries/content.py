"""Rows of a programme for forms, each looked up through its edition: a foreign one is a 404.

`lock=True` is for views that change the row: on PostgreSQL it waits for whoever changes it now,
so that the version compared is the one that stands (SQLite has one writer at a time anyhow).
"""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import NotFound

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person, Picture
from cwf.programme import models
from cwf.programme.timetable import Kind
from cwf.regions.models import Region

Row = TypeVar("Row", models.Session, models.Track, models.Venue, models.Room, models.Speaker)
Framed = TypeVar("Framed", models.Track, models.Venue, models.Room)


def _one(model: type[Row], edition: Edition, slug: str, *, lock: bool) -> Row:
    statement = select(model).where(model.edition_id == edition.id, model.slug == slug)
    return _found(statement, model, lock=lock)


def _found(statement: Select[Any], model: Any, *, lock: bool) -> Any:
    if lock:
        statement = statement.with_for_update(of=model)
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


def edition_named(slug: str) -> Edition | None:
    """The edition of a slug, for commands, which have every reach."""
    return db.session.scalar(select(Edition).where(Edition.slug == slug))


def session_of(edition: Edition, slug: str, *, lock: bool = False) -> models.Session:
    """The session of a slug; raises NotFound."""
    return _one(models.Session, edition, slug, lock=lock)


def track_of(edition: Edition, slug: str, *, lock: bool = False) -> models.Track:
    """The track of a slug; raises NotFound."""
    return _one(models.Track, edition, slug, lock=lock)


def venue_of(edition: Edition, slug: str, *, lock: bool = False) -> models.Venue:
    """The venue of a slug; raises NotFound."""
    return _one(models.Venue, edition, slug, lock=lock)


def room_of(edition: Edition, slug: str, *, lock: bool = False) -> models.Room:
    """The room of a slug; raises NotFound."""
    return _one(models.Room, edition, slug, lock=lock)


def speaker_of(edition: Edition, slug: str, *, lock: bool = False) -> models.Speaker:
    """The speaker of a slug; raises NotFound."""
    return _one(models.Speaker, edition, slug, lock=lock)


def slot_of(
    edition: Edition, session: models.Session, uuid: UUID, *, lock: bool = False
) -> models.Slot:
    """The slot of a session by its UUID; raises NotFound."""
    statement = select(models.Slot).where(
        models.Slot.edition_id == edition.id,
        models.Slot.session_id == session.id,
        models.Slot.uuid == uuid,
    )
    slot: models.Slot = _found(statement, models.Slot, lock=lock)
    return slot


def kinds_of(edition: Edition) -> dict[Kind, models.KindName]:
    """The edition's own words for kinds, and usual lengths, where it has any."""
    statement = select(models.KindName).where(models.KindName.edition_id == edition.id)
    return {Kind(row.kind): row for row in db.session.scalars(statement)}


def tracks_of(edition: Edition) -> Sequence[models.Track]:
    """The tracks in their order."""
    return _in_order(models.Track, edition)


def venues_of(edition: Edition) -> Sequence[models.Venue]:
    """The venues in their order, with their rooms."""
    return _in_order(models.Venue, edition, selectinload(models.Venue.rooms))


def rooms_of(edition: Edition) -> Sequence[models.Room]:
    """The rooms in the order of their venues, then their own."""
    return [room for venue in venues_of(edition) for room in venue.rooms]


def _in_order(model: type[Framed], edition: Edition, *options: Any) -> Sequence[Framed]:
    statement = select(model).where(model.edition_id == edition.id).options(*options)
    return db.session.scalars(statement.order_by(model.position, model.slug)).all()


def speakers_of(edition: Edition) -> Sequence[models.Speaker]:
    """The speakers by their sorting name."""
    statement = select(models.Speaker).join(models.Speaker.person)
    statement = statement.where(models.Speaker.edition_id == edition.id)
    return db.session.scalars(statement.order_by(Person.sort_name, models.Speaker.slug)).all()


def sessions_of(edition: Edition, slugs: Sequence[str]) -> Sequence[models.Session]:
    """The sessions of these slugs, for changing several at once; unknown ones are left out."""
    statement = (
        select(models.Session)
        .where(models.Session.edition_id == edition.id, models.Session.slug.in_(slugs))
        .options(selectinload(models.Session.people), selectinload(models.Session.hosts))
        .options(selectinload(models.Session.substitutions))
        .with_for_update(of=models.Session)
        .order_by(models.Session.id)
    )
    return db.session.scalars(statement).all()


def regions() -> Sequence[Region]:
    """All regions, for choosing hosts and where somebody comes from."""
    return db.session.scalars(select(Region).order_by(Region.slug)).all()


def sessions_per_track(edition: Edition) -> dict[int, int]:
    """How many sessions each track has, by the track's id."""
    statement = (
        select(models.Session.track_id, func.count())
        .where(models.Session.edition_id == edition.id, models.Session.track_id.is_not(None))
        .group_by(models.Session.track_id)
    )
    return {track: number for track, number in db.session.execute(statement) if track}


def sessions_by_speaker(edition: Edition) -> dict[int, list[tuple[str, dict[str, str]]]]:
    """(slug, title) of the sessions that each speaker is in, by the speaker's id."""
    statement = (
        select(models.Appearance.speaker_id, models.Session.slug, models.Session.title)
        .join(models.Session)
        .where(models.Session.edition_id == edition.id)
        .order_by(models.Session.slug)
    )
    found: dict[int, list[tuple[str, dict[str, str]]]] = {}
    for speaker, slug, title in db.session.execute(statement):
        found.setdefault(speaker, []).append((slug, title))
    return found


def alternative(picture: str | None) -> dict[str, str]:
    """What a picture shows, in words."""
    row = db.session.get(Picture, picture) if picture else None
    return row.alternative if row else {}


def number_of_slots(edition: Edition) -> int:
    """How many placings there are."""
    statement = select(func.count()).where(models.Slot.edition_id == edition.id)
    return db.session.scalar(statement) or 0
