"""Asking for one's personal links by mail; the answer is the same whether there are any or not."""

from flask import Blueprint, render_template
from limits import parse

from cwf import jobs
from cwf.database import db
from cwf.editions.views.answers import Answer, takes
from cwf.registration.actions import letters
from cwf.registration.forms.registration import AskLinkForm
from cwf.registration.queries import participants as queries
from cwf.registration.queries.bookings import bookings_of_email
from cwf.registration.views.register import PER_EMAIL
from cwf.web import limits
from cwf.web.access import public

PER_NETWORK_ADDRESS = parse("30/hour")

bp = Blueprint("registration_link", __name__, url_prefix="/<lang:lang>/registration")


@bp.route("/link", methods=["GET", "POST"])
@public
def ask_for_link() -> Answer:
    """Write an address; its links go there."""
    form = AskLinkForm()
    if form.is_submitted():
        limits.count("registration link", PER_NETWORK_ADDRESS)
    asked = takes(form)
    if asked:
        limits.count("registration link of an address", PER_EMAIL, of=form.email.data)
        found, bought = queries.of_email(form.email.data), bookings_of_email(form.email.data)
        if found or bought:
            letters.send_links(form.email.data, found, bought, form.key.data)
            db.session.commit()
            jobs.nudge("mail")
    page = render_template("registration/ask_for_link.html", form=form, asked=asked)
    return page, 422 if form.errors else 200
