"""The secretariat's pages: accounts, who belongs to the secretariat, and the network's log."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from cwf.database import db
from cwf.people import actions, queries
from cwf.people.queries import SECRETARIAT_RULE
from cwf.people.sign_in import actor
from cwf.people.views.log import shown_log
from cwf.web.access import requires

bp = Blueprint("people_accounts", __name__, url_prefix="/<lang:lang>/manage")


@bp.get("/people")
@requires(SECRETARIAT_RULE)
def accounts() -> str:
    """All accounts, searched by name or address."""
    words, after = request.args.get("q", "").strip()[:80], request.args.get("after", "")[:320]
    found = queries.search_accounts(words, after=after)
    return render_template(
        "people/accounts.html",
        accounts=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        words=words,
    )


@bp.get("/people/<int:number>")
@requires(SECRETARIAT_RULE)
def account(number: int) -> str:
    """One account: its roles, and what can be done."""
    one = queries.account(number)
    return render_template(
        "people/account.html", account=one, secretariat=queries.is_secretariat(one)
    )


@bp.post("/people/<int:number>/<any(appoint, withdraw, close, open):step>")
@requires(SECRETARIAT_RULE)
def change_account(number: int, step: str) -> Response:
    """Appoint to or withdraw from the secretariat; close an account or open it again."""
    one = queries.account(number)
    change, done = {
        "appoint": (actions.appoint_secretariat, _("Now of the secretariat.")),
        "withdraw": (actions.withdraw_secretariat, _("No longer of the secretariat.")),
        "close": (actions.close_account, _("The account is closed, its sessions have ended.")),
        "open": (actions.open_account, _("The account is open again.")),
    }[step]
    try:
        change(actor(), one)
    except actions.LastSecretariatError:
        done = _("Nothing was changed: somebody must stay in the secretariat.")
    db.session.commit()
    flash(done)
    return redirect(url_for("people_accounts.account", number=one.id))


@bp.get("/log")
@requires(SECRETARIAT_RULE)
def network_log() -> str:
    """Everything that was done, everywhere."""
    return render_template("people/network_log.html", log=shown_log(None, request.args))
