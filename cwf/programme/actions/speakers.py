"""Speakers: persons as one edition presents them."""

from typing import Any

from sqlalchemy import select

from cwf import audit
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.programme import models
from cwf.programme.actions.writing import free_slug, record, touch, write
from cwf.programme.collation import sort_name
from cwf.programme.refusals import AlreadySpeaks, InUse
from cwf.regions.models import Region

PERSON = ("name", "sort_name", "original_name", "original_language", "country", "group")
SPEAKER = ("affiliation", "biography", "links", "picture")


def add_speaker(
    edition: Edition,
    person: Person | None,
    *,
    region: Region | None,
    actor: audit.Actor,
    **values: Any,
) -> models.Speaker:
    """A speaker of this edition: a person who is known already, or a new one.

    Raises AlreadySpeaks. Values of the person are used for a new one only.
    """
    if person is None:
        person = Person()
        write(person, _of(values, PERSON), PERSON)
        person.sort_name = person.sort_name or sort_name(person.name, group=person.group)
        db.session.add(person)
    elif _speaks(edition, person):
        raise AlreadySpeaks
    speaker = models.Speaker(
        edition_id=edition.id,
        person=person,
        region=region,
        slug=free_slug(edition, models.Speaker, person.name),
    )
    write(speaker, _of(values, SPEAKER), SPEAKER)
    db.session.add(speaker)
    record(actor, "speaker.add", edition.id, person.name, after=_values(speaker))
    return speaker


def change_speaker(
    edition: Edition,
    speaker: models.Speaker,
    *,
    region: Region | None,
    actor: audit.Actor,
    **values: Any,
) -> None:
    """Other values. Those of the person hold in every edition: the caller asks who may."""
    before = _values(speaker)
    of_person = _of(values, PERSON)
    if of_person:
        group = of_person.get("group", speaker.person.group)
        name = of_person.get("name", speaker.person.name)
        if "sort_name" in of_person:
            of_person["sort_name"] = of_person["sort_name"] or sort_name(name, group=group)
        if any(getattr(speaker.person, key) != value for key, value in of_person.items()):
            touch(speaker)
        write(speaker.person, of_person, PERSON)
    if speaker.region is not region:
        speaker.region = region
        touch(speaker)
    write(speaker, _of(values, SPEAKER), SPEAKER)
    record(
        actor,
        "speaker.change",
        edition.id,
        speaker.person.name,
        before=before,
        after=_values(speaker),
    )


def remove_speaker(edition: Edition, speaker: models.Speaker, *, actor: audit.Actor) -> None:
    """Take a speaker off the edition; the person stays known. Raises InUse while in a session."""
    in_sessions = select(models.Session.title).join(models.Appearance)
    substituted = select(models.Session.title).join(models.Substitution)
    titles = [
        *db.session.scalars(in_sessions.where(models.Appearance.speaker_id == speaker.id)),
        *db.session.scalars(
            substituted.where(
                (models.Substitution.was_id == speaker.id)
                | (models.Substitution.now_id == speaker.id)
            )
        ),
    ]
    if titles:
        raise InUse([title for n, title in enumerate(titles) if title not in titles[:n]])
    record(actor, "speaker.remove", edition.id, speaker.person.name, before=_values(speaker))
    db.session.delete(speaker)


def _speaks(edition: Edition, person: Person) -> bool:
    statement = select(models.Speaker.id).where(
        models.Speaker.edition_id == edition.id, models.Speaker.person_id == person.id
    )
    return db.session.scalar(statement) is not None


def _of(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _values(speaker: models.Speaker) -> dict[str, Any]:
    return {
        "slug": speaker.slug,
        **{name: getattr(speaker.person, name) for name in PERSON},
        **{name: getattr(speaker, name) for name in SPEAKER},
        "region": speaker.region.slug if speaker.region else None,
    }
