"""What everybody gets of an edition: one version look-up, then bytes that are kept or made.

No view here opens a session. `lang` is taken from the address before a view is called.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotFound

from cwf.editions.queries import profile
from cwf.i18n import language
from cwf.programme.exports import atom, front, ics, page, people, renderings, stylesheet
from cwf.programme.exports.addresses import Addresses
from cwf.programme.queries import published
from cwf.programme.queries.published import Current
from cwf.programme.selection import Selection, UnknownValue, from_pairs, to_pairs
from cwf.programme.shown import Shown
from cwf.web.access import public
from cwf.web.artefacts import FOR_EVER, Kept, keep, send, shelf

bp = Blueprint("programme", __name__, url_prefix="/<lang:lang>/editions/<edition>")

HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
CSS = "text/css; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"

Render = Callable[[Shown, Addresses], str | bytes]
RenderOne = Callable[[Shown, str, Addresses], str | bytes | None]


@bp.get("/")
@public
def front_page(edition: str) -> Response:
    """What the edition is about, keynotes first; a plain page while nothing is published."""
    return _profiled(edition, "front", front.front)


@bp.get("/practical")
@public
def practical_page(edition: str) -> Response:
    """Practical information."""
    return _profiled(edition, "practical", front.practical)


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
    return _one(edition, f"sessions/{slug}", slug, people.session)


@bp.get("/sessions/<slug>.ics")
@public
def session_calendar(edition: str, slug: str) -> Response:
    """One session as a calendar file."""
    return _calendar(edition, f"sessions/{slug}.ics", slug, ics.session_ics)


@bp.get("/speakers/")
@public
def speakers_page(edition: str) -> Response:
    """All speakers."""
    return _kept(edition, "speakers/", people.speakers)


@bp.get("/speakers/<slug>")
@public
def speaker_page(edition: str, slug: str) -> Response:
    """One speaker."""
    return _one(edition, f"speakers/{slug}", slug, people.speaker)


@bp.get("/speakers/<slug>.ics")
@public
def speaker_calendar(edition: str, slug: str) -> Response:
    """What one speaker does, as a calendar."""
    return _calendar(edition, f"speakers/{slug}.ics", slug, ics.speaker_ics)


@bp.get("/tracks/<slug>")
@public
def track_page(edition: str, slug: str) -> Response:
    """One track."""
    return _one(edition, f"tracks/{slug}", slug, people.track)


@bp.get("/rooms/")
@public
def rooms_page(edition: str) -> Response:
    """All places."""
    return _kept(edition, "rooms/", people.rooms)


@bp.get("/rooms/<slug>")
@public
def room_page(edition: str, slug: str) -> Response:
    """One room and what happens in it."""
    return _one(edition, f"rooms/{slug}", slug, people.room)


@bp.get("/rooms/<slug>.ics")
@public
def room_calendar(edition: str, slug: str) -> Response:
    """What happens in one room, as a calendar."""
    return _calendar(edition, f"rooms/{slug}.ics", slug, ics.room_ics)


@bp.get("/changes")
@public
def changes_page(edition: str) -> Response:
    """What changed from release to release, newest first."""
    return _kept(
        edition, "changes", lambda shown, to: front.changes(published.history(edition), to)
    )


@bp.get("/changes.atom")
@public
def changes_feed(edition: str) -> Response:
    """The same as an Atom feed."""
    return _kept(
        edition,
        "changes.atom",
        lambda shown, to: atom.changes_atom(published.history(edition), to),
        ATOM,
    )


@bp.get("/look-<version>.css")
@public
def look(edition: str, version: str) -> Response:
    """The colours of the edition and the positions of its grid; its address says its content."""
    now = _current(edition)

    def make() -> Kept:
        shown = _shown(now) if now.release_id else None
        head = shown.release.timetable.edition if shown else published.head(now.edition_id)
        content = stylesheet.css(head, shown.release.timetable if shown else None)
        return keep(content, CSS, modified=now.changed)

    kept = shelf().get_or_make((now, "look.css"), make)
    if stylesheet.version(kept.body.decode()) != version:
        return send(kept)  # an old page asks: what holds now, and not for ever
    return send(kept, cache=FOR_EVER)


def _current(edition: str) -> Current:
    found = published.current(edition)
    if found is None:
        raise NotFound
    return found


def _shown(now: Current) -> Shown:
    """The release that the public sees; raises NotFound where there is none."""
    if now.release_id is None:
        raise NotFound
    found: Shown = current_app.extensions["cwf_release"](now.release_id)
    return found


def _to(edition: str) -> Addresses:
    return Addresses(current_app.extensions["cwf_settings"].base_url, edition, language())


def _kept(edition: str, path: str, render: Render, media_type: str = HTML) -> Response:
    """A page made of the release alone."""
    now = _current(edition)
    key = (now, language(), path)
    return send(
        shelf().get(key) or shelf().put(key, _make(_shown(now), render, _to(edition), media_type))
    )


def _make(shown: Shown, render: Render, to: Addresses, media_type: str) -> Kept:
    return keep(render(shown, to), media_type, modified=shown.release.at)


def _one(edition: str, path: str, slug: str, render: RenderOne, media_type: str = HTML) -> Response:
    """A page about one thing; 404 where the release has none of that name."""

    def found(shown: Shown, to: Addresses) -> str | bytes:
        rendered = render(shown, slug, to)
        if rendered is None:
            raise NotFound
        return rendered

    return _kept(edition, path, found, media_type)


def _calendar(edition: str, path: str, slug: str, render: Callable[..., bytes]) -> Response:
    def found(shown: Shown, slug: str, to: Addresses) -> bytes | None:
        try:
            return render(shown.release, slug, to)
        except KeyError:
            return None

    return _one(edition, path, slug, found, CALENDAR)


def _profiled(edition: str, path: str, render: Callable[..., str]) -> Response:
    """A page made of the edition's profile, and of the release where one is shown."""
    now = _current(edition)

    def make() -> Kept:
        shown = _shown(now) if now.release_id else None
        head = published.head(now.edition_id)
        rendered = render(profile(now.edition_id), shown, head, _to(edition))
        return keep(rendered, HTML, modified=now.changed)

    return send(shelf().get_or_make((now, language(), path), make))


def _file(edition: str, file: str) -> Response:
    """The programme in one format: kept bytes where nothing is filtered, else made and kept."""
    now = _current(edition)
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "view"]
    selection = _selection(now, pairs) if pairs else Selection()
    key: Any = (now, language(), file, tuple(to_pairs(selection)))
    return send(shelf().get(key) or shelf().put(key, _programme(now, file, selection, edition)))


def _programme(now: Current, file: str, selection: Selection, edition: str) -> Kept:
    stored = (
        published.artefact(now.release_id, f"{language()}/{file}")
        if now.release_id and selection == Selection()
        else None
    )
    if stored:
        return stored
    base_url = current_app.extensions["cwf_settings"].base_url
    return renderings.render(file, _shown(now), selection, language(), base_url)


def _selection(now: Current, pairs: list[tuple[str, str]]) -> Selection:
    try:
        return from_pairs(pairs, _shown(now).release.timetable)
    except UnknownValue as error:
        raise page.no_such_filter(error.param, error.value) from None
