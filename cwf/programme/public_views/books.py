"""The programme book: the newest that is there, else the way to where it is being prepared."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import Response, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from cwf.i18n import language
from cwf.programme.book_name import book_name, file_name
from cwf.programme.exports.book import PAPERS
from cwf.programme.exports.page import no_such_filter
from cwf.programme.public_views import bp
from cwf.programme.public_views.serving import asked_for, current
from cwf.programme.queries import published
from cwf.programme.selection import to_pairs
from cwf.web.access import public
from cwf.web.artefacts import send, shelf

SOON = "public, max-age=10"  # a newer one may be ready any moment


@bp.get("/programme.pdf")
@public
def programme_book(edition: str) -> Response | AnyResponse:
    """The book, filtered as the page is but for words; ?paper= names another paper than A5.

    Until the book of this release is there the one before it is given; its foot names its release.
    """
    now = current(edition)
    if now.release_id is None:
        raise NotFound
    paper = request.args.get("paper", "a5")
    if paper not in PAPERS:
        raise no_such_filter("paper", paper)
    query = urlencode(to_pairs(asked_for(now, but=("q", "paper"))))
    name = book_name(language(), paper, query)
    key = (now, name)
    if found := shelf().get(key):
        return send(found)
    kept, fresh = published.book(now.edition_id, now.release_id, name)
    if kept is None:
        wanted = url_for("programme_books.preparing", edition=edition)
        return redirect(f"{wanted}?{request.query_string.decode()}".rstrip("?"), 303)
    kept = replace(kept, filename=file_name(edition, language(), paper))
    return send(shelf().put(key, kept)) if fresh else send(kept, cache=SOON)
