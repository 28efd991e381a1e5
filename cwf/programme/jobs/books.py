"""Books that are wanted become books that are kept."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from urllib.parse import parse_qsl

import structlog
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from cwf import clock
from cwf.database import db
from cwf.i18n import speaking
from cwf.programme.actions import books
from cwf.programme.exports.book import BookOptions, BookTexts, book
from cwf.programme.exports.book.culprit import culprit
from cwf.programme.queries.books import Material, material
from cwf.programme.release import Release
from cwf.programme.selection import from_pairs
from cwf.programme.timetable import text
from cwf.web.rendering import Rendered, TooBig, TooSlow, render_in_child

log = structlog.get_logger()


def render_books() -> None:
    """Make the books that are wanted, one by one; one that fails holds back no other."""
    books.want_missing(clock.now())
    db.session.commit()
    while order := books.take(clock.now()):
        db.session.commit()
        found = material(order.release_id)
        db.session.rollback()  # nothing is open while it is laid out
        with _renewing(order):
            rendered, reason = _made(order, found)
        if rendered is None:
            books.fail(order, reason)
        elif not books.deliver(order, rendered, at=clock.now()):
            log.warning("book came too late", release=order.release_id, language=order.language)
        db.session.commit()


def _made(order: books.Order, found: Material) -> tuple[Rendered | None, str]:
    """The book, or why it could not be made."""
    try:
        rendered = _lay_out(found.release, order, found)
    except Exception as error:
        log.exception("book failed", release=order.release_id, language=order.language)
        return None, _reason(error, order, found)
    log.info(
        "book made",
        release=order.release_id,
        language=order.language,
        pages=rendered.pages,
        seconds=round(rendered.seconds, 1),
        peak_mib=rendered.peak_bytes // 2**20,
    )
    return rendered, ""


@contextmanager
def _renewing(order: books.Order) -> Iterator[None]:
    """Renew the lease of a book as long as the block lasts."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    done = Event()

    def renew() -> None:
        while not done.wait(books.RENEWED_EVERY):
            with app.app_context(), suppress(SQLAlchemyError):  # the next time, then
                books.renew(order, clock.now())
                db.session.commit()

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _lay_out(release: Release, order: books.Order, found: Material) -> Rendered:
    def own(texts: dict[str, str]) -> str:
        return text(texts, order.language, release.timetable.edition.languages)[0]

    selection = from_pairs(parse_qsl(order.selection), found.release.timetable)
    options = BookOptions(language=order.language, paper=order.paper, selection=selection)
    texts = BookTexts(
        welcome=own(found.welcome), practical=own(found.practical), pictures=found.pictures
    )
    return render_in_child(book(release, options=options, texts=texts))


def _reason(error: Exception, order: books.Order, found: Material) -> str:
    """Why, in the language of the book; where one session is to blame, its title."""
    with speaking(order.language):
        if isinstance(error, TooBig):
            return _("The book needs more memory than a book may have.")
        if isinstance(error, TooSlow):
            return _("The book needs more time than a book may have.")
        session = culprit(found.release, lambda part: _breaks(part, order, found))
        if session is None:
            return _("The book could not be laid out: %(why)s", why=str(error)[:200])
        title = text(session.title, order.language, ())[0]
        return _("The book could not be laid out. Look at the session “%(title)s”.", title=title)


def _breaks(part: Release, order: books.Order, found: Material) -> bool:
    try:
        _lay_out(part, order, found)
    except Exception:  # noqa: BLE001 - whatever it is, this part is to blame
        return True
    return False
