"""One's own account: who one is, sessions, second factor, roles, and what was done."""

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from cwf.database import db
from cwf.people import actions, queries
from cwf.people.forms import ProfileForm
from cwf.people.parts import AccountPart
from cwf.people.views.log import shown_log
from cwf.web.access import SIGNED_IN, requires

bp = Blueprint("people", __name__, url_prefix="/<lang:lang>/account")


@bp.get("/")
@requires(SIGNED_IN)
def home() -> str:
    """The account home."""
    return render_template(
        "people/home.html",
        account=current_user,
        form=ProfileForm(obj=current_user),
        roles=current_user.held_roles(),
        parts=_parts(),
        sign_ins=queries.open_sign_ins(current_user),
        here=session.get("sign_in"),
    )


@bp.post("/profile")
@requires(SIGNED_IN)
def change_profile() -> Response | tuple[str, int]:
    """Name and language."""
    form = ProfileForm()
    if not form.validate_on_submit():
        return render_template("people/profile.html", form=form), 422
    actions.change_profile(
        current_user, name=form.name.data or "", language=form.language.data or "en"
    )
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("people.home"))


@bp.post("/sessions/<int:sign_in>/end")
@requires(SIGNED_IN)
def end_session(sign_in: int) -> Response:
    """End one of one's sessions, perhaps the present one."""
    if not actions.end_sign_in_of(current_user, sign_in):
        abort(404)
    db.session.commit()
    flash(_("The session has ended."))
    return redirect(url_for("people.home"))


@bp.post("/sessions/end")
@requires(SIGNED_IN)
def end_other_sessions() -> Response:
    """End all sessions but this one."""
    actions.end_all_sign_ins(current_user, but=session.get("sign_in"))
    actions.record_own(current_user, "account.sessions_end")
    db.session.commit()
    flash(_("All other sessions have ended."))
    return redirect(url_for("people.home"))


@bp.get("/log")
@requires(SIGNED_IN)
def log() -> str:
    """What this account did, and what was done to it."""
    return render_template(
        "people/own_log.html", log=shown_log(queries.of_account(current_user), request.args)
    )


def _parts() -> list[AccountPart]:
    """What higher slices show here (the registry of parts); one that has nothing gives None."""
    tellers = current_app.extensions["cwf_account_parts"]
    return [part for tell in tellers if (part := tell(current_user)) is not None]
