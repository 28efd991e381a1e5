"""One's own registration, by the personal link: to see, change, cancel; and to renew the link."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import Gone

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.views.answers import Answer, see, takes
from cwf.people.queries import account_by_email
from cwf.people.sign_in import actor
from cwf.registration.actions import participants as actions
from cwf.registration.categories import Category, Standing
from cwf.registration.forms.registration import DetailsForm, PlainForm
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.links import Purpose
from cwf.registration.queries import participants as queries
from cwf.registration.queries import places
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.terms import COMING, Door, door
from cwf.registration.views import letters
from cwf.registration.views.frame import around, page
from cwf.web.access import public
from cwf.web.forms import conflict_page

bp = Blueprint("registration_own", __name__, url_prefix="/<lang:lang>/registration/<token>")


@bp.errorhandler(404)
def no_such_link(error: Exception) -> Answer:
    """The link is none of ours, or was cut short in a mail."""
    return render_template("registration/no_link.html", ended=False), 404


@bp.errorhandler(410)
def ended_link(error: Exception) -> Answer:
    """A newer link was sent, so this one has ended."""
    return render_template("registration/no_link.html", ended=True), 410


@bp.get("")
@public
def own(token: str) -> Answer:
    """What is registered, what comes next, and what one can do."""
    row, here = _row(token)
    context = {"row": row, "token": token, "form": PlainForm(), "categories": CATEGORIES}
    return page("registration/own.html", here.slug, here=here, coming=_coming(here), **context)


@bp.route("/change", methods=["GET", "POST"])
@public
def change(token: str) -> Answer:
    """Change what is registered; the category among those that are open."""
    form = PlainForm()
    row, here = _row(token, lock=form.is_submitted())
    back = url_for(".own", token=token)
    if row.standing == Standing.CANCELLED:
        return see(back)
    form = DetailsForm(data=_values(row), categories=_categories(row, here))
    if takes(form):
        actions.change(row, form.details, actor=_actor(row))
        db.session.commit()
        flash(_("Saved."))
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
    row, here = _row(token, lock=form.is_submitted())
    back, now = url_for(".own", token=token), clock.now()
    if row.standing == Standing.CANCELLED:
        return see(back)
    if takes(form):
        actions.cancel(row, at=now, actor=_actor(row))
        letters.send_cancelled(row)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
        flash(_("Your registration is cancelled."))
        return see(back)
    context = {"here": here, "form": form, "held": places.number_held(row.id, now), "back": back}
    return page("registration/cancellation.html", here.slug, **context)


@bp.post("/renewal")
@public
def renewal(token: str) -> Answer:
    """Send a new link; the one that was used for it ends."""
    row, here = _row(token, lock=True)
    actions.renew_link(row, actor=_actor(row))
    letters.send_link(row, "renewed")
    db.session.commit()
    jobs.nudge("mail")
    return page("registration/renewed.html", here.slug, here=here, email=row.email)


def _row(token: str, *, lock: bool = False) -> tuple[Participant, Edition]:
    """Whose link it is; raises NotFound, and Gone for one that a newer link has ended."""
    opened = letters.read_token(Purpose.OWN, token) or abort(404)
    row = queries.by_uuid(opened.uuid, lock=lock)
    if row is None or row.standing == Standing.ASKED:
        abort(404)
    if row.generation != opened.number:
        raise Gone
    return row, queries.edition_of(row)


def _values(row: Participant) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in ("version", "affiliation", "category", "language")}
    return {**same, "name": row.person.name, "country": row.country}


def _categories(row: Participant, here: Edition) -> list[Category]:
    """One's own, and while registration is open the others that may be chosen."""
    terms = queries.terms_of(here.id)
    stands = door(terms, Lifecycle(here.lifecycle), clock.now())
    offered = terms.categories if terms and stands is Door.OPEN else ()
    return [one for one in Category if one == row.category or one in offered]


def _coming(here: Edition) -> bool:
    return Lifecycle(here.lifecycle) in COMING


def _actor(row: Participant) -> Actor:
    """Who holds the link: the participant, unless somebody else is signed in."""
    if current_user.is_authenticated:
        return actor()
    account = account_by_email(row.email)
    return Actor(account_id=account.id if account else None, name=row.person.name)
