"""An agenda that its owner shares by a link: to be read by whoever knows it, while it is open."""

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from cwf import clock
from cwf.agendas.exports.of_another import shared_page
from cwf.agendas.queries.sharing import OF_LINK, shown_picks
from cwf.agendas.queries.sharing import by_link as opened_by
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.web.access import public
from cwf.web.signing import read
from cwf.web.templating import other_language

bp = Blueprint("shared_agendas", __name__, url_prefix="/<lang:lang>/agendas")


@bp.get("/<token>")
@public
def agenda(token: str) -> Response:
    """The agenda; 404 where the link was closed or renewed, or there is nothing to show."""
    said = read(OF_LINK, token, str, int)
    found = opened_by(*said) if said else None
    if found is None:
        raise NotFound
    shown = shown_now(current(found.edition))
    picks = shown_picks([found.id], clock.now())[found.id]
    twin = f"/{other_language()}/agendas/{token}"
    page = shared_page(shown, picks, addresses(found.edition), name=found.name, twin=twin)
    return Response(page, headers={"Cache-Control": "no-store"})
