"""Messages between a delegation and its host: one page for both sides."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db, will_write
from cwf.delegations.actions import messages as actions
from cwf.delegations.forms.messages import MessageForm
from cwf.delegations.queries.access import LEADS, delegation_in_reach, edition_of, side_of
from cwf.delegations.queries.hosts import host_accounts
from cwf.delegations.queries.messages import thread
from cwf.delegations.stages import Side
from cwf.delegations.views.frame import form_page
from cwf.editions.views.answers import Answer, see, takes
from cwf.people.sign_in import actor
from cwf.web.access import requires

bp = Blueprint(
    "delegation_messages", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>"
)


@bp.route("/messages", methods=["GET", "POST"])
@requires(LEADS)
def messages(delegation: UUID) -> Answer:
    """The thread, and a form below it; who opens it has read what the other side wrote."""
    form = MessageForm()
    row = delegation_in_reach(current_user, delegation, lock=form.is_submitted())
    side = _side(delegation)
    if takes(form):
        text, key = form.text.data or "", form.key.data
        actions.write(row, side=side, text=text, key=key, at=clock.now(), actor=actor())
        db.session.commit()
        jobs.nudge("mail")
        flash(_("Sent. The other side gets it by mail, too."))
        return see(url_for(".messages", delegation=delegation))
    written = thread(row)
    new = {one.id for one in written if one.side != side and one.read is None}
    if new:
        will_write()
        actions.read(row, side=side, at=clock.now())
        db.session.commit()
    context = {"written": written, "new": new, "hosts": host_accounts(edition_of(row))}
    return form_page("delegations/messages.html", row, form, **context)


def _side(delegation: UUID) -> Side:
    found = side_of(current_user, delegation)
    return found[0] if found else Side.DELEGATION
