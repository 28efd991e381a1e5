"""The draft as a `Timetable`: a fixed number of statements, however large it is."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models, timetable
from cwf.programme.timetable import Look, Timetable
from cwf.regions.models import Region

Framed = TypeVar("Framed", models.Track, models.Venue, models.Room)
LOOK = ("ground", "ground_dark", "sun", "sun_dark", "motif")


def draft_timetable(edition: Edition) -> Timetable:
    """All rows of an edition's programme as frozen data, drafts and private figures included."""
    tracks = _rows(models.Track, edition)
    venues = _rows(models.Venue, edition)
    order = {venue.id: place for place, venue in enumerate(venues)}
    rooms = sorted(_rows(models.Room, edition), key=lambda room: order[room.venue_id])
    speakers = db.session.scalars(
        select(models.Speaker).where(models.Speaker.edition_id == edition.id)
    ).all()
    slugs = Slugs(
        track={track.id: track.slug for track in tracks},
        venue={venue.id: venue.slug for venue in venues},
        room={room.id: room.slug for room in rooms},
        speaker={speaker.id: speaker.slug for speaker in speakers},
    )
    sessions = _sessions(edition)
    session_slugs = {session.id: session.slug for session in sessions}
    return Timetable(
        edition=edition_head(edition),
        tracks=tuple(map(_track, tracks)),
        kinds=_kind_names(edition),
        venues=tuple(map(_venue, venues)),
        rooms=tuple(_room(room, slugs) for room in rooms),
        speakers=tuple(
            sorted(map(_speaker, speakers), key=lambda speaker: (speaker.sort_name, speaker.slug))
        ),
        sessions=tuple(_session(session, slugs) for session in sessions),
        slots=tuple(_slot(slot, slugs, session_slugs) for slot in _slots(edition)),
    )


def edition_head(edition: Edition) -> timetable.Edition:
    """What a programme needs of its edition."""
    host = edition.host_region
    return timetable.Edition(
        slug=edition.slug,
        year=edition.year,
        ordinal=edition.ordinal,
        theme=edition.theme,
        city=edition.city,
        venue=edition.venue,
        zone=edition.zone,
        starts=edition.starts,
        ends=edition.ends,
        day_change_hour=edition.day_change_hour,
        languages=tuple(edition.languages),
        host=region(host) if host else None,
        illustrative=edition.illustrative,
        invented=edition.invented,
        notice=edition.notice,
        look=Look(**{key: edition.look[key] for key in LOOK if edition.look.get(key)}),
    )


def region(row: Region) -> timetable.Region:
    """A region as a programme names it."""
    return timetable.Region(slug=row.slug, name=row.name, country=row.country)


@dataclass(frozen=True, kw_only=True)
class Slugs:
    """From the ids of rows to the slugs by which a timetable refers."""

    track: dict[int, str]
    venue: dict[int, str]
    room: dict[int, str]
    speaker: dict[int, str]


def _rows(model: type[Framed], edition: Edition) -> list[Framed]:
    statement = select(model).where(model.edition_id == edition.id)
    return list(db.session.scalars(statement.order_by(model.position, model.slug)))


def _sessions(edition: Edition) -> list[models.Session]:
    statement = (
        select(models.Session)
        .where(models.Session.edition_id == edition.id)
        .options(
            selectinload(models.Session.hosts),
            selectinload(models.Session.people),
            selectinload(models.Session.substitutions),
        )
        .order_by(models.Session.slug)
    )
    return list(db.session.scalars(statement))


def _slots(edition: Edition) -> list[models.Slot]:
    statement = (
        select(models.Slot)
        .where(models.Slot.edition_id == edition.id)
        .options(selectinload(models.Slot.rooms))
        .order_by(models.Slot.starts, models.Slot.uuid)
    )
    return list(db.session.scalars(statement))


def _kind_names(edition: Edition) -> tuple[timetable.KindName, ...]:
    statement = select(models.KindName).where(models.KindName.edition_id == edition.id)
    return tuple(
        timetable.KindName(kind=timetable.Kind(row.kind), name=row.name)
        for row in db.session.scalars(statement.order_by(models.KindName.kind))
        if row.name
    )


def _track(row: models.Track) -> timetable.Track:
    return timetable.Track(
        slug=row.slug, name=row.name, question=row.question, hue=row.hue, mark=row.mark
    )


def _venue(row: models.Venue) -> timetable.Venue:
    return timetable.Venue(
        slug=row.slug,
        name=row.name,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
        zone=row.zone,
        note=row.note,
    )


def _room(row: models.Room, slugs: Slugs) -> timetable.Room:
    return timetable.Room(
        slug=row.slug,
        venue=slugs.venue[row.venue_id],
        name=row.name,
        seats=row.seats,
        standing=row.standing,
        step_free=row.step_free,
        hearing_loop=row.hearing_loop,
        interpretation=row.interpretation,
        note=row.note,
    )


def _speaker(row: models.Speaker) -> timetable.Speaker:
    person = row.person
    return timetable.Speaker(
        slug=row.slug,
        name=person.name,
        sort_name=person.sort_name,
        original_name=person.original_name,
        original_language=person.original_language,
        group=person.group,
        affiliation=row.affiliation,
        country=person.country,
        region=region(row.region) if row.region else None,
        biography=row.biography,
        links=tuple(timetable.Link(label=link["label"], url=link["url"]) for link in row.links),
        picture=row.picture,
    )


def _session(row: models.Session, slugs: Slugs) -> timetable.Session:
    return timetable.Session(
        id=row.id,
        slug=row.slug,
        kind=timetable.Kind(row.kind),
        title=row.title,
        subtitle=row.subtitle,
        abstract=row.abstract,
        language=row.language,
        track=slugs.track.get(row.track_id or 0),
        hosts=tuple(map(region, row.hosts)),
        people=tuple(
            timetable.Appearance(
                speaker=slugs.speaker[one.speaker_id], role=timetable.PersonRole(one.role)
            )
            for one in row.people
        ),
        substitutions=tuple(
            timetable.Substitution(
                was=slugs.speaker[one.was_id],
                now=slugs.speaker.get(one.now_id or 0),
                at=one.at,
                reason=one.reason,
            )
            for one in row.substitutions
        ),
        expected=row.expected,
        status=timetable.Status(row.status),
        reason=row.reason,
    )


def _slot(row: models.Slot, slugs: Slugs, sessions: dict[int, str]) -> timetable.Slot:
    return timetable.Slot(
        uuid=row.uuid,
        id=row.id,
        session=sessions[row.session_id],
        starts=row.starts,
        ends=row.ends,
        assumed_minutes=row.assumed_minutes,
        rooms=tuple(slugs.room[one.room_id] for one in row.rooms),
    )
