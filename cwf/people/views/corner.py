"""The corner of the header that knows who is signed in, fetched into pages that do not."""

from flask import Blueprint, Response, make_response, render_template
from flask_login import current_user

from cwf.people.views.tracking import unmark
from cwf.web.access import public

bp = Blueprint("people_corner", __name__, url_prefix="/<lang:lang>/account")


@bp.get("/corner")
@public
def corner() -> Response:
    """Name, the way to what one manages, and the way out; 204 to a stranger."""
    if not current_user.is_authenticated:
        response = unmark(Response(status=204))
    else:
        # who leads a delegation has a role, too, but nothing on the organisers' pages
        manages = any(held.path.startswith("/manage/") for held in current_user.held_roles())
        response = make_response(
            render_template("people/_corner.html", account=current_user, manages=manages)
        )
    response.headers["Cache-Control"] = "no-store"
    return response
