"""One's own registration, by the personal link: to see, change, cancel; and to renew the link."""

from typing import Any

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.views.answers import Answer, see, takes
from cwf.registration.actions import letters
from cwf.registration.actions import participants as actions
from cwf.registration.actions.standing import take_offer
from cwf.registration.categories import UNDER_WAY, Category
from cwf.registration.forms.registration import DetailsForm, PlainForm
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.queries import participants as queries
from cwf.registration.queries import places
from cwf.registration.queries.admission import claim_reason
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.terms import COMING, Door, door
from cwf.registration.views.asked import answered_by
from cwf.registration.views.costs import own_cost
from cwf.registration.views.frame import around, page
from cwf.registration.views.particulars import needs_of
from cwf.registration.views.personal import (
    answer_wrong_links,
    link_actor,
    opened_row,
    own_parts,
)
from cwf.registration.views.place import place_of
from cwf.registration.views.saving import changed
from cwf.web.access import public
from cwf.web.forms import conflict_page

bp = Blueprint("registration_own", __name__, url_prefix="/<lang:lang>/registration/<token>")


answer_wrong_links(bp)


@bp.get("")
@public
def own(token: str) -> Answer:
    """What is registered, what comes next, and what one can do."""
    row, here = opened_row(token)
    return page(
        "registration/own.html",
        here.slug,
        here=here,
        coming=_coming(here),
        row=row,
        token=token,
        form=PlainForm(),
        categories=CATEGORIES,
        parts=own_parts(row),
        needs=needs_of(row),
        place=place_of(row, here, clock.now()),
        answered=answered_by(row, here),
        cost=own_cost(row, here),
    )


@bp.post("/place")
@public
def place(token: str) -> Answer:
    """Take the place that was offered."""
    row, _edition = opened_row(token, lock=True)
    back, form = url_for(".own", token=token), PlainForm()
    if takes(form):
        taken = take_offer(row, at=clock.now(), actor=link_actor(row))
        if taken:
            letters.send_standing(row)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
        flash(_("The place is yours.") if taken else _("This offer has run out."))
    return see(back)


@bp.route("/change", methods=["GET", "POST"])
@public
def change(token: str) -> Answer:
    """Change what is registered; the category among those that are open."""
    form = PlainForm()
    row, here = opened_row(token, lock=form.is_submitted())
    back = url_for(".own", token=token)
    if row.standing not in UNDER_WAY:
        return see(back)
    form = DetailsForm(data=_values(row), categories=_categories(row, here))
    if takes(form) and changed(form, row, actor=link_actor(row)):
        return see(back)
    if form.stale:
        frame = {**around(here.slug), "layout": "registration/frame.html"}
        return conflict_page(form, title=_("Your registration"), back=back, **frame)
    named = queries.speaks(row.person_id)
    context = {"here": here, "form": form, "back": back, "named": named}
    shown = page("registration/change.html", here.slug, **context)
    return shown, 422 if form.is_submitted() else 200


@bp.route("/cancellation", methods=["GET", "POST"])
@public
def cancellation(token: str) -> Answer:
    """Cancel, after reading what is lost by it."""
    form = PlainForm()
    row, here = opened_row(token, lock=form.is_submitted())
    back, now = url_for(".own", token=token), clock.now()
    if row.standing not in UNDER_WAY:
        return see(back)
    if takes(form):
        actions.cancel(row, at=now, actor=link_actor(row))
        letters.send_cancelled(row)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
        flash(_("Your registration is cancelled."))
        return see(back)
    held = max(0, places.number_held(row.id, now) - bool(claim_reason(row, now)))
    context = {"here": here, "form": form, "held": held, "back": back, "cost": own_cost(row, here)}
    return page("registration/cancellation.html", here.slug, **context)


@bp.post("/renewal")
@public
def renewal(token: str) -> Answer:
    """Send a new link; the one that was used for it ends."""
    row, here = opened_row(token, lock=True)
    actions.renew_link(row, actor=link_actor(row))
    letters.send_link(row, "renewed")
    db.session.commit()
    jobs.nudge("mail")
    return page("registration/renewed.html", here.slug, here=here, email=row.email)


def _values(row: Participant) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in ("version", "affiliation", "category", "language")}
    return {**same, "name": row.person.name, "country": row.country}


def _categories(row: Participant, here: Edition) -> list[Category]:
    """One's own, and while registration is open the others that may be chosen.

    What organisers have to approve is asked for with the form, and not slipped into here.
    """
    terms = queries.terms_of(here.id)
    stands = door(terms, Lifecycle(here.lifecycle), clock.now())
    offered = set(terms.categories) - set(terms.approve) if terms and stands is Door.OPEN else ()
    return [one for one in Category if one == row.category or one in offered]


def _coming(here: Edition) -> bool:
    return Lifecycle(here.lifecycle) in COMING
