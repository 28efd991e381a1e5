"""The places of a delegation, as its heads see them: granted, named, free; asking for others."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import letters, quotas
from cwf.delegations.forms.places import AskForm, place_words
from cwf.delegations.forms.words import ROLES
from cwf.delegations.queries.access import LEADS, delegation_in_reach
from cwf.delegations.queries.quotas import ANY, quotas_of, requests_of
from cwf.delegations.stages import Stage
from cwf.delegations.views.frame import form_page
from cwf.editions.views.answers import Answer, claim, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

bp = Blueprint(
    "delegation_places", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>"
)


@bp.route("/places", methods=["GET", "POST"])
@requires(LEADS)
def places(delegation: UUID) -> Answer:
    """By role; and the form that asks the host to move some, to give more, to take some back."""
    row = delegation_in_reach(current_user, delegation, lock=PlainForm().is_submitted())
    now = clock.now()
    here = quotas_of(row, now)
    form = AskForm(quotas=here, data={"target": ANY})
    if row.stage != Stage.DECLINED and takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        try:
            request = quotas.ask(
                row,
                source=form.source.data,
                target=form.target.data,
                number=form.number.data or 0,
                reason=form.reason.data or "",
                at=now,
                actor=actor(),
            )
        except quotas.TooManyOpenError:
            form.form_errors.append(
                _("So many requests wait already. The host has to answer first.")
            )
        else:
            letters.write_to_hosts(
                row, "request", str(request.id), request=request, words=place_words
            )
            submission.location = url_for(".places", delegation=delegation)
            db.session.commit()
            jobs.nudge("mail")
            flash(_("The host has your request, and answers by mail."))
            return see(submission.location)
    context = {"quotas": here, "roles": ROLES, "requests": requests_of(row), "words": place_words()}
    return form_page(
        "delegations/places.html", row, form, title=pgettext("seats", "Places"), **context
    )
