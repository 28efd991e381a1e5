"""A calendar without an account: made from picks, followed, changed and ended by its address.

Who knows the address may do all of it. There is no session that a forged request could use, so
these forms carry no token; what a stranger's page could do is make one more calendar.
"""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from limits import parse
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response

from cwf import clock
from cwf.agendas import feeds
from cwf.agendas.actions import feeds as actions
from cwf.agendas.picks import wishes
from cwf.agendas.queries import feeds as queries
from cwf.agendas.queries.feeds import Agenda, Feed
from cwf.agendas.views.feeds import path_of
from cwf.database import db
from cwf.i18n import language
from cwf.programme.queries import published
from cwf.programme.release import Release
from cwf.web import limits
from cwf.web.access import public, wants_data
from cwf.web.csrf import csrf

AT_MOST = parse("20/hour")
CHANGED_AT_MOST = parse("300/hour")

bp = Blueprint("calendar_page", __name__)


@bp.post("/<lang:lang>/editions/<edition>/agenda/feed")
@public
@csrf.exempt
def make(edition: str) -> Response:
    """A calendar of ?picks=, without signing in."""
    limits.count("calendar", AT_MOST)
    now = published.current(edition)
    if now is None or now.release_id is None:
        raise NotFound
    slots = _picked(now.release_id)
    made = actions.make_anonymous(now.edition_id, slots, language=language(), at=clock.now())
    db.session.commit()
    return redirect(path_of(made), 303)


@bp.get("/calendar/<token>")
@public
def page(token: str) -> Response | str | tuple[str, int]:
    """How to subscribe, and what can be done with it; an account's own are in its list."""
    address = feeds.read_address(current_app.config["SECRET_KEY"], token)
    found = queries.feed(address.feed) if address else None
    if address is None or found is None:
        raise NotFound
    if found.account is not None:
        return redirect(url_for("agenda_feeds.feeds"), 303)
    here = {"path": f"/calendar/{token}", "edition": found.edition, "year": found.year}
    if feeds.ending(found, address.generation):
        return render_template("agendas/feed_ended.html", **here), 410
    return render_template(
        "agendas/feed.html", **here, number=queries.starred(found.agenda or 0), fed=found
    )


@bp.post("/calendar/<token>/picks")
@public
@csrf.exempt
def replace_picks(token: str) -> Response:
    """Other picks than it had: those of the browser that made it."""
    limits.count("calendar picks", CHANGED_AT_MOST)
    feed, agenda = _own(token)
    release = queries.release_of(feed.edition_id or 0)
    if release is None:
        raise NotFound
    actions.replace_picks(agenda, _picked(release), at=clock.now())
    db.session.commit()
    return Response(status=204) if wants_data() else redirect(f"/calendar/{token}", 303)


@bp.post("/calendar/<token>/revocation")
@public
@csrf.exempt
def revoke(token: str) -> Response:
    """End it."""
    feed, _agenda = _own(token)
    actions.revoke(None, feed, at=clock.now())
    db.session.commit()
    return redirect(f"/calendar/{token}", 303)


def _own(token: str) -> tuple[Feed, Agenda]:
    """A calendar that is no account's, by its present address; 404, or 410 where it ended."""
    address = feeds.read_address(current_app.config["SECRET_KEY"], token)
    found = queries.anonymous(address.feed) if address else None
    if address is None or found is None:
        raise NotFound
    if found[0].revoked is not None or found[0].generation != address.generation:
        raise Gone
    return found


def _picked(number: int) -> set[UUID]:
    """The picks that were sent, of what a release shows, or an earlier one did."""
    release: Release = current_app.extensions["cwf_release"](number).release
    picks = wishes(request.form.get("picks", ""), release.timetable, release.gone)
    return {pick.slot for pick in picks}
