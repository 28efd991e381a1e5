"""When and for whom registration at an edition is open."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.actions.terms import set_terms, withdraw_terms
from cwf.registration.forms.management import TermsForm
from cwf.registration.queries import participants as queries
from cwf.web.access import requires

bp = Blueprint("registration_terms", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")


@bp.route("/registration", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def terms(edition: str) -> Answer:
    """Offer registration, change its terms, or offer it no longer."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    row = queries.terms_row(here.id)
    values = TermsForm.values_of(row, here.zone)
    form = TermsForm(data=values, zone=here.zone, languages=here.languages)
    if takes(form):
        if form.offered.data:
            set_terms(
                here,
                row,
                actor=actor(),
                opens=form.begins,
                closes=form.finishes,
                categories=form.categories.data,
                approve=form.approve.data,
                welcome=form.welcome.data,
            )
        else:
            withdraw_terms(here, row, actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(url_for(".terms", edition=edition))
    return form_page(
        form,
        here,
        title=_("Registration"),
        template="registration/terms.html",
        back=url_for("registration_manage.participants", edition=edition),
    )
