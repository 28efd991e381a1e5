"""The days and the zone of an edition; what is placed already may move along."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock
from cwf.database import db
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.people.sign_in import actor
from cwf.programme.actions.dates import change_dates
from cwf.programme.forms.dates import DatesForm
from cwf.programme.queries.content import number_of_slots
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, form_page, see, takes
from cwf.web.access import requires


@bp.route("/dates", methods=["GET", "POST"])
@requires(RUN_EDITION)
def dates(edition: str) -> Answer:
    """Change them, and say what becomes of placings."""
    here = edition_in_reach(current_user, edition, lock=request.method == "POST")
    form = DatesForm(obj=here, placed=number_of_slots(here))
    if takes(form):
        moved = change_dates(here, at=clock.now(), actor=actor(), **form.values)
        db.session.commit()
        flash(ngettext("Saved. %(num)s placing moved.", "Saved. %(num)s placings moved.", moved))
        return see(url_for(".dates", edition=edition))
    return form_page(
        form,
        here,
        title=_("Dates and zone"),
        back=url_for(".overview", edition=edition),
        template="programme/dates.html",
    )
