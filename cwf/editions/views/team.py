"""The team of an edition: who works at it, who is invited, and the log of what they did."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from cwf import clock, jobs
from cwf.database import db
from cwf.editions.actions import team as actions
from cwf.editions.forms.team import ROLES, InviteForm
from cwf.editions.queries import RUN_EDITION, edition_in_reach
from cwf.editions.queries import team as queries
from cwf.editions.queries.team import Edition
from cwf.editions.roles import StaffRole, appointable
from cwf.editions.views.invitation import send
from cwf.i18n import language
from cwf.people.queries import is_secretariat, of_edition
from cwf.people.sign_in import actor
from cwf.people.views.log import shown_log
from cwf.web.access import requires

bp = Blueprint("edition_team", __name__, url_prefix="/<lang:lang>/manage/editions/<edition>")


@bp.get("/team")
@requires(RUN_EDITION)
def team(edition: str) -> str:
    """Who works here, who is invited, and a form to invite more."""
    return _page(edition_in_reach(current_user, edition), _form())


@bp.post("/team/invitations")
@requires(RUN_EDITION)
def invite(edition: str) -> Response | tuple[str, int]:
    """Invite an address to a role that one may give."""
    one, form = edition_in_reach(current_user, edition), _form()
    if not form.validate_on_submit():
        return _page(one, form), 422
    try:
        invitation = actions.invite(
            actor(),
            one,
            email=form.email.data or "",
            role=StaffRole(form.role.data),
            language=form.language.data,
        )
    except actions.AlreadyStaffError:
        form.email.errors = [_("This address has the role already.")]
        return _page(one, form), 422
    send(one, invitation, by=current_user)
    db.session.commit()
    jobs.nudge("mail")
    flash(_("The invitation is on its way to %(email)s.", email=invitation.email))
    return redirect(url_for(".team", edition=edition))


@bp.post("/team/invitations/<int:invitation>/<any(renew, revoke):step>")
@requires(RUN_EDITION)
def change_invitation(edition: str, invitation: int, step: str) -> Response:
    """Send an invitation again, or take it back."""
    one = edition_in_reach(current_user, edition)
    offer = queries.invitation_of(one, invitation)
    _may_give(StaffRole(offer.role))
    if step == "renew":
        actions.renew(actor(), one, offer)
        send(one, offer, by=current_user)
        flash(_("The invitation is on its way to %(email)s.", email=offer.email))
    else:
        actions.revoke(actor(), one, offer)
        flash(_("The invitation of %(email)s is taken back.", email=offer.email))
    db.session.commit()
    jobs.nudge("mail")
    return redirect(url_for(".team", edition=edition))


@bp.post("/team/<int:member>/withdraw")
@requires(RUN_EDITION)
def withdraw(edition: str, member: int) -> Response:
    """End somebody's role, or one's own."""
    one = edition_in_reach(current_user, edition)
    staff = queries.staff_row(one, member) or abort(404)
    if member != current_user.id:
        _may_give(StaffRole(staff.role))
    try:
        actions.withdraw(actor(), one, staff, address=queries.address_of(staff))
    except actions.LastOrganiserError:
        flash(_("You are the only organiser. Invite another one first, or ask the secretariat."))
        return redirect(url_for(".team", edition=edition))
    db.session.commit()
    if member == current_user.id:
        flash(_("You have left the team of %(edition)s.", edition=edition))
        return redirect(url_for("people.home"))
    flash(_("The role is withdrawn."))
    return redirect(url_for(".team", edition=edition))


@bp.get("/log")
@requires(RUN_EDITION)
def log(edition: str) -> str:
    """What was done at this edition."""
    one = edition_in_reach(current_user, edition)
    return render_template(
        "editions/log.html",
        edition=one,
        zone=one.zone,
        log=shown_log(of_edition(one.id), request.args, zone=one.zone),
    )


def _form() -> InviteForm:
    form = InviteForm(language=language(), role=StaffRole.EDITOR)
    roles = appointable(by_secretariat=is_secretariat(current_user))
    form.role.offer([(role, ROLES[role]) for role in roles])
    return form


def _page(edition: Edition, form: InviteForm) -> str:
    return render_template(
        "editions/team.html",
        edition=edition,
        form=form,
        staff=queries.staff_of(edition),
        invitations=queries.invitations(edition),
        now=clock.now(),
        roles=ROLES,
        givable=appointable(by_secretariat=is_secretariat(current_user)),
    )


def _may_give(role: StaffRole) -> None:
    if role not in appointable(by_secretariat=is_secretariat(current_user)):
        abort(403)
