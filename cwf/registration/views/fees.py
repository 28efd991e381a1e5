"""The organisers' page of fees, and of the rules for cancelling."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions.paying import set_fees
from cwf.registration.categories import Category
from cwf.registration.conditions import faults
from cwf.registration.exports.costs import fault_in_words
from cwf.registration.forms.fees import fees_form
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.queries import fees as queries
from cwf.registration.queries.participants import terms_row
from cwf.web.access import requires

bp = Blueprint("registration_fees", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")


@bp.route("/fees", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def fees(edition: str) -> Answer:
    """What each category costs, and what comes back; what is wrong with the rules stands above."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    terms = terms_row(here.id)
    if terms is None:
        flash(_("Say first when and for whom registration is open."))
        return see(url_for("registration_terms.terms", edition=edition))
    rules = queries.rules(here.id)
    form = fees_form(
        Category,
        version=terms.version,
        currency=terms.currency,
        prices=queries.prices(here.id),
        rules=rules,
        sent=request.form,
    )
    if takes(form):
        currency = form.currency.data.upper()
        said = {"currency": currency, "fees": form.prices, "rules": form.rules}
        set_fees(here, terms, **said, actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".fees", edition=edition))
    return form_page(
        form,
        here,
        title=_("Fees"),
        template="registration/fees.html",
        back=url_for("registration_manage.participants", edition=edition),
        categories=CATEGORIES,
        faults=[fault_in_words(fault) for fault in faults(rules)],
    )
