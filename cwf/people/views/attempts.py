"""Tries to sign in are counted before they are judged, in the database; one too many is a 429.

Where the count cannot be taken nobody signs in: the database's own error answers (503).
"""

from flask import Flask, request, session
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.exceptions import TooManyRequests

from cwf.database import db
from cwf.people import actions, queries
from cwf.people.throttle import Kind

KINDS = {
    "security.login": Kind.PASSWORD,
    "security.verify": Kind.PASSWORD,
    "security.change_password": Kind.PASSWORD,
    "security.two_factor_token_validation": Kind.CODE,
    "security.two_factor_setup_validate": Kind.CODE,
    "security.mf_recovery": Kind.CODE,
    "security.wan_signin_response": Kind.PASSKEY,
    "security.wan_verify_response": Kind.PASSKEY,
    "security.forgot_password": Kind.MAIL,
    "people_link.ask_for_link": Kind.MAIL,
}


def init_app(app: Flask) -> None:
    """Count before every view that judges a try."""
    app.before_request(_count)


def _count() -> None:
    kind = KINDS.get(request.endpoint or "")
    if kind is None or request.method != "POST":
        return
    wait = actions.count_try(kind, account=_account(), address=request.remote_addr or "")
    db.session.commit()
    if wait:
        minutes = int(wait.total_seconds() // 60) + 1
        refusal = TooManyRequests(
            description=ngettext(
                "That was tried too often. Wait %(num)d minute, then try again.",
                "That was tried too often. Wait %(num)d minutes, then try again.",
                minutes,
            ),
            retry_after=int(wait.total_seconds()),
        )
        refusal.told = True  # type: ignore[attr-defined]
        raise refusal


def _account() -> str:
    """Whose account is tried: as written, as signed in, or as half signed in."""
    if email := request.form.get("email"):
        return email
    if current_user.is_authenticated:
        return str(current_user.email)
    account = queries.account_by_key(session.get("tf_user_id", ""))
    return account.email if account else ""
