"""A feed's calendar, at its secret address, for whatever program asks for it.

No session is opened. It costs two statements, the hourly note of its fetch apart. While the
database is away the answer is 503: calendar programs keep what they have, and ask again.
"""

from functools import lru_cache, partial
from hashlib import sha256

import structlog
from flask import Blueprint, Flask, Response, current_app, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.agendas import feeds
from cwf.agendas.actions import feeds as actions
from cwf.agendas.exports import feed as export
from cwf.agendas.feeds import Choice, Ending, Found, Kind
from cwf.agendas.queries import fed
from cwf.agendas.queries import feeds as queries
from cwf.database import AWAY, db, will_write
from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.release import Release
from cwf.web.access import public
from cwf.web.artefacts import keep, send, send_made, shelf
from cwf.web.joined import Part, gzipped, joined

CALENDAR = "text/calendar; charset=utf-8"
FRESH = "private, max-age=300"
SETS_IN_MEMORY = 8  # of entries: release × language × alarm

bp = Blueprint("calendar", __name__, url_prefix="/calendar")
log = structlog.get_logger()


def init_app(app: Flask) -> None:
    """Give each process its entries, and serve."""
    app.extensions["cwf_feed_blocks"] = lru_cache(SETS_IN_MEMORY)(_make_blocks)
    app.register_blueprint(bp)


@bp.after_request
def unlisted(answer: Response) -> Response:
    """No search engine keeps what somebody's secret address showed it."""
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@bp.get("/<token>.ics")
@public
def fetch(token: str) -> Response:
    """The calendar; one that ended says so in one entry, one that never was is a 404."""
    address = feeds.read_address(current_app.config["SECRET_KEY"], token)
    found = queries.feed(address.feed) if address else None
    if address is None or found is None:
        raise NotFound
    if why := feeds.ending(found, address.generation):
        return _whole(_explaining(found, why))
    _note(found)
    if found.release is None:
        return _whole(_unpublished(found))
    match found.kind:
        case Kind.AGENDA:
            return _agenda(found)
        case Kind.GROUP:
            return _group(found)
        case Kind.STAFF:
            return _staff(found)


def _agenda(found: Found) -> Response:
    picks = fed.picks(found.agenda or 0, clock.now())
    blocks, to = _blocks(found), _addresses(found)
    page = _own_page(found, to) if found.account else to.programme()
    head = export.agenda_head(blocks, found.language, found.name, page)
    return send_made(
        partial(_joined, blocks, picks, head),
        tag=export.tag(blocks, picks, head),
        media_type=CALENDAR,
        cache=FRESH,
    )


def _joined(blocks: export.Blocks, picks: tuple[Choice, ...], head: Part, zipped: bool) -> bytes:
    parts = export.picked(blocks, picks, head)
    return gzipped(parts) if zipped else joined(parts)


def _group(found: Found) -> Response:
    page = _own_page(found, _addresses(found))
    names = fed.group_picks(found.id, found.of)
    return _whole(
        joined(export.group_parts(_blocks(found), names, found.language, found.name, page))
    )


def _staff(found: Found) -> Response:
    notes = fed.staff_notes(found.edition_id)
    said = sha256("\0".join((found.name, *(f"{k}\0{v}" for k, v in notes.items()))).encode())
    key = ("staff feed", found.release, found.language, said.digest())
    kept = shelf().get_or_make(
        key,
        lambda: keep(
            export.staff_ics(_release(found.release), notes, _addresses(found), found.name),
            CALENDAR,
            modified=None,
        ),
    )
    return send(kept, cache=FRESH)


def _explaining(found: Found, why: Ending) -> bytes:
    uid = f"{found.id}-{why}"
    return export.explaining(_forum(found), why, feeds.ended(found), found.language, uid)


def _unpublished(found: Found) -> bytes:
    return export.unpublished(_forum(found), found.zone, found.created, found.language)


def _forum(found: Found) -> str:
    with speaking(found.language):
        return _("Creativity World Forum %(year)s", year=found.year)


def _whole(body: bytes) -> Response:
    return send(keep(body, CALENDAR, modified=None), cache=FRESH)


def _note(found: Found) -> None:
    """Write down the fetch, once an hour; if that cannot be, the calendar comes all the same."""
    at = clock.now()
    if not feeds.is_worth_noting(found.fetched, at):
        return
    try:
        will_write()
        actions.note_fetch(found, feeds.client_named(request.user_agent.string), at)
        db.session.commit()
    except AWAY as error:
        db.session.rollback()
        log.warning("fetch not noted", feed=found.id, why=str(error))


def _addresses(found: Found) -> Addresses:
    base_url = current_app.extensions["cwf_settings"].base_url
    return Addresses(base_url, found.edition, found.language)


def _own_page(found: Found, to: Addresses) -> str:
    return f"{to.base_url.rstrip('/')}/{found.language}/account/agendas/{found.edition}/"


def _blocks(found: Found) -> export.Blocks:
    make = current_app.extensions["cwf_feed_blocks"]
    made: export.Blocks = make(found.release, found.language, found.alarm)
    return made


def _make_blocks(release: int, language: str, alarm: int | None) -> export.Blocks:
    made = _release(release)
    base_url = current_app.extensions["cwf_settings"].base_url
    addresses = Addresses(base_url, made.timetable.edition.slug, language)
    return export.blocks(made, addresses, alarm)


def _release(number: int | None) -> Release:
    made: Release = current_app.extensions["cwf_release"](number).release
    return made
