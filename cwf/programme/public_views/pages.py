"""The addresses of an edition."""

from flask import Response, current_app, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Answer

from cwf.editions.queries import profile
from cwf.i18n import language
from cwf.programme.book_name import book_name
from cwf.programme.exports import about, atom, front, history, ics, stylesheet
from cwf.programme.exports.deadlines import deadlines_ics
from cwf.programme.public_views import bp
from cwf.programme.public_views.serving import (
    ATOM,
    CALENDAR,
    CSS,
    addresses,
    calendar,
    current,
    kept,
    known,
    one,
    profiled,
    programme_in,
    shown_now,
)
from cwf.programme.queries import published
from cwf.programme.queries.releases import book_of
from cwf.web.access import public
from cwf.web.artefacts import FOR_EVER, Kept, keep, send, shelf
from cwf.web.errors import answer


@bp.errorhandler(NotFound)
def nothing_here(error: NotFound) -> Answer:
    """What was asked for is not in this edition: its programme, else its front page, is near."""
    edition = (request.view_args or {}).get("edition", "")
    now = known(edition)
    to = addresses(edition).rooted()
    if now is None:
        return answer(404)
    if now.release_id is None:
        said = _("The programme of this forum is not published.")
        return answer(404, sentence=said, front_url=to.front())
    return answer(404, search_url=to.programme(), front_url=to.front())


@bp.get("/")
@public
def front_page(edition: str) -> Response:
    """What the edition is about, keynotes first; a plain page while nothing is published."""
    return profiled(edition, "front", front.front)


@bp.get("/practical")
@public
def practical_page(edition: str) -> Response:
    """Practical information."""
    return profiled(edition, "practical", front.practical)


@bp.get("/deadlines.ics")
@public
def deadlines_calendar(edition: str) -> Response:
    """By when something must be done, as a calendar."""
    now = current(edition)

    def make() -> Kept:
        told = profile(now.edition_id)
        name = f"cwf-{edition}-deadlines.ics"
        body = deadlines_ics(told, addresses(edition))
        return keep(body, CALENDAR, modified=told.changed, filename=name)

    return send(shelf().get_or_make((now, language(), "deadlines.ics"), make))


@bp.get("/programme")
@public
def programme_page(edition: str) -> Response:
    """The programme by time, or with ?view=grid by room; filtered by the rest of the query."""
    grid = request.args.get("view") == "grid"
    return programme_in(edition, "programme.grid.html" if grid else "programme.html")


@bp.get("/programme.<any(ics, xml, json):extension>")
@public
def programme_file(edition: str, extension: str) -> Response:
    """The programme for other systems, filtered as the page is."""
    return programme_in(edition, f"programme.{extension}")


@bp.get("/sessions/<slug>")
@public
def session_page(edition: str, slug: str) -> Response:
    """One session."""
    return one(edition, f"sessions/{slug}", slug, about.session)


@bp.get("/sessions/<slug>.ics")
@public
def session_calendar(edition: str, slug: str) -> Response:
    """One session as a calendar file."""
    return calendar(edition, f"sessions/{slug}.ics", slug, ics.session_ics)


@bp.get("/speakers/")
@public
def speakers_page(edition: str) -> Response:
    """All speakers."""
    return kept(edition, "speakers/", about.speakers)


@bp.get("/speakers/<slug>")
@public
def speaker_page(edition: str, slug: str) -> Response:
    """One speaker."""
    return one(edition, f"speakers/{slug}", slug, about.speaker)


@bp.get("/speakers/<slug>.ics")
@public
def speaker_calendar(edition: str, slug: str) -> Response:
    """What one speaker does, as a calendar."""
    return calendar(edition, f"speakers/{slug}.ics", slug, ics.speaker_ics)


@bp.get("/tracks/<slug>")
@public
def track_page(edition: str, slug: str) -> Response:
    """One track."""
    return one(edition, f"tracks/{slug}", slug, about.track)


@bp.get("/tracks/<slug>.ics")
@public
def track_calendar(edition: str, slug: str) -> Response:
    """One track as a calendar."""
    return calendar(edition, f"tracks/{slug}.ics", slug, ics.track_ics)


@bp.get("/rooms/")
@public
def rooms_page(edition: str) -> Response:
    """All places."""
    return kept(edition, "rooms/", about.rooms)


@bp.get("/rooms/<slug>")
@public
def room_page(edition: str, slug: str) -> Response:
    """One room and what happens in it."""
    return one(edition, f"rooms/{slug}", slug, about.room)


@bp.get("/rooms/<slug>.ics")
@public
def room_calendar(edition: str, slug: str) -> Response:
    """What happens in one room, as a calendar."""
    return calendar(edition, f"rooms/{slug}.ics", slug, ics.room_ics)


@bp.get("/changes")
@public
def changes_page(edition: str) -> Response:
    """What changed from release to release, newest first."""
    return kept(
        edition, "changes", lambda shown, to: history.changes(published.history(edition), to)
    )


@bp.get("/changes.atom")
@public
def changes_feed(edition: str) -> Response:
    """The same as an Atom feed."""
    return kept(
        edition,
        "changes.atom",
        lambda shown, to: atom.changes_atom(published.history(edition), to),
        ATOM,
    )


@bp.get("/live")
@public
def live(edition: str) -> Response:
    """What changes between releases, as a fragment, fresh for 10 s: the book, and what others tell.

    `cwf_live` holds functions of the edition's id and its released timetable, each a list of Alive.
    """
    now = current(edition)
    timetable = shown_now(now).release.timetable
    found = book_of(now.release_id or 0, book_name(language(), "a5"))
    tells = current_app.extensions["cwf_live"]
    lines = [line for tell in tells for line in tell(now.edition_id, timetable)]
    page = render_template("programme/_live.html", book=found, lines=lines)
    return Response(page, headers={"Cache-Control": "public, max-age=10"})


@bp.get("/look-<version>.css")
@public
def look(edition: str, version: str) -> Response:
    """The colours of the edition and the positions of its grid; its address says its content."""
    now = current(edition)

    def make() -> Kept:
        shown = shown_now(now) if now.release_id else None
        head = shown.release.timetable.edition if shown else published.head(now.edition_id)
        content = stylesheet.css(head, shown.release.timetable if shown else None)
        return keep(content, CSS, modified=now.changed)

    kept = shelf().get_or_make((now, "look.css"), make)
    if stylesheet.version(kept.body.decode()) != version:
        return send(kept)  # an old page asks: what holds now, and not for ever
    return send(kept, cache=FOR_EVER)
