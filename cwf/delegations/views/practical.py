"""The practical page of a delegation: dates, places, receptions, on one page to pass on.

Whoever has its link reads it without signing in; it names no member. Its heads renew the link.
"""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, make_response, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.delegations.actions import letters
from cwf.delegations.actions.delegations import renew_practical
from cwf.delegations.links import Purpose
from cwf.delegations.queries.access import (
    LEADS,
    delegation_in_reach,
    edition_of,
    name_of,
)
from cwf.delegations.queries.heads import by_uuid
from cwf.delegations.queries.occasions import occasions_for
from cwf.delegations.stages import Stage
from cwf.delegations.views.frame import page
from cwf.editions.queries import profile
from cwf.editions.views.answers import Answer, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.registration.views.frame import around
from cwf.web.access import public, requires

bp = Blueprint("delegation_practical", __name__, url_prefix="/<lang:lang>/delegations")


@bp.get("/practical/<token>")
@public
def passed_on(token: str) -> Answer:
    """The page itself; a link that was renewed leads nowhere."""
    opened = letters.read_token(Purpose.PRACTICAL, token) or abort(404)
    row = by_uuid(opened.uuid)
    if row is None or row.practical != opened.number or row.stage == Stage.DECLINED:
        abort(404)
    here = edition_of(row)
    frame = around(here.slug)
    release = frame["release"]
    shown = render_template(
        "delegations/passed_on.html",
        **frame,
        here=here,
        delegation=row,
        region=name_of(row),
        facts=profile(here.id).facts,
        houses=release.timetable.venues if release else (),
        occasions=occasions_for(row),
        now=clock.now(),
    )
    answer = make_response(shown)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@bp.get("/<uuid:delegation>/practical")
@requires(LEADS)
def practical(delegation: UUID) -> Answer:
    """The link to pass on, and the button that renews it."""
    row = delegation_in_reach(current_user, delegation)
    base = current_app.extensions["cwf_settings"].base_url
    path = url_for(".passed_on", token=letters.practical_token(row))
    return page("delegations/practical.html", row, path=path, link=f"{base}{path}")


@bp.post("/<uuid:delegation>/practical/renewal")
@requires(LEADS)
def renewal(delegation: UUID) -> Answer:
    """End the link that was passed on; there is a new one."""
    row = delegation_in_reach(current_user, delegation, lock=True)
    if takes(PlainForm()):
        renew_practical(row, actor=actor())
        db.session.commit()
        flash(_("There is a new link; the one before leads nowhere now."))
    return see(url_for(".practical", delegation=delegation))
