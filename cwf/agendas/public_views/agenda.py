"""The agenda that an address spells: a page, and its download. Nothing of it is kept here."""

from collections.abc import Callable

from flask import Response, current_app, request

from cwf.agendas.exports.download import agenda_ics
from cwf.agendas.exports.page import public_page
from cwf.agendas.picks import Pick, wishes
from cwf.agendas.public_views import bp
from cwf.agendas.queries.notices import release_numbered
from cwf.i18n import language
from cwf.programme.exports.addresses import Addresses
from cwf.programme.public_views.pages import nothing_here
from cwf.programme.public_views.serving import CALENDAR, HTML, addresses, current, shown_now
from cwf.programme.release import Release
from cwf.programme.shown import Shown
from cwf.web.access import public
from cwf.web.artefacts import Kept, keep, send, shelf

bp.register_error_handler(404, nothing_here)


@bp.get("/agenda")
@public
def agenda_page(edition: str) -> Response:
    """The agenda of ?picks=, or how one comes by one; ?since= is a release that is known."""
    since = _since()

    def make(shown: Shown, picks: tuple[Pick, ...], to: Addresses) -> Kept:
        known = _known(current(edition).edition_id, since) if since else None
        return keep(public_page(shown, picks, to, known), HTML, modified=shown.release.at)

    return _made(edition, f"agenda since {since}" if since else "agenda", make)


@bp.get("/agenda.ics")
@public
def agenda_calendar(edition: str) -> Response:
    """The same as a calendar file, to be taken in once; a feed follows changes."""

    def make(shown: Shown, picks: tuple[Pick, ...], to: Addresses) -> Kept:
        body = agenda_ics(shown.release, picks, to)
        name = f"cwf-{edition}-agenda-{to.language}.ics"
        return keep(body, CALENDAR, modified=shown.release.at, filename=name)

    return _made(edition, "agenda.ics", make)


def _since() -> int:
    """The number of the release that the reader knows, 0 for none."""
    sent = request.args.get("since", "")
    return int(sent) if sent.isdecimal() and len(sent) < 6 else 0


def _known(edition_id: int, number: int) -> Release | None:
    release_id = release_numbered(edition_id, number)
    if release_id is None:
        return None
    found: Shown = current_app.extensions["cwf_release"](release_id)
    return found.release


def _made(
    edition: str, path: str, make: Callable[[Shown, tuple[Pick, ...], Addresses], Kept]
) -> Response:
    now = current(edition)
    shown = shown_now(now)
    release = shown.release
    picks = wishes(request.args.get("picks", ""), release.timetable, release.gone)
    key = (now, language(), path, picks)
    return send(shelf().get_or_make(key, lambda: make(shown, picks, addresses(edition))))
