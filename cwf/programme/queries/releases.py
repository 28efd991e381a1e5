"""Releases, the pointer and books of one edition, for its organisers."""

from collections.abc import Sequence

from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.models import Book, Publication, Release


def releases_of(edition: Edition) -> Sequence[Release]:
    """All releases, the newest first, without their content."""
    return db.session.scalars(
        select(Release).where(Release.edition_id == edition.id).order_by(Release.number.desc())
    ).all()


def release_of(edition: Edition, number: int) -> Release | None:
    """One release of the edition by its number."""
    return db.session.scalar(
        select(Release).where(Release.edition_id == edition.id, Release.number == number)
    )


def pointer_of(edition: Edition) -> Publication | None:
    """Which release the public sees."""
    return db.session.get(Publication, edition.id)


def books_of(edition: Edition) -> Sequence[Book]:
    """The books of the release that the public sees."""
    return db.session.scalars(
        select(Book)
        .join(Publication, Publication.release_id == Book.release_id)
        .where(Publication.edition_id == edition.id)
        .order_by(Book.id)
    ).all()


def book_of(release_id: int, name: str) -> Book | None:
    """One book of a release."""
    return db.session.scalar(select(Book).where(Book.release_id == release_id, Book.name == name))
