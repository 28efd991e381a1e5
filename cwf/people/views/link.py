"""Signing in by a link in a mail, without a password.

The link is signed, good for an hour and until the next sign-in, so it works once. Opening it only
shows a button: programs that read mail open links, too. A second factor is asked for as ever.
"""

from datetime import timedelta

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from cwf import clock, jobs, mail
from cwf.database import db
from cwf.people import queries
from cwf.people.forms import LinkForm
from cwf.people.queries import Account
from cwf.people.views.entering import enter
from cwf.web.access import public

GOOD_FOR = timedelta(hours=1)

bp = Blueprint("people_link", __name__, url_prefix="/<lang:lang>/account/link")


@bp.route("", methods=["GET", "POST"])
@public
def ask_for_link() -> str:
    """Ask for a link; the answer is the same whether there is such an account or not."""
    form = LinkForm()
    asked = form.validate_on_submit()
    if asked:
        account = queries.account_by_email(form.email.data or "")
        if account and account.active:
            _send(account)
    return render_template("people/ask_for_link.html", form=form, asked=asked)


@bp.route("/<token>", methods=["GET", "POST"])
@public
def follow_link(token: str) -> Response | str | tuple[str, int]:
    """Sign in by a link, at the press of its button."""
    if current_user.is_authenticated:
        return redirect(url_for("people.home"))
    account = _account(token)
    if account is None:
        return render_template("people/link_spent.html"), 410
    if request.method == "GET":
        return render_template("people/follow_link.html", account=account, token=token)
    return enter(account, via="email")


def _send(account: Account) -> None:
    token = _serializer().dumps([account.fs_uniquifier, queries.latest_sign_in(account)])
    mail.queue_text(
        key=f"sign_in_link:{account.id}:{clock.now().timestamp():.0f}",
        recipient=account.email,
        language=account.language,
        template="sign_in_link",
        account=account,
        token=token,
    )
    db.session.commit()
    jobs.nudge("mail")


def _account(token: str) -> Account | None:
    try:
        key, latest = _serializer().loads(token, max_age=int(GOOD_FOR.total_seconds()))
    except (BadSignature, ValueError):
        return None
    account = queries.account_by_key(key)
    if account is None or queries.latest_sign_in(account) != latest:
        return None
    return account


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="sign-in-link")
