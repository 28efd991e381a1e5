"""Registering: the form, and the page behind the link that confirms it.

What the form answers is the same whether the address is registered or not; the mail says which.
Opening the link shows a button only, for programs that read mail open links, too.
"""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from limits import parse

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.views.answers import Answer, see, takes
from cwf.i18n import language
from cwf.people.queries import Account
from cwf.people.views.entering import enter
from cwf.registration.actions import letters
from cwf.registration.actions import participants as actions
from cwf.registration.actions.standing import NoPlaces
from cwf.registration.categories import UNDER_WAY
from cwf.registration.details import read_details
from cwf.registration.forms.asked import AskedForm
from cwf.registration.forms.registration import PlainForm, RegistrationForm
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.links import Purpose, stamp
from cwf.registration.queries import participants as queries
from cwf.registration.queries.full import full_categories
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.terms import Door, Terms, door
from cwf.registration.views.asked import (
    full_sentence,
    pending_words,
    receive_from_stranger,
    stranger_form,
)
from cwf.registration.views.costs import costs_of
from cwf.registration.views.frame import page
from cwf.web import limits
from cwf.web.access import public

PER_NETWORK_ADDRESS = parse("60/hour")  # a whole office may register from one
PER_EMAIL = parse("6/hour")

bp = Blueprint("registration", __name__, url_prefix="/<lang:lang>")


@bp.route("/editions/<edition>/registration", methods=["GET", "POST"])
@public
def register(edition: str) -> Answer:
    """Ask to take part; or read when that is possible."""
    here, terms = _terms(edition)
    stands = door(terms, Lifecycle(here.lifecycle), clock.now())
    mine = _own_row(here)
    if terms is None or stands is not Door.OPEN:
        closed = page("registration/closed.html", edition, here=here, terms=terms, door=stands)
        return closed, 409 if PlainForm().is_submitted() else 200
    form = _form(terms, mine)
    if form.is_submitted():
        limits.count("registration", PER_NETWORK_ADDRESS)
    asked = stranger_form(here, terms.categories)
    receive_from_stranger(asked)
    if _takes_both(form, asked):
        return _take(here, terms, form, asked)
    token = letters.own_token(mine) if mine else ""
    costs, conditions = costs_of(here, terms)
    full = full_categories(here.id, terms.categories, clock.now())
    said = {"costs": costs, "conditions": conditions, "categories": CATEGORIES, "full": full}
    context = {"terms": terms, "form": form, "asked": asked, "mine": token, **said}
    shown = page("registration/form.html", edition, here=here, **context)
    return shown, 422 if form.is_submitted() else 200


@bp.route("/registration/confirmation/<token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> Answer:
    """Confirm what was asked for, at the press of a button."""
    form = PlainForm()
    row = _asked(token, lock=form.is_submitted())
    if row is None or row.wanted is None:
        return render_template("registration/confirmation_spent.html"), 410
    here = queries.edition_of(row)
    if takes(form):
        return _confirm(row, here)
    details = read_details(row.wanted)
    context = {"details": details, "categories": CATEGORIES, "email": row.email, "form": form}
    context["answers"] = pending_words(row)
    return page("registration/confirmation.html", here.slug, here=here, **context)


def _terms(edition: str) -> tuple[Edition, Terms | None]:
    here = queries.public_edition(edition)
    return here, queries.terms_of(here.id)


def _own_row(here: Edition) -> Participant | None:
    """The registration of who is signed in, if it is under way."""
    found = queries.by_person(here.id, current_user.person_id) if _is_known() else None
    return found if found and found.standing in UNDER_WAY else None


def _form(terms: Terms, mine: Participant | None) -> RegistrationForm:
    """Filled in for who is signed in; empty for somebody else where they are registered."""
    values: dict[str, Any] = {"language": language()}
    if _is_known() and mine is None:
        same = {"name": current_user.name, "email": current_user.email}
        values |= {**same, "language": current_user.language}
    return RegistrationForm(data=values, categories=terms.categories)


def _is_known() -> bool:
    return bool(current_user.is_authenticated)


def _takes_both(form: RegistrationForm, asked: AskedForm) -> bool:
    """Whether registration and answers can be taken; what is wrong is said of both at once."""
    taken = takes(form)
    return asked.check(form.chosen_category) and taken if form.chosen_category else False


def _take(here: Edition, terms: Terms, form: RegistrationForm, asked: AskedForm) -> Answer:
    """Ask by mail; an account that gives its own address has shown it by signing in."""
    email, key, now = form.email.data, form.key.data, clock.now()
    limits.count("registration of an address", PER_EMAIL, of=email)
    details, given = form.details, asked.given
    row = actions.ask(here.id, email=email, details=details, at=now, key=key, answers=given)
    if _is_known() and current_user.email == email:
        return _confirm(row, here)
    if row.standing in UNDER_WAY:
        letters.send_known(row, key)
    else:
        letters.send_confirm(row)
    db.session.commit()
    jobs.nudge("mail")
    approved = details.category in terms.approve
    return page("registration/sent.html", here.slug, here=here, email=email, approved=approved)


def _confirm(row: Participant, here: Edition) -> Answer:
    already = row.standing in UNDER_WAY
    try:
        done = actions.confirm(row, at=clock.now())
    except NoPlaces:
        db.session.rollback()
        terms = queries.terms_of(here.id)
        return page(
            "registration/closed.html", here.slug, here=here, terms=terms, door=Door.CLOSED
        ), 409
    if done.other:
        db.session.commit()
        return page("registration/already.html", here.slug, here=here), 409
    own = url_for("registration_own.own", token=letters.own_token(done.participant))
    if already:
        flash(_("You are registered already; this is your registration."))
        return see(own)
    letters.send_standing(done.participant)
    db.session.commit()
    jobs.nudge("mail")
    if done.full:
        flash(full_sentence(done.full))
    return _go_on(done.made, own)


def _go_on(made: Account | None, own: str) -> Answer:
    """An account that was made just now is signed in; any other one signs in as ever."""
    if made is None or _is_known():
        return redirect(own, 303)
    return enter(made, via="registration", to=own)


def _asked(token: str, *, lock: bool) -> Participant | None:
    """The participant of a link, if it belongs to what was asked for last."""
    opened = letters.read_token(Purpose.CONFIRM, token)
    row = queries.by_uuid(opened.uuid, lock=lock) if opened else None
    return row if row and opened and stamp(row.asked) == opened.number else None
