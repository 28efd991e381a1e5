"""Who answers for a delegation, as its heads see it: deputies, and their own links."""

from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import heads as actions
from cwf.delegations.actions import letters
from cwf.delegations.forms.heads import HeadForm
from cwf.delegations.forms.words import RANKS
from cwf.delegations.queries import heads as queries
from cwf.delegations.queries.access import (
    LEADS,
    NAMES_DEPUTIES,
    Delegation,
    Head,
    delegation_in_reach,
    side_of,
)
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Side
from cwf.delegations.views.frame import form_page
from cwf.editions.views.answers import Answer, claim, see, takes
from cwf.people.sign_in import actor
from cwf.registration.forms.registration import PlainForm
from cwf.web.access import requires

bp = Blueprint(
    "delegation_heads", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>/heads"
)


@bp.get("")
@requires(LEADS)
def heads(delegation: UUID) -> Answer:
    """Who answers for it; a head names deputies here."""
    row = delegation_in_reach(current_user, delegation)
    return _page(row, HeadForm(data={"language": row.language}))


@bp.post("")
@requires(NAMES_DEPUTIES)
def deputy_new(delegation: UUID) -> Answer:
    """Name a deputy; they get a mail with their own link."""
    row = delegation_in_reach(current_user, delegation, lock=True)
    form = HeadForm(data={"language": row.language})
    back = url_for(".heads", delegation=delegation)
    if not takes(form):
        return _page(row, form)
    submission = claim(form)
    if submission.location:
        return see(submission.location)
    submission.location = back
    try:
        head = actions.invite(
            row,
            rank=Rank.DEPUTY,
            name=form.name.data or "",
            email=form.email.data or "",
            language=form.language.data,
            at=clock.now(),
            actor=actor(),
        )
    except actions.KnownHeadError:
        db.session.rollback()
        row = delegation_in_reach(current_user, delegation)
        form.fail("email", _("Somebody with this address answers for it already."))
        return _page(row, form)
    letters.send_invitation(row, head)
    db.session.commit()
    jobs.nudge("mail")
    flash(_("The invitation is on its way to %(email)s.", email=head.email))
    return see(back)


@bp.post("/<uuid:head>/<any(send, renew, withdraw):step>")
@requires(LEADS)
def change(delegation: UUID, head: UUID, step: str) -> Answer:
    """Of deputies, the head may do all; everybody has their own link renewed."""
    row = delegation_in_reach(current_user, delegation, lock=True)
    one = queries.head_of(row, head)
    if not _may(row, one, step):
        abort(403)
    if takes(PlainForm()):
        _change(row, one, step)
        db.session.commit()
        jobs.nudge("mail")
    return see(url_for(".heads", delegation=delegation))


def _change(row: Delegation, head: Head, step: str) -> None:
    if step == "withdraw":
        actions.withdraw(row, head, actor=actor())
        flash(_("%(name)s answers for the delegation no longer.", name=head.name))
        return
    if step == "renew":
        of = request.args.get("of", head.generation, int)
        actions.renew(row, head, of=of, at=clock.now(), actor=actor())
    else:
        actions.send_again(row, head, at=clock.now(), actor=actor())
    letters.send_invitation(row, head)
    flash(_("The link is on its way to %(email)s.", email=head.email))


def _may(row: Delegation, head: Head, step: str) -> bool:
    """Whether the reader may do that: of deputies the head all, of oneself a new link."""
    if head.account_id == current_user.id and step != "withdraw":
        return True
    return head.rank == Rank.DEPUTY and _names(row)


def _names(row: Delegation) -> bool:
    side, rank = side_of(current_user, row.uuid) or (None, None)
    return side is Side.HOST or rank is Rank.HEAD


def _page(row: Delegation, form: HeadForm) -> Answer:
    return form_page("delegations/heads.html", row, form, ranks=RANKS, names=_names(row), may=_may)
