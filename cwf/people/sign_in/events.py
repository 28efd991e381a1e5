"""What happens at sign-in, as Flask-Security tells it, for the audit log.

Each is told before the view commits, so an entry stands or falls with what it tells.
"""

from typing import Any

from flask import Flask, session
from flask_security import (
    password_changed,
    password_reset,
    tf_code_confirmed,
    tf_disabled,
    tf_profile_changed,
    user_authenticated,
    wan_deleted,
)
from flask_security.signals import wan_registered

from cwf.people import actions
from cwf.people.models import Account
from cwf.people.views import tracking


def connect(app: Flask) -> None:
    """Listen, for this application only."""
    for signal, listener in (
        (user_authenticated, _signed_in),
        (password_changed, _password_changed),
        (password_reset, _password_reset),
        (tf_code_confirmed, _code_confirmed),
        (tf_profile_changed, _factor_set),
        (tf_disabled, _factor_off),
        (wan_registered, _passkey_added),
        (wan_deleted, _passkey_removed),
    ):
        signal.connect(listener, sender=app)


def _signed_in(app: Flask, *, user: Account, authn_via: list[str] | None, **more: Any) -> None:
    tracking.begin(user)
    if authn_via != ["change"]:  # the password was changed: the same person goes on
        via = authn_via or ["second factor"]
        actions.record_own(user, "account.sign_in", after={"via": ", ".join(via)})


def _password_changed(app: Flask, *, user: Account, **more: Any) -> None:
    actions.end_all_sign_ins(user, but=session.get("sign_in"))
    actions.record_own(user, "account.password_change")


def _password_reset(app: Flask, *, user: Account, **more: Any) -> None:
    actions.end_all_sign_ins(user)
    actions.record_own(user, "account.password_reset")


def _code_confirmed(app: Flask, *, user: Account, method: str, **more: Any) -> None:
    if session.get("tf_state") == "validating_profile":  # set up while signing in
        actions.record_own(user, "account.factor_set", after={"factor": method})


def _factor_set(app: Flask, *, user: Account, method: str, **more: Any) -> None:
    actions.record_own(user, "account.factor_set", after={"factor": method})


def _factor_off(app: Flask, *, user: Account, **more: Any) -> None:
    actions.record_own(user, "account.factor_off")


def _passkey_added(app: Flask, *, user: Account, name: str, **more: Any) -> None:
    actions.record_own(user, "account.passkey_add", after={"passkey": name})


def _passkey_removed(app: Flask, *, user: Account, name: str, **more: Any) -> None:
    actions.record_own(user, "account.passkey_remove", before={"passkey": name})
