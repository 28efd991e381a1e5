"""A new edition from an earlier one; the secretariat's."""

from flask import flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.editions.actions.settings import SlugTaken
from cwf.editions.queries import edition_in_reach
from cwf.people.queries import SECRETARIAT_RULE
from cwf.people.sign_in import actor
from cwf.programme.actions.copying import Part, copy_edition
from cwf.programme.forms.copying import CopyForm
from cwf.programme.queries.content import number_of_slots
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer, claim, form_page, see, takes
from cwf.web.access import requires

USUAL = [Part.TRACKS, Part.KINDS, Part.ROOMS]


@bp.route("/copy", methods=["GET", "POST"])
@requires(SECRETARIAT_RULE)
def copy(edition: str) -> Answer:
    """Make the edition, planned and without staff."""
    here = edition_in_reach(current_user, edition)
    form = CopyForm(data={"parts": USUAL}, placed=number_of_slots(here) > 0)
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        try:
            made = copy_edition(here, actor=actor(), **form.values)
            submission.location = url_for(".overview", edition=made.slug)
            db.session.commit()
            flash(_("The edition is made. It is not public before it is announced."))
            return see(submission.location)
        except SlugTaken:
            db.session.rollback()
            form.fail("slug", _("Another edition has this address. Choose another one."))
    return form_page(
        form,
        here,
        title=_("New edition from this one"),
        back=url_for(".overview", edition=edition),
        template="programme/copying.html",
    )
