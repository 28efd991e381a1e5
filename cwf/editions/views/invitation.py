"""Invitations to a team: the mail, and the page behind its link.

The link carries the offer's key, signed, so that neither the database alone nor a guess opens it.
It proves the address: who has no account makes one here; who has one signs in with it first.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from cwf import jobs, mail
from cwf.audit import Actor
from cwf.database import db
from cwf.editions.actions import team as actions
from cwf.editions.forms.team import ROLES
from cwf.editions.queries import team as queries
from cwf.editions.queries.team import Edition, Invitation
from cwf.editions.roles import StaffRole
from cwf.people import actions as people
from cwf.people.forms import JoinForm
from cwf.people.queries import Account, account_by_email
from cwf.people.views.entering import enter
from cwf.web.access import public

bp = Blueprint("edition_invitation", __name__, url_prefix="/<lang:lang>/account/invitations")


@bp.route("/<token>", methods=["GET", "POST"])
@public
def answer(token: str) -> Response | str | tuple[str, int]:
    """See what is offered, and take it."""
    offer = _offer(token)
    if offer is None:
        return render_template("editions/invitation_spent.html"), 410
    invitation, edition = offer
    account = account_by_email(invitation.email)
    if account is None:
        return _join(invitation, edition, token)
    if request.method == "POST" and _is_reader(account):
        return _accept(invitation, edition)
    return _page(invitation, edition, token, account=account)


def send(edition: Edition, invitation: Invitation, *, by: Account) -> None:
    """Queue the mail of an invitation, in the language that was chosen for it."""
    mail.queue_text(
        key=f"invitation:{invitation.key}",
        recipient=invitation.email,
        language=invitation.language,
        template="invitation",
        token=_serializer().dumps(invitation.key),
        edition=edition,
        role=ROLES[StaffRole(invitation.role)],
        by=by,
        expires=invitation.expires,
    )


def _join(invitation: Invitation, edition: Edition, token: str) -> Response | str | tuple[str, int]:
    """Make an account for the invited address, and go on as it."""
    form = JoinForm()
    if current_user.is_authenticated or not form.validate_on_submit():
        page = _page(invitation, edition, token, form=form)
        return (page, 422) if form.errors else page
    account = people.make_account(
        Actor(account_id=None, name=form.name.data or ""),
        email=invitation.email,
        name=form.name.data or "",
        language=invitation.language,
    )
    people.set_first_password(account, form.password.data or "")
    actions.accept(edition, invitation, account)
    db.session.commit()
    return enter(account, via="invitation")


def _accept(invitation: Invitation, edition: Edition) -> Response | tuple[str, int]:
    try:
        actions.accept(edition, invitation, current_user)
    except actions.SpentError:
        return render_template("editions/invitation_spent.html"), 410
    db.session.commit()
    jobs.nudge("mail")
    flash(_("Welcome to the team."))
    return redirect(url_for("people.home"))


def _page(invitation: Invitation, edition: Edition, token: str, **more: object) -> str:
    return render_template(
        "editions/invitation.html",
        invitation=invitation,
        edition=edition,
        role=ROLES[StaffRole(invitation.role)],
        token=token,
        **more,
    )


def _is_reader(account: Account) -> bool:
    return bool(current_user.is_authenticated and current_user.id == account.id)


def _offer(token: str) -> tuple[Invitation, Edition] | None:
    try:
        key = _serializer().loads(token)
    except BadSignature:
        return None
    return queries.offer_by_key(str(key))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="edition-invitation")
