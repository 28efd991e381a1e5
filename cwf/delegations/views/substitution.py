"""One comes for another: the place stays, the person changes, and both are told."""

from uuid import UUID

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import member_letters as letters
from cwf.delegations.actions.substitutes import Refusal, substitute
from cwf.delegations.forms.members import SubstituteForm
from cwf.delegations.membership import Deed
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach
from cwf.delegations.queries.members import Member, member_of
from cwf.delegations.roles import Role
from cwf.delegations.views.barring import barred_page, is_hosts, why_not
from cwf.delegations.views.frame import page
from cwf.editions.views.answers import Answer, claim, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

bp = Blueprint(
    "delegation_substitution",
    __name__,
    url_prefix="/<lang:lang>/delegations/<uuid:delegation>/members",
)


@bp.route("/<uuid:uuid>/substitute", methods=["GET", "POST"])
@requires(LEADS)
def substitution(delegation: UUID, uuid: UUID) -> Answer:
    """Name who comes instead."""
    lock = PlainForm().is_submitted()
    row = delegation_in_reach(current_user, delegation, lock=lock)
    one = member_of(row, uuid, lock=lock)
    if bar := why_not(Deed.SUBSTITUTE, row):
        return barred_page(row, bar)
    form = SubstituteForm(data={"country": row.country, "language": row.language})
    if takes(form) and (answer := _exchange(row, one, form)):
        return answer
    shown = page("delegations/member_substitute.html", row, form=form, member=one)
    shown.status_code = 422 if form.is_submitted() else 200
    return shown


def _exchange(row: Delegation, one: Member, form: SubstituteForm) -> Answer | None:
    submission = claim(form)
    if submission.location:
        return see(submission.location)
    if is_hosts(row, form):
        db.session.rollback()
        return None
    now = clock.now()
    done = substitute(
        row, one, form.named(Role(one.role), presents=one.presents), at=now, actor=actor()
    )
    if isinstance(done, Refusal):
        db.session.rollback()
        form.fail("email", _why(done))
        return None
    letters.send_substituted(row, done.former, one, cancelled=done.cancelled, at=now)
    submission.location = url_for("delegation_members.member", delegation=row.uuid, uuid=one.uuid)
    db.session.commit()
    for job in ("mail", "offers"):
        jobs.nudge(job)
    name = one.participant.person.name
    flash(
        _("%(name)s comes instead; both are told by mail, where they have an address.", name=name)
    )
    return see(submission.location)


def _why(refusal: Refusal) -> str:
    match refusal:
        case Refusal.SAME:
            return _("That is the one who is named now.")
        case Refusal.MEMBER:
            return _("Whoever has this address is named already.")
        case Refusal.ELSEWHERE:
            return _("Whoever has this address comes with another delegation.")
        case Refusal.WAITS:
            return _(
                "Who was named waits for a place, and whoever has this address has one already. "
                "Take the one out and add the other."
            )
    return _(
        "Who was named registered by themselves, and no place is free for them alone. Ask the host."
    )
