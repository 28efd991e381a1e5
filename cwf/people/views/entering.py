"""How one goes on after showing the first factor in one of our own ways."""

from typing import Any

from flask import current_app, redirect, url_for
from flask_security import login_user
from werkzeug.wrappers import Response

from cwf.database import db
from cwf.people.queries import Account


def enter(account: Account, *, via: str, to: str | None = None) -> Response:
    """Go on as an account that has shown its first factor; commits.

    `to` is the path where it goes on; default: the account home.
    """
    plugins: Any = current_app.extensions["security"].two_factor_plugins
    if second := plugins.tf_enter(account, False, via, next_loc=to):
        db.session.commit()
        return second  # type: ignore[no-any-return]
    login_user(account, authn_via=[via])
    db.session.commit()
    return redirect(to or url_for("people.home"))
