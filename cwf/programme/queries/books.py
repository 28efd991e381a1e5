"""What a book is made from: a release, and what its edition says beside the programme."""

from dataclasses import dataclass

from sqlalchemy import func, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.editions.profile import Texts
from cwf.jobs import Backlog
from cwf.people.models import Picture
from cwf.programme import release as rules
from cwf.programme.models import Book, Publication, Release
from cwf.programme.timetable import Kind


@dataclass(frozen=True, kw_only=True)
class Material:
    """A release, Markdown of its edition by language, and the pictures of who gives a keynote."""

    release: rules.Release
    welcome: Texts
    practical: Texts
    pictures: dict[str, bytes]


def backlog() -> Backlog:
    """Books that the public waits for, and those that could not be made."""
    shown = Book.release_id.in_(select(Publication.release_id))
    wanted = shown & Book.state.in_(("wanted", "rendering"))
    waiting, since = db.session.execute(
        select(func.count(), func.min(Book.requested)).where(wanted)
    ).one()
    failed = select(func.count()).select_from(Book).where(shown, Book.state == "failed")
    return Backlog(waiting=waiting, since=since, given_up=db.session.scalar(failed) or 0)


def material(release_id: int) -> Material:
    """All that a book of this release may say."""
    row = db.session.get_one(Release, release_id)
    edition = db.session.get_one(Edition, row.edition_id)
    release = rules.decode(row.snapshot)
    return Material(
        release=release,
        welcome=edition.welcome,
        practical=edition.practical,
        pictures=_pictures(release),
    )


def _pictures(release: rules.Release) -> dict[str, bytes]:
    timetable = release.timetable
    speakers = {
        appearance.speaker
        for session in timetable.sessions
        if session.kind is Kind.KEYNOTE
        for appearance in session.people
    }
    hashes = {one.picture for one in timetable.speakers if one.slug in speakers and one.picture}
    rows = select(Picture.hash, Picture.body).where(Picture.hash.in_(hashes))
    return {row.hash: row.body for row in db.session.execute(rows)}
