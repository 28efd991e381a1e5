"""The host says which sessions of the programme a region runs."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf.database import db
from cwf.delegations.actions.own_sessions import set_sessions
from cwf.delegations.forms.own_sessions import OwnSessionsForm
from cwf.delegations.queries.access import delegation_of, name_of
from cwf.delegations.queries.own_sessions import linked_to, sessions_in
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.editions.views.answers import Answer, form_page, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "delegation_sessions",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/delegations/<uuid:uuid>",
)


@bp.route("/sessions", methods=["GET", "POST"])
@requires(KEEP_REGISTRATIONS)
def sessions(edition: str, uuid: UUID) -> Answer:
    """Tick them; the delegation reads on its page where and when they are."""
    here = edition_in_reach(current_user, edition)
    row = delegation_of(here, uuid, lock=PlainForm().is_submitted())
    there = sessions_in(here.id)
    form = OwnSessionsForm(data={"sessions": sorted(linked_to(row))})
    named = sorted(((one.id, own_text(one.title)) for one in there), key=lambda one: one[1])
    form.sessions.offer(named)
    if takes(form):
        set_sessions(row, [int(one) for one in form.sessions.data], actor=actor())
        db.session.commit()
        flash(_("Saved."))
        return see(url_for("delegation_manage.delegation", edition=edition, uuid=uuid))
    return form_page(
        form,
        here,
        title=_("Sessions of %(region)s", region=own_text(name_of(row))),
        template="delegations/own_sessions.html",
        back=url_for("delegation_manage.delegation", edition=edition, uuid=uuid),
        number=len(there),
    )
