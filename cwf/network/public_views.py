"""What everybody gets of the network: one version look-up, then bytes that are kept or made.

No view here opens a session. `lang` is taken from the address before a view is called.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from flask import Blueprint, Response, abort, current_app, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from cwf import clock
from cwf.i18n import language
from cwf.network import queries
from cwf.network.editions_list import Network
from cwf.network.exports import ics, page
from cwf.network.queries import Current
from cwf.web.access import public
from cwf.web.artefacts import Kept, keep, send, shelf
from cwf.web.last_known import last_known

HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"

bp = Blueprint("network", __name__)


@bp.get("/")
@public
def root() -> BaseResponse:
    """To the home page in the reader's best language; Danish only to those who ask for it."""
    response = redirect(url_for("network.home", lang=language()))
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/<lang:lang>/")
@public
def home() -> Response:
    """The home page; which edition leads it depends on the day."""
    today = clock.now().date()

    def make(now: Current) -> Kept:
        html = page.home(queries.network(), language=language(), today=today)
        return keep(html, HTML, modified=max(now.changed, _midnight(today)))

    return _kept(("home", today), make)


@bp.get("/<lang:lang>/regions/<slug>")
@public
def region(slug: str) -> Response:
    """One region."""

    def make(now: Current) -> Kept:
        network: Network = queries.network()
        if slug not in network.region:
            abort(404)
        html = page.region(network, slug, language=language())
        return keep(html, HTML, modified=now.changed)

    return _kept(("region", slug), make)


@bp.get("/<lang:lang>/network.ics")
@public
def calendar() -> Response:
    """One all-day entry per edition with dates."""

    def make(now: Current) -> Kept:
        base_url = str(current_app.extensions["cwf_settings"].base_url)
        body = ics.network_ics(
            queries.network(), language=language(), base_url=base_url, changed=now.changed
        )
        return keep(body, CALENDAR, modified=now.changed, filename="network.ics")

    return _kept(("calendar",), make)


@bp.get(f"/<lang:lang>/<any({', '.join(page.STATEMENTS)}):name>")
@public
def statement(name: str) -> Response:
    """What this site promises; it changes with the application only."""

    def make() -> Kept:
        entries = current_app.extensions["cwf_kept"]
        html = page.statement(name, language=language(), kept=entries)
        return keep(html, HTML, modified=None)

    return send(shelf().get_or_make(("network", name, language()), make))


def _kept(name: tuple[object, ...], make: Callable[[Current], Kept]) -> Response:
    now = last_known().ask("network", queries.current)
    return send(shelf().get_or_make(("network", now, language(), *name), lambda: make(now)))


def _midnight(today: date) -> datetime:
    return datetime.combine(today, time(), UTC)
