"""The frame of a delegation's pages: the edition's, with the delegation's own menu."""

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from flask_login import current_user
from werkzeug.wrappers import Response

from cwf.delegations.queries.access import Delegation, edition_of, name_of, side_of
from cwf.delegations.queries.left import unread
from cwf.delegations.stages import Side
from cwf.editions.views.answers import Answer
from cwf.i18n import language
from cwf.registration.views.frame import around
from cwf.web.forms import Form, conflict_page

FRAME = "delegations/frame.html"


def page(template: str, delegation: Delegation, **context: Any) -> Response:
    """A page of a delegation, kept by no cache. `side` says on which side its reader stands."""
    answer = make_response(render_template(template, **surrounding(delegation), **context))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def form_page(template: str, delegation: Delegation, form: Form, **context: Any) -> Answer:
    """A page with a form: 200 when asked for, 409 over an older version, else 422."""
    if form.stale:
        frame = surrounding(delegation)
        title, back = context.pop("title", ""), request.path
        return conflict_page(form, title=title, back=back, layout=FRAME, **frame, **context)
    answer = page(template, delegation, form=form, **context)
    answer.status_code = 422 if form.is_submitted() else 200
    return answer


def surrounding(delegation: Delegation) -> dict[str, Any]:
    """What the frame takes."""
    here = edition_of(delegation)
    found = side_of(current_user, delegation.uuid)
    side, rank = found or (None, None)
    frame = around(here.slug)
    return {
        **frame,
        "here": here,
        "delegation": delegation,
        "region": name_of(delegation),
        "side": side,
        "rank": rank,
        "nav": _menu(delegation, side or Side.DELEGATION, frame),
    }


def _menu(row: Delegation, side: Side, frame: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The delegation's own menu; the number of new messages stands in it."""
    new = unread(row.id, side)
    messages = _("Messages, %(number)s", number=new) if new else _("Messages")
    home = f"/{language()}/delegations/{row.uuid}/"
    entries = [
        (_("Your delegation") if side is Side.DELEGATION else _("Delegation"), home),
        (pgettext("seats", "Places"), url_for("delegation_places.places", delegation=row.uuid)),
        (messages, url_for("delegation_messages.messages", delegation=row.uuid)),
        (_("Practical"), url_for("delegation_practical.practical", delegation=row.uuid)),
        (_("Heads"), url_for("delegation_heads.heads", delegation=row.uuid)),
        (_("History"), url_for("delegation_details.history", delegation=row.uuid)),
    ]
    programme = [(_("Programme"), frame["to"].programme(), False)] if frame["release"] else []
    return [*programme, *((label, url, url == request.path) for label, url in entries)]
