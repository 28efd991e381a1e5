"""Where a reader waits for a book; who asks for a part of the programme has it made here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, make_response, redirect, request, url_for
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock, jobs
from cwf.database import db, will_write
from cwf.i18n import language
from cwf.programme.actions import books
from cwf.programme.book_name import book_name
from cwf.programme.exports import frame
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.book import PAPERS
from cwf.programme.exports.page import no_such_filter
from cwf.programme.queries import published
from cwf.programme.queries.releases import book_of
from cwf.programme.release import Release
from cwf.programme.selection import UnknownValue, from_pairs, to_pairs
from cwf.web.access import public
from cwf.web.limits import count

bp = Blueprint("programme_books", __name__, url_prefix="/<lang:lang>/editions/<edition>")

EVERY = 4  # seconds until the page looks again
LOOKS = 60  # after so many it waits for the reader to ask
A_MINUTE = RateLimitItemPerMinute(12)  # books that one address may have made


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A book of the release that is shown now: its paper, and the query of its part."""

    release_id: int
    release: Release
    paper: str
    query: str

    @property
    def address(self) -> str:
        """The query that asks for it, beginning with "?"."""
        return f"?{urlencode({'paper': self.paper})}{'&' if self.query else ''}{self.query}"


@bp.get("/book")
@public
def preparing(edition: str) -> Response | AnyResponse:
    """The book is being prepared: look again, and go to it when it is there."""
    asked = _asked(edition)
    state = _state(asked)
    if state == "ready":
        book = url_for("programme.programme_book", edition=edition)
        return redirect(book + asked.address, 303)
    looks = request.args.get("looks", 0, int)
    here = url_for(".preparing", edition=edition) + asked.address
    page = frame.render(
        "programme/book_preparing.html",
        Addresses("", edition, language()),
        asked.release.timetable.edition,
        current="programme",
        path=f"book{asked.address}",
        release=asked.release,
        failed=state == "failed",
        worker=jobs.worker_alive(),
        again=here,
        refresh=f"{EVERY};url={here}&looks={looks + 1}" if looks < LOOKS else "",
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asked(edition: str) -> Asked:
    now = published.current(edition)
    if now is None or now.release_id is None:
        raise NotFound
    release = current_app.extensions["cwf_release"](now.release_id).release
    paper = request.args.get("paper", "a5")
    if paper not in PAPERS:
        raise no_such_filter("paper", paper)
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "q"]
    try:
        selection = from_pairs(pairs, release.timetable)
    except UnknownValue as error:
        raise no_such_filter(error.param, error.value) from None
    query = urlencode(to_pairs(selection))
    return Asked(release_id=now.release_id, release=release, paper=paper, query=query)


def _state(asked: Asked) -> str:
    """How far the book is; one that nobody wanted yet is wanted from now on."""
    name = book_name(language(), asked.paper, asked.query)
    if found := book_of(asked.release_id, name):
        return found.state
    count("books", A_MINUTE)
    will_write()
    wanted = books.want(
        asked.release_id,
        language=language(),
        paper=asked.paper,
        selection=asked.query,
        at=clock.now(),
    )
    db.session.commit()
    jobs.nudge("books")
    return wanted.state
