"""Registering several people at once: the form, the link that confirms it, and the buyer's page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from limits import parse

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.views.answers import Answer, see, takes
from cwf.i18n import language
from cwf.registration.actions import booking as actions
from cwf.registration.actions import letters
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import UNDER_WAY, Standing
from cwf.registration.conditions import may_rename
from cwf.registration.exports.costs import money
from cwf.registration.forms.booking import MOST, BookingForm, booking_form
from cwf.registration.forms.registration import HandOverForm, PlainForm
from cwf.registration.forms.words import CATEGORIES, STANDINGS
from cwf.registration.links import Purpose, stamp
from cwf.registration.places import Wait
from cwf.registration.queries import bookings, fees
from cwf.registration.queries import participants as queries
from cwf.registration.queries.bookings import Booking
from cwf.registration.queries.full import full_categories
from cwf.registration.queries.offered import offered_to
from cwf.registration.queries.participants import Edition, Participant
from cwf.registration.terms import Door, door
from cwf.registration.views.costs import costs_of, day_of
from cwf.registration.views.frame import page
from cwf.registration.views.place import place_of
from cwf.registration.views.register import PER_EMAIL
from cwf.web import limits
from cwf.web.access import public

PER_NETWORK_ADDRESS = parse("20/hour")

bp = Blueprint("registration_booking", __name__, url_prefix="/<lang:lang>")


@bp.route("/editions/<edition>/registration/group", methods=["GET", "POST"])
@public
def book(edition: str) -> Answer:
    """Ask to register several people; "more rows" is a button of the same form."""
    here = queries.public_edition(edition)
    terms = queries.terms_of(here.id)
    stands = door(terms, Lifecycle(here.lifecycle), clock.now())
    if terms is None or stands is not Door.OPEN:
        closed = page("registration/closed.html", edition, here=here, terms=terms, door=stands)
        return closed, 409 if PlainForm().is_submitted() else 200
    offered = [one for one in terms.categories if one not in terms.approve]
    if not offered:
        abort(404)
    form = booking_form(offered, sent=request.form, data={"language": language()})
    more = form.is_submitted() and "more" in request.form
    if form.is_submitted():
        limits.count("booking", PER_NETWORK_ADDRESS)
    if not more and takes(form):
        return _ask(here, form)
    costs, conditions = costs_of(here, terms)
    full = full_categories(here.id, offered, clock.now())
    said = {"costs": costs, "conditions": conditions, "categories": CATEGORIES, "full": full}
    shown = page("registration/book.html", edition, here=here, form=form, most=MOST, **said)
    return shown, 422 if form.errors else 200


def _ask(here: Edition, form: BookingForm) -> Answer:
    limits.count("registration of an address", PER_EMAIL, of=form.email.data)
    names = actions.Buyer.__slots__
    buyer = actions.Buyer(**{name: form[name].data or "" for name in names})
    key, wait = form.key.data, Wait(form.wait.data)
    made = actions.book(here.id, buyer, form.people, key=key, wait=wait, at=clock.now())
    letters.send_book(made)
    db.session.commit()
    jobs.nudge("mail")
    return page("registration/sent.html", here.slug, here=here, email=made.email, several=True)


@bp.route("/bookings/<token>/confirmation", methods=["GET", "POST"])
@public
def confirm(token: str) -> Answer:
    """Confirm what was asked for, at the press of a button; then it is the buyer's page."""
    form = PlainForm()
    told = letters.read_token(Purpose.BOOK, token)
    found = bookings.booking_by_uuid(told.uuid, lock=form.is_submitted()) if told else None
    if found is None or told is None or told.number != stamp(found.made):
        return render_template("registration/confirmation_spent.html"), 410
    here = bookings.edition_of_booking(found)
    if found.confirmed is None and takes(form):
        for one in actions.confirm_booking(found, at=clock.now()):
            if one.participant is not None and not one.known:
                letters.send_booked(one.participant)
        letters.send_booking(found)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
    if found.confirmed is not None:
        return see(url_for(".booking", token=letters.booking_token(found)))
    context = {"booking": found, "form": form, "categories": CATEGORIES}
    return page("registration/book_confirmation.html", here.slug, here=here, **context)


@bp.get("/bookings/<token>")
@public
def booking(token: str) -> Answer:
    """Who is registered, how each stands, and what it costs."""
    found, here = opened(token)
    terms = queries.terms_of(here.id)
    people = {str(row.uuid): row for row in bookings.people_of(found)}
    coming = [row for row in people.values() if row.standing in UNDER_WAY]
    total = sum(row.fee or 0 for row in coming)
    return page(
        "registration/booking.html",
        here.slug,
        here=here,
        booking=found,
        token=token,
        people=people,
        categories=CATEGORIES,
        standings=STANDINGS,
        total=money(total, terms.currency) if terms and total else "",
        fees={
            uuid: money(row.fee, terms.currency)
            for uuid, row in people.items()
            if row.fee and terms
        },
        may_change=may_rename(fees.rules(here.id), day_of(here)),
        offered=offered_to(root_of(here.id), [row.id for row in coming], clock.now()),
        why=_why(coming, here),
        form=PlainForm(),
    )


def _why(people: Iterable[Participant], here: Edition) -> dict[str, str]:
    """Why some of them wait, by their uuids: the same of all who count in the same places."""
    now, said = clock.now(), dict[tuple[str, str | None], str]()
    waiting = [row for row in people if row.standing == Standing.WAITING]
    for row in waiting:
        if (row.category, row.country) not in said:
            place = place_of(row, here, now)
            said[row.category, row.country] = " ".join(place.why) if place else ""
    return {str(row.uuid): why for row in waiting if (why := said[row.category, row.country])}


@bp.route("/bookings/<token>/people/<uuid:uuid>", methods=["GET", "POST"])
@public
def hand_over(token: str, uuid: UUID) -> Answer:
    """Correct a name, or let somebody else come instead, as long as the rules allow it."""
    found, here = opened(token)
    row = bookings.one_of(found, uuid) or abort(404)
    back = url_for(".booking", token=token)
    gone = row.standing not in UNDER_WAY or row.erased is not None
    if gone or not may_rename(fees.rules(here.id), day_of(here)):
        flash(_("The name can be changed no more."))
        return see(back)
    said = next((one for one in found.wanted or () if one.get("uuid") == str(uuid)), {})
    form = HandOverForm(data={"name": said.get("name", row.person.name), "email": row.email})
    if takes(form) and _handed(found, row, form):
        return see(back)
    context: dict[str, Any] = {"here": here, "form": form, "back": back}
    shown = page("registration/hand_over.html", here.slug, **context)
    return shown, 422 if form.is_submitted() else 200


def _handed(found: Booking, row: Any, form: HandOverForm) -> bool:
    name, email, generation = form.name.data, form.email.data, row.generation
    who = Actor(account_id=None, name=found.buyer)
    if not actions.hand_over(row, name=name, email=email, at=clock.now(), actor=who):
        db.session.rollback()
        form.fail("email", _("There is a registration with this address already."))
        return False
    found.wanted = [
        {**one, "name": name, "email": email} if one.get("uuid") == str(row.uuid) else one
        for one in found.wanted or ()
    ]
    if row.generation != generation:
        letters.send_booked(row)
    db.session.commit()
    jobs.nudge("mail")
    jobs.nudge("offers")
    flash(_("Saved."))
    return True


def opened(token: str, *, lock: bool = False) -> tuple[Booking, Edition]:
    """The booking of a buyer's link, and its edition; 404 where the link opens none."""
    told = letters.read_token(Purpose.BOOKING, token) or abort(404)
    found = bookings.booking_by_uuid(told.uuid, lock=lock)
    if found is None or found.confirmed is None or found.generation != told.number:
        abort(404)
    return found, bookings.edition_of_booking(found)
