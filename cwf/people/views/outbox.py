"""The mails of a demonstration, which go nowhere; anywhere else this is no page."""

from flask import Blueprint, abort, current_app, render_template

from cwf import mail
from cwf.web.access import public

bp = Blueprint("people_outbox", __name__, url_prefix="/<lang:lang>/outbox")


@bp.before_request
def _demo_only() -> None:
    if not current_app.extensions["cwf_settings"].demo:
        abort(404)


@bp.get("")
@public
def outbox() -> str:
    """The latest mails, newest first."""
    return render_template("people/outbox.html", mails=mail.latest(100))


@bp.get("/<int:number>")
@public
def one_mail(number: int) -> str:
    """One mail as its reader would see it."""
    found = mail.one(number)
    if found is None:
        abort(404)
    return render_template("people/mail.html", mail=found)
