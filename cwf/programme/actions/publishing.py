"""Publishing: freeze the draft, store what was rendered from it, swap the pointer.

Rendering happens between `prepare` and `publish`, without a write lock; `publish` then looks
whether the draft is still the one that was rendered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from cwf import audit
from cwf.database import db
from cwf.editions.actions import take_step
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.i18n import LANGUAGES
from cwf.programme import models
from cwf.programme import release as rules
from cwf.programme.book_name import book_name
from cwf.programme.queries import published, timetables
from cwf.web.artefacts import Kept

RELEASES_WITH_ARTEFACTS = 2
BOOK_PAPERS = ("a5",)


class DraftMoved(Exception):
    """The draft is no longer the one that was looked at, or somebody published it just now."""


class NothingNew(Exception):
    """The draft says just what the present release says."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A release to be, and the identity of the draft that it was made from."""

    release: rules.Release
    draft: str


def prepare(edition: Edition, *, at: datetime, author: str, note: dict[str, str]) -> Prepared:
    """Freeze the draft into the next release; raises NothingNew. Reads only."""
    draft = timetables.draft_timetable(edition)
    latest = latest_release(edition)
    pointer = db.session.get(models.Publication, edition.id)
    number = (latest.number if latest else 0) + 1
    made = rules.build_release(draft, latest, number=number, at=at, author=author, note=note)
    shown = pointer is not None and pointer.release_id is not None
    if shown and latest and latest.timetable == made.timetable:
        raise NothingNew
    return Prepared(release=made, draft=rules.digest(draft))


def latest_release(edition: Edition) -> rules.Release | None:
    """The last release ever made, shown at present or not."""
    found = published.releases(edition.id, newest=1)
    return found[0] if found else None


def publish(
    edition: Edition,
    prepared: Prepared,
    rendered: Iterable[tuple[str, Kept]],
    *,
    actor: audit.Actor,
) -> models.Release:
    """Store a release with its renderings and let the public see it; raises DraftMoved."""
    if _newest_number(edition) != prepared.release.number - 1:
        raise DraftMoved
    if rules.digest(timetables.draft_timetable(edition)) != prepared.draft:
        raise DraftMoved
    row = _store(edition, prepared, actor)
    for name, kept in rendered:
        db.session.add(_artefact(row, name, kept))
    db.session.add_all(whole_books(row.id, at=row.at))
    _point(edition, row.id, at=row.at)
    _forget_old_artefacts(edition)
    _move_edition(edition, actor=actor, at=row.at)
    audit.record(
        actor,
        "release.publish",
        scope=audit.edition_scope(edition.id),
        subject=f"{edition.slug} {row.number}",
        after={"number": row.number, "note": row.note},
    )
    return row


def unpublish(edition: Edition, *, actor: audit.Actor, at: datetime) -> None:
    """Take the programme out of sight; its releases stay. Nothing shown: nothing happens."""
    pointer = db.session.get(models.Publication, edition.id)
    if pointer is None or pointer.release_id is None:
        return
    pointer.release_id, pointer.changed = None, at
    if edition.lifecycle == Lifecycle.PUBLISHED:
        take_step(edition, Lifecycle.ANNOUNCED, actor=actor, at=at)
    audit.record(
        actor,
        "release.unpublish",
        scope=audit.edition_scope(edition.id),
        subject=edition.slug,
    )


def whole_books(release_id: int, *, at: datetime) -> list[models.Book]:
    """The books of a whole release, in every language."""
    return [
        want_book(release_id, language=language, paper=paper, at=at)
        for language in LANGUAGES
        for paper in BOOK_PAPERS
    ]


def want_book(
    release_id: int, *, language: str, paper: str, at: datetime, selection: str = ""
) -> models.Book:
    """A book to be rendered; `selection` is the canonical query of a filtered one."""
    return models.Book(
        release_id=release_id,
        name=book_name(language, paper, selection),
        language=language,
        paper=paper,
        selection=selection,
        requested=at,
    )


def _newest_number(edition: Edition) -> int:
    """The number of the last release, 0 before the first; nobody else makes the next one until
    the transaction ends (SQLite has one writer anyway)."""
    db.session.execute(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    newest = select(func.max(models.Release.number)).where(models.Release.edition_id == edition.id)
    return db.session.scalar(newest) or 0


def _store(edition: Edition, prepared: Prepared, actor: audit.Actor) -> models.Release:
    snapshot = rules.encode(prepared.release)
    row = models.Release(
        edition_id=edition.id,
        number=prepared.release.number,
        at=prepared.release.at,
        author_id=actor.account_id,
        author=prepared.release.author,
        note=prepared.release.note,
        digest=rules.digest(prepared.release.timetable),
        snapshot=snapshot,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _artefact(row: models.Release, name: str, kept: Kept) -> models.Artefact:
    return models.Artefact(
        release_id=row.id,
        name=name,
        media_type=kept.media_type,
        hash=kept.hash,
        body=kept.body,
        gzip=kept.gzip,
        made=row.at,
    )


def _point(edition: Edition, release_id: int, *, at: datetime) -> None:
    pointer = db.session.get(models.Publication, edition.id)
    if pointer is None:
        db.session.add(models.Publication(edition_id=edition.id, release_id=release_id, changed=at))
    else:
        pointer.release_id, pointer.changed = release_id, at


def _forget_old_artefacts(edition: Edition) -> None:
    """Older releases are made again from their JSON when somebody asks."""
    newest = select(func.max(models.Release.number)).where(models.Release.edition_id == edition.id)
    old = select(models.Release.id).where(
        models.Release.edition_id == edition.id,
        models.Release.number <= newest.scalar_subquery() - RELEASES_WITH_ARTEFACTS,
    )
    for row in (models.Artefact, models.Book):
        db.session.execute(
            delete(row).where(row.release_id.in_(old)),
            execution_options={"synchronize_session": False},
        )


def _move_edition(edition: Edition, *, actor: audit.Actor, at: datetime) -> None:
    """A first release publishes the edition; one whose dates are past was held."""
    past = edition.ends is not None and edition.ends < at.date()
    wanted = Lifecycle.HELD if past else Lifecycle.PUBLISHED
    if edition.lifecycle == Lifecycle.PLANNED:
        take_step(edition, Lifecycle.ANNOUNCED, actor=actor, at=at)
    if edition.lifecycle == Lifecycle.ANNOUNCED:
        take_step(edition, wanted, actor=actor, at=at)
