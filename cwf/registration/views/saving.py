"""Saving what a registration says, by whoever may: a place that is not there is said beside it."""

from flask import flash
from flask_babel import gettext as _

from cwf import jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.registration.actions import letters
from cwf.registration.actions import participants as actions
from cwf.registration.actions.standing import NoPlaces
from cwf.registration.forms.registration import DetailsForm
from cwf.registration.queries.participants import Participant


def changed(form: DetailsForm, row: Participant, *, actor: Actor) -> bool:
    """Change and commit; False: there is no place for them so, and a field says it."""
    before, category = row.standing, row.category
    try:
        done = actions.change(row, form.details, actor=actor)
    except NoPlaces:
        done = False
    if not done:
        db.session.rollback()
        field = "category" if form.details.category != category else "country"
        form.fail(field, _("There is no place left for that. Nothing was changed."))
        return False
    if row.standing != before:
        letters.send_standing(row)
    db.session.commit()
    jobs.nudge("mail")
    jobs.nudge("offers")
    flash(_("Saved."))
    return True
