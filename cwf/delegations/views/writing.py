"""What heads send their members: their own words to all, and reminders of what is missing."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import member_letters as letters
from cwf.delegations.actions.history import record
from cwf.delegations.forms.members import CircularForm
from cwf.delegations.queries import members as queries
from cwf.delegations.queries.access import LEADS, delegation_in_reach, edition_of
from cwf.delegations.todo import wall_day
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer, claim, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

bp = Blueprint(
    "delegation_writing", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>"
)


@bp.route("/letter", methods=["GET", "POST"])
@requires(LEADS)
def write(delegation: UUID) -> Answer:
    """Write to all members that have an address; who has none is named."""
    row = delegation_in_reach(current_user, delegation, lock=PlainForm().is_submitted())
    members = queries.members_of(row.id)
    form = CircularForm()
    if takes(form):
        submission = claim(form)
        if submission.location:
            return see(submission.location)
        submission.location = url_for("delegation.home", delegation=delegation)
        number = letters.write_to_all(
            row,
            members,
            key=form.key.data,
            subject=form.subject.data,
            text=form.text.data,
            reply_to=current_user.email,
            actor=actor(),
        )
        db.session.commit()
        jobs.nudge("mail")
        flash(ngettext("%(num)s mail is on its way.", "%(num)s mails are on their way.", number))
        return see(submission.location)
    shown = page(
        "delegations/letter.html",
        row,
        form=form,
        reached=[one for one in members if one.participant.email],
        without=[one for one in members if not one.participant.email],
    )
    shown.status_code = 422 if form.is_submitted() else 200
    return shown


@bp.post("/reminders")
@requires(LEADS)
def remind(delegation: UUID) -> Answer:
    """Ask every member of whom something is missing, each once a day at most."""
    row, now = delegation_in_reach(current_user, delegation, lock=True), clock.now()
    day, who = wall_day(now, edition_of(row).zone), actor()
    lines = queries.lines_of(row, queries.members_of(row.id), now)
    open_ = [line for line in lines if line.missing]
    went = sum(
        letters.remind(row, one.member, one.missing, day=day, at=now, actor=who) for one in open_
    )
    without = [one.name for one in open_ if not one.member.participant.email]
    if went:
        record(row, "delegation.ask", who, after={"number": went})
    db.session.commit()
    jobs.nudge("mail")
    flash(
        ngettext("%(num)s reminder is on its way.", "%(num)s reminders are on their way.", went)
        if went
        else _("All who can be reached were asked today already; once a day is enough.")
    )
    if without:
        names = ", ".join(without)
        flash(_("No mail reaches %(names)s: fill in for them what is missing.", names=names))
    return see(url_for("delegation.home", delegation=delegation))
