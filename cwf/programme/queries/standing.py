"""The draft in the words of `incoming`: a fixed number of statements, however large it is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.programme import models
from cwf.programme.incoming import VALUES, Noun, Placing, Taking
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Kind, PersonRole, Status, text
from cwf.regions.models import Region

Rows = list[Row[Any]]


def standing(edition: Edition) -> Standing:
    """All that the draft says, private figures included."""
    languages = tuple(edition.languages)
    regions = dict(_all(select(Region.id, Region.slug)))
    slugs: dict[Noun, dict[int, str]] = {}
    entries: list[Entry] = []
    for noun, rows in (
        (Noun.VENUE, _frame(models.Venue, edition)),
        (Noun.ROOM, _frame(models.Room, edition)),
        (Noun.TRACK, _frame(models.Track, edition)),
        (Noun.SPEAKER, _speakers(edition)),
    ):
        slugs[noun] = {row.id: row.slug for row in rows}
        entries += [_entry(noun, row, slugs, regions, languages) for row in rows]
    entries += _sessions(edition, slugs, regions, languages)
    return Standing(
        edition=edition.slug,
        zone=edition.zone,
        day_change_hour=edition.day_change_hour,
        languages=languages,
        regions=tuple(sorted(regions.values())),
        entries=tuple(entries),
    )


def nothing_yet(
    slug: str, *, zone: str, day_change_hour: int, languages: tuple[str, ...]
) -> Standing:
    """What stands in an edition that is going to be made: the regions alone."""
    return Standing(
        edition=slug,
        zone=zone,
        day_change_hour=day_change_hour,
        languages=languages,
        regions=tuple(sorted(db.session.scalars(select(Region.slug)))),
        entries=(),
    )


def _all(statement: Any) -> Any:
    return db.session.execute(statement).all()


def _frame(model: Any, edition: Edition) -> Rows:
    statement = select(*model.__table__.c).where(model.edition_id == edition.id)
    rows: Rows = _all(statement.order_by(model.position, model.slug))
    return rows


def _speakers(edition: Edition) -> Rows:
    """Speakers with their persons; `shared` tells whether the person speaks elsewhere, too."""
    other = aliased(models.Speaker)
    elsewhere = (
        select(other.id)
        .where(other.person_id == Person.id, other.edition_id != edition.id)
        .exists()
    )
    rows: Rows = _all(
        select(
            models.Speaker.id,
            models.Speaker.slug,
            models.Speaker.source,
            models.Speaker.source_key,
            models.Speaker.region_id,
            models.Speaker.affiliation,
            models.Speaker.biography,
            models.Speaker.links,
            Person.name,
            Person.sort_name,
            Person.original_name,
            Person.original_language,
            Person.country,
            Person.group,
            elsewhere.label("shared"),
        )
        .join(Person, models.Speaker.person_id == Person.id)
        .where(models.Speaker.edition_id == edition.id)
        .order_by(Person.sort_name, models.Speaker.slug)
    )
    return rows


def _entry(
    noun: Noun,
    row: Row[Any],
    slugs: dict[Noun, dict[int, str]],
    regions: dict[int, str],
    languages: tuple[str, ...],
) -> Entry:
    """A row of anything but a session."""
    values = {name: getattr(row, name) for name in VALUES[noun] if hasattr(row, name)}
    if noun is Noun.ROOM:
        values["venue"] = slugs[Noun.VENUE][row.venue_id]
    if noun is not Noun.SPEAKER:
        return Entry(noun=noun, slug=row.slug, name=text(row.name, "", languages)[0], values=values)
    values["region"] = regions.get(row.region_id)
    values["links"] = tuple(row.links or ())
    return Entry(
        noun=noun,
        slug=row.slug,
        name=row.name,
        values=values,
        source=row.source,
        source_key=row.source_key,
        shared=row.shared,
    )


def _sessions(
    edition: Edition,
    slugs: dict[Noun, dict[int, str]],
    regions: dict[int, str],
    languages: tuple[str, ...],
) -> Iterator[Entry]:
    statement = select(*models.Session.__table__.c).where(models.Session.edition_id == edition.id)
    hosts, people, placings = _hosts(edition), _people(edition), _placings(edition)
    for row in _all(statement.order_by(models.Session.slug)):
        values = {name: getattr(row, name) for name in VALUES[Noun.SESSION] if hasattr(row, name)}
        values |= {
            "kind": Kind(row.kind),
            "status": Status(row.status),
            "track": slugs[Noun.TRACK].get(row.track_id),
            "hosts": tuple(sorted(regions[one.region_id] for one in hosts.get(row.id, ()))),
            "people": tuple(
                Taking(speaker=slugs[Noun.SPEAKER][one.speaker_id], role=PersonRole(one.role))
                for one in people.get(row.id, ())
            ),
            "placings": tuple(_placing(one, slugs) for one in placings.get(row.id, ())),
        }
        yield Entry(
            noun=Noun.SESSION,
            slug=row.slug,
            name=text(row.title, "", languages)[0] or row.slug,
            values=values,
            source=row.source,
            source_key=row.source_key,
        )


def _by_session(rows: Rows) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(row)
    return found


def _hosts(edition: Edition) -> dict[int, list[Any]]:
    statement = select(models.session_hosts).join(models.Session)
    return _by_session(_all(statement.where(models.Session.edition_id == edition.id)))


def _people(edition: Edition) -> dict[int, list[Any]]:
    table = models.Appearance
    statement = select(table.session_id, table.speaker_id, table.role).join(models.Session)
    statement = statement.where(models.Session.edition_id == edition.id)
    return _by_session(_all(statement.order_by(table.position, table.id)))


def _placings(edition: Edition) -> dict[int, list[Any]]:
    """Slots, each with the ids of its rooms, the main one first."""
    table, key = models.Slot, models.Slot.edition_id == edition.id
    rooms: dict[int, list[int]] = {}
    taken = select(models.SlotRoom.slot_id, models.SlotRoom.room_id).join(table).where(key)
    for slot, room in _all(taken.order_by(models.SlotRoom.position, models.SlotRoom.room_id)):
        rooms.setdefault(slot, []).append(room)
    columns = select(
        table.id, table.session_id, table.uuid, table.starts, table.ends, table.assumed_minutes
    )
    found: dict[int, list[Any]] = {}
    for row in _all(columns.where(key).order_by(table.starts, table.uuid)):
        found.setdefault(row.session_id, []).append((row, rooms.get(row.id, ())))
    return found


def _placing(placed: tuple[Row[Any], list[int]], slugs: dict[Noun, dict[int, str]]) -> Placing:
    row, rooms = placed
    return Placing(
        starts=row.starts,
        ends=row.ends,
        assumed_minutes=row.assumed_minutes,
        rooms=tuple(slugs[Noun.ROOM][room] for room in rooms),
        uuid=row.uuid,
    )
