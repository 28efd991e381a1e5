"""What everybody gets of an edition: one version look-up, then bytes that are kept or made.

No view here opens a session. `lang` is taken from the address before a view is called.
"""

from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.exceptions import NotFound

from cwf.editions.queries import profile
from cwf.i18n import language
from cwf.programme.exports import atom, front, ics, page, people, renderings, stylesheet
from cwf.programme.exports.addresses import Addresses
from cwf.programme.queries import published
from cwf.programme.queries.published import Current
from cwf.programme.release import Release
from cwf.programme.selection import Selection, from_pairs, to_pairs
from cwf.web.access import public
from cwf.web.artefacts import FOR_EVER, Kept, keep, send, shelf

bp = Blueprint("programme", __name__, url_prefix="/<lang:lang>/editions/<edition>")

HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"


@bp.get("/")
@public
def front_page(edition: str) -> Response:
    """What the edition is about, keynotes first; a plain page while nothing is published."""
    return _page(
        edition,
        "front",
        lambda now, release: front.front(
            profile(now.edition_id), release, _latest_changes(now, release), _base_url(), language()
        ),
        unreleased=True,
    )


@bp.get("/practical")
@public
def practical_page(edition: str) -> Response:
    """Practical information."""
    return _page(
        edition,
        "practical",
        lambda now, release: front.practical(
            profile(now.edition_id), release, _base_url(), language()
        ),
        unreleased=True,
    )


@bp.get("/programme")
@public
def programme_page(edition: str) -> Response:
    """The programme by time, or with ?view=grid by room; filtered by the rest of the query."""
    grid = request.args.get("view") == "grid"
    return _file(edition, "programme.grid.html" if grid else "programme.html")


@bp.get("/programme.<any(ics, xml, json):extension>")
@public
def programme_file(edition: str, extension: str) -> Response:
    """The programme for other systems, filtered as the page is."""
    return _file(edition, f"programme.{extension}")


@bp.get("/sessions/<slug>")
@public
def session_page(edition: str, slug: str) -> Response:
    """One session."""
    return _about(edition, "session", slug, people.session)


@bp.get("/sessions/<slug>.ics")
@public
def session_calendar(edition: str, slug: str) -> Response:
    """One session as a calendar file."""
    return _calendar(edition, "session", slug, ics.session_ics)


@bp.get("/speakers/")
@public
def speakers_page(edition: str) -> Response:
    """All speakers."""
    return _page(edition, "speakers", lambda now, release: people.speakers(release, _to(release)))


@bp.get("/speakers/<slug>")
@public
def speaker_page(edition: str, slug: str) -> Response:
    """One speaker."""
    return _about(edition, "speaker", slug, people.speaker)


@bp.get("/speakers/<slug>.ics")
@public
def speaker_calendar(edition: str, slug: str) -> Response:
    """What one speaker does, as a calendar."""
    return _calendar(edition, "speaker", slug, ics.speaker_ics)


@bp.get("/tracks/<slug>")
@public
def track_page(edition: str, slug: str) -> Response:
    """One track."""
    return _about(edition, "track", slug, people.track)


@bp.get("/rooms/")
@public
def rooms_page(edition: str) -> Response:
    """All places."""
    return _page(edition, "rooms", lambda now, release: people.rooms(release, _to(release)))


@bp.get("/rooms/<slug>")
@public
def room_page(edition: str, slug: str) -> Response:
    """One room and what happens in it."""
    return _about(edition, "room", slug, people.room)


@bp.get("/rooms/<slug>.ics")
@public
def room_calendar(edition: str, slug: str) -> Response:
    """What happens in one room, as a calendar."""
    return _calendar(edition, "room", slug, ics.room_ics)


@bp.get("/changes")
@public
def changes_page(edition: str) -> Response:
    """What changed from release to release, newest first."""
    return _page(
        edition,
        "changes",
        lambda now, release: front.changes(published.releases(now.edition_id), _to(release)),
    )


@bp.get("/changes.atom")
@public
def changes_feed(edition: str) -> Response:
    """The same as an Atom feed."""
    now, release = _released(edition)

    def make() -> Kept:
        feed = atom.changes_atom(published.releases(now.edition_id), _to(release))
        return keep(feed, "application/atom+xml; charset=utf-8", modified=release.at)

    return send(shelf().get_or_make((now, language(), "changes.atom"), make))


@bp.get("/look-<version>.css")
@public
def look(edition: str, version: str) -> Response:
    """The colours of the edition and the positions of its grid; its address changes with it."""
    now, release = _released(edition)

    def make() -> Kept:
        kept = published.artefact(now.release_id or 0, stylesheet.NAME)
        return kept or keep(
            stylesheet.css(release.timetable), "text/css; charset=utf-8", modified=release.at
        )

    return send(shelf().get_or_make((now.release_id, stylesheet.NAME), make), cache=FOR_EVER)


Render = Callable[[Current, Release], str]


def _current(edition: str) -> Current:
    found = published.current(edition)
    if found is None:
        raise NotFound
    return found


def _release(now: Current) -> Release:
    if now.release_id is None:
        raise NotFound
    found: Release = current_app.extensions["cwf_release"](now.release_id)
    return found


def _released(edition: str) -> tuple[Current, Release]:
    now = _current(edition)
    return now, _release(now)


def _base_url() -> str:
    return str(current_app.extensions["cwf_settings"].base_url)


def _to(release: Release) -> Addresses:
    return Addresses(_base_url(), release.timetable.edition.slug, language())
