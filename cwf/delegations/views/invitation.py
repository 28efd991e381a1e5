"""Behind the link that a head was sent: what it is about, and the way in.

Opening it shows a page, for programs that read mail open links, too; its button lets in. The link
goes on to let in until a newer one is sent or the head is withdrawn.
"""

from flask import Blueprint, abort, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Gone

from cwf import clock, jobs
from cwf.database import db
from cwf.delegations.actions import heads as actions
from cwf.delegations.actions import letters
from cwf.delegations.actions.delegations import NoSuchStepError
from cwf.delegations.forms.heads import DeclineForm
from cwf.delegations.forms.words import RANKS
from cwf.delegations.links import Purpose
from cwf.delegations.queries import heads as queries
from cwf.delegations.queries.access import Delegation, Edition, Head, edition_of, name_of
from cwf.delegations.stages import Stage
from cwf.editions.views.answers import Answer, see, takes
from cwf.people.views.entering import enter
from cwf.registration.forms.registration import PlainForm
from cwf.registration.views.frame import page
from cwf.web.access import public

# What a mail may lead to, once its link has let somebody in.
GOALS = ("messages", "places", "heads", "settings", "practical", "history")

bp = Blueprint("delegation_invitation", __name__, url_prefix="/<lang:lang>/delegations/invitation")


@bp.errorhandler(404)
def no_such_link(error: Exception) -> Answer:
    """The link is none of ours, or was cut short in a mail."""
    return render_template("delegations/no_link.html", ended=False), 404


@bp.errorhandler(410)
def ended_link(error: Exception) -> Answer:
    """A newer link was sent, or the head was withdrawn."""
    return render_template("delegations/no_link.html", ended=True), 410


@bp.route("/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Answer:
    """What the invitation is, and the button that lets in."""
    form = PlainForm()
    head, row = _invited(token, lock=form.is_submitted())
    goal = request.args.get("to", "")
    to = url_for("delegation_invitation.invitation", token=token)
    home = f"{to.partition('/invitation/')[0]}/{row.uuid}/{goal if goal in GOALS else ''}"
    if _is_somebody_else(head):
        return _page("invitation.html", head, row, form=form, token=token, other=True)
    if takes(form):
        try:
            account = actions.let_in(row, head, at=clock.now())
        except actions.ClosedAccountError:
            db.session.rollback()
            return _page("closed_account.html", head, row), 403
        if current_user.is_authenticated:
            db.session.commit()
            return see(home)
        return enter(account, via="invitation", to=home)
    return _page("invitation.html", head, row, form=form, token=token, other=False)


@bp.route("/<token>/declining", methods=["GET", "POST"])
@public
def decline(token: str) -> Answer:
    """Say that nobody comes, with a reason if one likes."""
    form = DeclineForm()
    head, row = _invited(token, lock=form.is_submitted())
    back = url_for(".invitation", token=token)
    if row.stage != Stage.INVITED:
        return see(back)
    if takes(form):
        try:
            actions.decline(row, head, reason=form.reason.data or "", at=clock.now())
        except NoSuchStepError:
            return see(back)
        key = letters.step_key(row)
        letters.write_to_hosts(row, "stage", key, who=head.name, word=form.reason.data)
        db.session.commit()
        jobs.nudge("mail")
        jobs.nudge("offers")
        return see(back)
    return _page("decline.html", head, row, form=form, back=back), 422 if form.errors else 200


def _invited(token: str, *, lock: bool) -> tuple[Head, Delegation]:
    """Whose link it is; raises NotFound, and Gone for one that holds no longer."""
    opened = letters.read_token(Purpose.HEAD, token) or abort(404)
    found = queries.by_link(opened.uuid, lock=lock)
    if found is None or found[0].generation != opened.number:
        raise Gone
    return found


def _is_somebody_else(head: Head) -> bool:
    return bool(current_user.is_authenticated and current_user.email != head.email)


def _page(template: str, head: Head, row: Delegation, **context: object) -> str:
    here: Edition = edition_of(row)
    return page(
        f"delegations/{template}",
        here.slug,
        here=here,
        head=head,
        delegation=row,
        region=name_of(row),
        ranks=RANKS,
        now=clock.now(),
        **context,
    )
