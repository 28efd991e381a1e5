"""Books on their way: wanted, rendering (on lease), then ready or failed.

Who renders a book renews its lease while it lasts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update, delete, select

from cwf.database import db
from cwf.programme.actions.publishing import want_book, whole_books
from cwf.programme.models import Artefact, Book, Publication, Release
from cwf.web import leases
from cwf.web.artefacts import keep
from cwf.web.rendering import Rendered

LEASE = timedelta(minutes=3)
RENEWED_EVERY = 45.0  # seconds
FILTERED = 30  # books of parts that are kept of a release; the oldest goes first
PDF = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class Order:
    """A book that was taken to be rendered, for the `attempt`-th time."""

    id: int
    attempt: int
    release_id: int
    language: str
    paper: str
    selection: str


def want_missing(at: datetime) -> None:
    """Want the whole books of every release that the public sees and that has none of them.

    So they come back after a restore: a backup holds no book.
    """
    shown = select(Release.id).join(Publication, Publication.release_id == Release.id)
    for release_id in db.session.scalars(shown).all():
        there = set(db.session.scalars(select(Book.name).where(Book.release_id == release_id)))
        for book in whole_books(release_id, at=at):
            if book.name not in there:
                db.session.add(book)


def take(at: datetime) -> Order | None:
    """Take the book that waits longest, of a release that the public sees; None: there is none."""
    shown = Book.release_id.in_(select(Publication.release_id))
    taken = leases.take(Book, at=at, lease=LEASE, among=shown)
    if taken is None:
        return None
    return Order(
        id=taken.id,
        attempt=taken.attempts,
        release_id=taken.release_id,
        language=taken.language,
        paper=taken.paper,
        selection=taken.selection,
    )


def renew(order: Order, at: datetime) -> None:
    """Say that the work goes on."""
    db.session.execute(_held(order).values(leased_until=at + LEASE))


def deliver(order: Order, rendered: Rendered, *, at: datetime) -> bool:
    """Keep the bytes and say that the book is ready.

    False where its release went meanwhile, or somebody else has taken it after a lease that ran
    out: then nothing happens.
    """
    held = _held(order).values(state="ready", leased_until=None).returning(Book)
    book = db.session.execute(held.execution_options(populate_existing=True)).scalar_one_or_none()
    if book is None:
        return False
    kept = keep(rendered.pdf, PDF, modified=at)
    _forget_bytes(book)
    db.session.add(
        Artefact(
            release_id=book.release_id,
            name=book.name,
            media_type=kept.media_type,
            hash=kept.hash,
            body=kept.body,
            gzip=None,
            made=at,
        )
    )
    book.made, book.error = at, None
    book.pages, book.size = rendered.pages, len(rendered.pdf)
    return True


def fail(order: Order, reason: str) -> None:
    """Say that the book could not be made, and why; nothing where it is not this order's now."""
    db.session.execute(_held(order).values(state="failed", leased_until=None, error=reason or None))


def want(release_id: int, *, language: str, paper: str, selection: str, at: datetime) -> Book:
    """The book of a part of the programme, wanted from now on if it was not yet.

    Of a release no more than FILTERED are kept; the oldest make room.
    """
    wanted = want_book(release_id, language=language, paper=paper, at=at, selection=selection)
    mine = Book.release_id == release_id
    found = db.session.scalar(select(Book).where(mine, Book.name == wanted.name))
    if found:
        return found
    older = select(Book).where(mine, Book.selection != "").order_by(Book.requested.desc(), Book.id)
    for book in db.session.scalars(older.offset(FILTERED - 1)).all():
        _forget_bytes(book)
        db.session.delete(book)
    db.session.add(wanted)
    db.session.flush()
    return wanted


def _held(order: Order) -> Update:
    """The book as long as it is this order's."""
    return leases.held(Book, order.id, order.attempt)


def _forget_bytes(book: Book) -> None:
    db.session.execute(
        delete(Artefact).where(Artefact.release_id == book.release_id, Artefact.name == book.name)
    )
