"""How the bytes of an edition's pages are found: kept, stored with the release, or made."""

from collections.abc import Callable

from flask import Response, current_app, request
from werkzeug.exceptions import NotFound

from cwf.editions.queries import profile
from cwf.i18n import language
from cwf.programme.exports import page, renderings
from cwf.programme.exports.addresses import Addresses
from cwf.programme.queries import published
from cwf.programme.queries.published import Current
from cwf.programme.selection import Selection, UnknownValue, from_pairs, to_pairs
from cwf.programme.shown import Shown
from cwf.web.artefacts import Kept, keep, send, shelf
from cwf.web.last_known import last_known

HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
CSS = "text/css; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"

Render = Callable[[Shown, Addresses], str | bytes]
RenderOne = Callable[[Shown, str, Addresses], str | bytes | None]


def known(edition: str) -> Current | None:
    """The present versions of a public edition; while the database is away, those last known."""
    return last_known().ask(("edition", edition), lambda: published.current(edition))


def current(edition: str) -> Current:
    """The present versions of an edition; raises NotFound where none of that name is public."""
    found = known(edition)
    if found is None:
        raise NotFound
    return found


def shown_now(now: Current) -> Shown:
    """The release that the public sees; raises NotFound where there is none."""
    if now.release_id is None:
        raise NotFound
    found: Shown = current_app.extensions["cwf_release"](now.release_id)
    return found


def addresses(edition: str) -> Addresses:
    """Where its pages stand, in the language of the request."""
    return Addresses(current_app.extensions["cwf_settings"].base_url, edition, language())


def kept(edition: str, path: str, render: Render, media_type: str = HTML) -> Response:
    """A page made of the release alone."""
    now = current(edition)

    def make() -> Kept:
        shown = shown_now(now)
        return keep(render(shown, addresses(edition)), media_type, modified=shown.release.at)

    return send(shelf().get_or_make((now, language(), path), make))


def one(edition: str, path: str, slug: str, render: RenderOne, media_type: str = HTML) -> Response:
    """A page about one thing; 404 where the release has none of that name."""

    def found(shown: Shown, to: Addresses) -> str | bytes:
        rendered = render(shown, slug, to)
        if rendered is None:
            raise NotFound
        return rendered

    return kept(edition, path, found, media_type)


def calendar(edition: str, path: str, slug: str, render: Callable[..., bytes]) -> Response:
    """A calendar about one thing; 404 where the release has none of that name."""

    def found(shown: Shown, slug: str, to: Addresses) -> bytes | None:
        try:
            return render(shown.release, slug, to)
        except KeyError:
            return None

    return one(edition, path, slug, found, CALENDAR)


def profiled(edition: str, path: str, render: Callable[..., str]) -> Response:
    """A page made of the edition's profile, and of the release where one is shown."""
    now = current(edition)

    def make() -> Kept:
        shown = shown_now(now) if now.release_id else None
        head = published.head(now.edition_id)
        rendered = render(profile(now.edition_id), shown, head, addresses(edition))
        return keep(rendered, HTML, modified=None)  # it is of two versions, so only the ETag tells

    return send(shelf().get_or_make((now, language(), path), make))


def programme_in(edition: str, file: str) -> Response:
    """The programme in one format: kept bytes where nothing is filtered, else made and kept."""
    now = current(edition)
    selection = asked_for(now, but=("view",))
    key = (now, language(), file, tuple(to_pairs(selection)))
    return send(shelf().get_or_make(key, lambda: _programme(now, file, selection)))


def _programme(now: Current, file: str, selection: Selection) -> Kept:
    whole = None
    if now.release_id and (selection == Selection() or file == renderings.CALENDAR):
        whole = published.artefact(now.release_id, f"{language()}/{file}")
    if whole and selection == Selection():
        return whole
    base_url = current_app.extensions["cwf_settings"].base_url
    return renderings.render(
        file,
        shown_now(now),
        selection,
        language(),
        base_url,
        whole=whole.body if whole else None,
    )


def asked_for(now: Current, *, but: tuple[str, ...]) -> Selection:
    """What the query selects, some of its parameters apart; the release is read only if it does."""
    if not request.query_string:
        return Selection()
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in but]
    if not pairs:
        return Selection()
    try:
        return from_pairs(pairs, shown_now(now).release.timetable)
    except UnknownValue as error:
        raise page.no_such_filter(error.param, error.value) from None
