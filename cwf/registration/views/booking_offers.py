"""Places that are offered to a group that somebody registered: its buyer takes or declines all."""

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.views.answers import Answer, see, takes
from cwf.registration.actions import letters
from cwf.registration.actions.group_offers import decline_offers, take_offers
from cwf.registration.actions.seating import root_of
from cwf.registration.forms.registration import PlainForm
from cwf.registration.queries.bookings import people_of
from cwf.registration.queries.offered import offered_to
from cwf.registration.views.booking import opened
from cwf.registration.views.frame import page
from cwf.web.access import public

bp = Blueprint("registration_offers", __name__, url_prefix="/<lang:lang>/bookings/<token>")


@bp.post("/offers")
@public
def take(token: str) -> Answer:
    """Take all places that are offered to the people of a booking."""
    found, here = opened(token, lock=True)
    back, now = url_for("registration_booking.booking", token=token), clock.now()
    if not takes(PlainForm()):
        return see(back)
    offered = offered_to(root_of(here.id), [row.id for row in people_of(found)], now)
    who = Actor(account_id=None, name=found.buyer)
    took = take_offers(here.id, offered, at=now, actor=who) if offered else []
    for row in took:
        letters.send_welcome(row)
    _commit()
    flash(
        ngettext("%(num)s place is taken.", "%(num)s places are taken.", len(took))
        if took
        else _("No place is offered any more.")
    )
    return see(back)


@bp.route("/decline", methods=["GET", "POST"])
@public
def decline(token: str) -> Answer:
    """Decline the places that are offered, after reading whom that concerns; of these alone."""
    form = PlainForm()
    found, here = opened(token, lock=form.is_submitted())
    back, now = url_for("registration_booking.booking", token=token), clock.now()
    rows = people_of(found)
    if form.is_submitted():
        rows = [row for row in rows if str(row.uuid) in request.form.getlist("who")]
    offered = offered_to(root_of(here.id), [row.id for row in rows], now)
    if offered is None:
        flash(_("No place is offered any more."))
        return see(back)
    if takes(form):
        who = Actor(account_id=None, name=found.buyer)
        gone = decline_offers(here.id, offered, at=now, actor=who)
        for row in gone:
            letters.send_cancelled(row)
        _commit()
        flash(ngettext("%(num)s place is declined.", "%(num)s places are declined.", len(gone)))
        return see(back)
    said = {one.get("uuid"): one["name"] for one in found.wanted or ()}
    names = {
        row.uuid: said.get(str(row.uuid), row.email) for row in rows if row.id in offered.people
    }
    context: dict[str, Any] = {"here": here, "form": form, "back": back, "names": names}
    return page("registration/offers_declined.html", here.slug, **context)


def _commit() -> None:
    db.session.commit()
    for job in ("mail", "offers"):
        jobs.nudge(job)
