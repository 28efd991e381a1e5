"""Sessions as rows: one begins, is in use, ends; and the marker by which public pages know."""

from datetime import timedelta
from typing import Any

from flask import Flask, Response, after_this_request, request, session
from flask_login import user_logged_out
from flask_security.utils import set_request_attr
from sqlalchemy.exc import SQLAlchemyError

from cwf import clock
from cwf.database import db, will_write
from cwf.people import actions, queries
from cwf.people.client import shortened
from cwf.people.queries import Account

MARKER = "cwf_in"
SEEN_EVERY = timedelta(minutes=10)


def init_app(app: Flask) -> None:
    """Load accounts by their session rows; listen for the end."""
    app.extensions["security"].login_manager.user_loader(load)
    user_logged_out.connect(_end, sender=app)


def load(key: str) -> Account | None:
    """The account of the present session cookie; None if it has ended."""
    found = queries.signed_in_account(key, session.get("sign_in", ""))
    if found is None:
        return None
    account, sign_in = found
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    _note_seen(sign_in)
    return account


def begin(account: Account) -> None:
    """A session begins in this browser: its row, its key in the cookie, the marker."""
    client = shortened(request.user_agent.string)
    session["sign_in"] = actions.begin_sign_in(account, client=client)
    session.permanent = session.pop("_remember", None) == "set"
    actions.forget_tries(account)
    days = session.permanent and queries.IDLE_FOR

    @after_this_request
    def mark(response: Response) -> Response:
        response.set_cookie(
            MARKER, "1", max_age=days or None, samesite="Lax", secure=request.is_secure
        )
        return response


def unmark(response: Response) -> Response:
    """Take the marker away."""
    if MARKER in request.cookies:
        response.delete_cookie(MARKER, samesite="Lax")
    return response


def _end(app: Flask, **more: Any) -> None:
    key = session.pop("sign_in", None)
    session.permanent = False

    @after_this_request
    def close(response: Response) -> Response:
        if key:
            actions.end_sign_in(key)
            db.session.commit()
        return unmark(response)


def _note_seen(sign_in: Any) -> None:
    if clock.now() - sign_in.seen < SEEN_EVERY:
        return
    sign_in_id = sign_in.id

    @after_this_request
    def note(response: Response) -> Response:
        will_write()
        try:
            actions.see_sign_in(sign_in_id)
            db.session.commit()
        except SQLAlchemyError:  # the page is worth more than the note
            db.session.rollback()
        return response
