"""Sheets that are wanted become sheets that can be fetched."""

import structlog
from flask import current_app
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.agendas.actions import papers
from cwf.agendas.exports.door_sheet import door_sheet
from cwf.agendas.exports.paper import AgendaSheet, agenda_sheet
from cwf.agendas.papers import DOOR, Content
from cwf.agendas.picks import wishes
from cwf.agendas.queries import papers as queries
from cwf.database import db
from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.release import Release
from cwf.web.documents import Document
from cwf.web.press import Limits
from cwf.web.rendering import Press, TooBig, TooSlow

# A minute for one sheet, where it takes a tenth of a second; less than its lease.
LIMITS = Limits(memory=768 * 2**20, cpu=30, wall=60, size=16 * 2**20)

log = structlog.get_logger()


class Vanished(Exception):
    """What the sheet was to show is no longer there."""


def make_papers() -> None:
    """Make the sheets that are wanted, one by one in one child; none holds back another."""
    papers.forget(clock.now())
    db.session.commit()
    with Press(LIMITS) as press:
        while order := papers.take(clock.now()):
            db.session.commit()
            _make(order, press)
            db.session.commit()


def _make(order: papers.Order, press: Press) -> None:
    try:
        document = _document(order)
        db.session.rollback()  # nothing is open while it is laid out
        rendered = press.lay_out(document)
    except Exception as error:
        db.session.rollback()
        log.exception("paper failed", paper=order.id, kind=order.wish.kind)
        papers.fail(order, _reason(error, order.wish.language))
        return
    for line in rendered.complaints:
        log.warning("paper minded", paper=order.id, what=line)
    papers.deliver(order, rendered)


def _document(order: papers.Order) -> Document:
    wish, at = order.wish, clock.now()
    if make := current_app.extensions["cwf_papers"].get(wish.kind):
        document: Document = make(wish, at)
        return document
    if wish.kind == DOOR and wish.subject:
        door = queries.door_of(wish.edition_id, wish.subject, at)
        return door_sheet(door, language=wish.language, paper=wish.size)
    slug, release_id = queries.place_of(wish.edition_id)
    if release_id is None:
        raise Vanished
    release: Release = current_app.extensions["cwf_release"](release_id).release
    if wish.account_id is None:
        picks = wishes(wish.picks, release.timetable)
        content = Content(release_id=release_id, picks=picks)
    else:
        content = queries.own_content(wish.edition_id, release_id, wish.account_id, at)
    base = current_app.extensions["cwf_settings"].base_url
    blocks = current_app.extensions["cwf_feed_blocks"](release_id, wish.language, None)
    return agenda_sheet(
        AgendaSheet(
            release=release,
            content=content,
            addresses=Addresses(base, slug, wish.language),
            blocks=blocks,
            paper=wish.size,
        )
    )


def _reason(error: Exception, language: str) -> str:
    """Why, in the language of the sheet."""
    with speaking(language):
        if isinstance(error, TooBig):
            return _("It needs more memory than a sheet may have.")
        if isinstance(error, TooSlow):
            return _("It needs more time than a sheet may have.")
        if isinstance(error, Vanished):
            return _("The programme is not public any more.")
        if isinstance(error, NotFound):
            return _("What it was to show is no longer there.")
        return _("It could not be laid out: %(why)s", why=str(error)[:200])
