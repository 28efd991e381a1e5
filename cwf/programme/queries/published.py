"""What the public sees: one look-up of the versions, then frozen data.

`Current` is all a warm request asks the database. The rest is read when a page must be made.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, exists, or_, select
from sqlalchemy.orm import undefer

from cwf.database import db, look_up
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.editions.queries import IS_PUBLIC
from cwf.programme import release as rules
from cwf.programme import timetable
from cwf.programme.models import Artefact, Book, Publication, Release
from cwf.programme.queries.timetables import edition_head
from cwf.programme.shown import Shown
from cwf.web.artefacts import Kept


@dataclass(frozen=True, kw_only=True, slots=True)
class Current:
    """Which versions of an edition's pages are the present ones."""

    edition_id: int
    edition_version: int
    publication_version: int | None
    release_id: int | None
    changed: datetime | None
    lifecycle: Lifecycle


CURRENT = (
    select(
        Edition.id,
        Edition.version,
        Publication.version,
        Publication.release_id,
        Publication.changed,
        Edition.lifecycle,
    )
    .outerjoin(Publication, Publication.edition_id == Edition.id)
    .where(IS_PUBLIC, Edition.slug == bindparam("slug"))
)


def current(slug: str) -> Current | None:
    """The present versions of a public edition; None where there is none of that name."""
    row = look_up(CURRENT, slug=slug)
    if row is None:
        return None
    edition_id, edition_version, publication_version, release_id, changed, lifecycle = row
    return Current(
        edition_id=edition_id,
        edition_version=edition_version,
        publication_version=publication_version,
        release_id=release_id,
        changed=changed,
        lifecycle=Lifecycle(lifecycle),
    )


def shown(release_id: int) -> Shown:
    """A release and the one before it, from their stored JSON (one statement)."""
    this = select(Release.edition_id, Release.number).where(Release.id == release_id).subquery()
    found = [
        rules.decode(snapshot)
        for snapshot in db.session.scalars(
            select(Release.snapshot)
            .join(this, this.c.edition_id == Release.edition_id)
            .where(Release.number <= this.c.number)
            .order_by(Release.number.desc())
            .limit(2)
        )
    ]
    return Shown(release=found[0], before=found[1] if len(found) > 1 else None)


def head(edition_id: int) -> timetable.Edition:
    """What pages need of an edition that shows no release."""
    return edition_head(db.session.get_one(Edition, edition_id))


def releases(edition_id: int, *, newest: int | None = None) -> list[rules.Release]:
    """The releases of an edition, newest first."""
    statement = select(Release.snapshot).where(Release.edition_id == edition_id)
    statement = statement.order_by(Release.number.desc()).limit(newest)
    return [rules.decode(snapshot) for snapshot in db.session.scalars(statement)]


def history(slug: str) -> list[rules.Release]:
    """All releases of an edition, newest first."""
    statement = select(Release.snapshot).join(Edition, Edition.id == Release.edition_id)
    statement = statement.where(Edition.slug == slug).order_by(Release.number.desc())
    return [rules.decode(snapshot) for snapshot in db.session.scalars(statement)]


def artefact(release_id: int, name: str) -> Kept | None:
    """The stored bytes of one rendering of a release, if they are kept."""
    plain = case((Artefact.gzip.is_(None), Artefact.body))
    statement = select(Artefact.media_type, plain, Artefact.gzip, Artefact.hash, Artefact.made)
    row = db.session.execute(
        statement.where(Artefact.release_id == release_id, Artefact.name == name)
    ).one_or_none()
    if row is None:
        return None
    media_type, body, gzip, digest, made = row
    return Kept(media_type=media_type, plain=body, gzip=gzip, hash=digest, modified=made)


def book(edition_id: int, release_id: int | None, name: str) -> tuple[Kept | None, bool]:
    """The stored book of that name, and whether it is the release's own.

    One of an earlier release serves while this release's is wanted, and not beyond.
    """
    wanted = exists().where(Book.release_id == release_id, Book.name == name)
    this = select(Release.number).where(Release.id == release_id).scalar_subquery()
    row = db.session.execute(
        select(Artefact)
        .options(undefer(Artefact.body))
        .join(Release, Release.id == Artefact.release_id)
        .where(Release.edition_id == edition_id, Release.number <= this, Artefact.name == name)
        .where(or_(Artefact.release_id == release_id, wanted))
        .order_by(Release.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    if row is None:
        return None, False
    kept = Kept(
        media_type=row.media_type, plain=row.body, gzip=None, hash=row.hash, modified=row.made
    )
    return kept, row.release_id == release_id
