"""A delegation's booklet: who is in it, and the file, in the language that is asked for."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound, UnprocessableEntity
from werkzeug.wrappers import Response

from cwf import clock
from cwf.agendas.actions.papers import Wish
from cwf.agendas.papers import Sheet, seal
from cwf.agendas.queries.papers import paper_of
from cwf.agendas.views.papers import A_MINUTE, sent, waiting, wanted
from cwf.delegations.booklet import BOOKLET
from cwf.delegations.queries.access import LEADS, delegation_in_reach
from cwf.delegations.queries.booklet import booklet_of
from cwf.delegations.queries.guests import guests
from cwf.delegations.views.frame import page
from cwf.i18n import LANGUAGES
from cwf.web.access import requires
from cwf.web.limits import count

bp = Blueprint("booklet", __name__, url_prefix="/<lang:lang>/delegations/<uuid:delegation>/booklet")


@bp.get("/")
@requires(LEADS)
def booklet(delegation: UUID) -> Response:
    """Who is named in it and who is not; and to have it made."""
    row = delegation_in_reach(current_user, delegation)
    who = guests(row.edition_id, row.id)
    return page(
        "delegations/booklet.html",
        row,
        named=sum(bool(one.said.listed) for one in who),
        unnamed=[one for one in who if not one.said.listed],
    )


@bp.post("/papers")
@requires(LEADS)
def want_paper(delegation: UUID) -> Response:
    """Have it made, in the language `language`."""
    row, spoken = delegation_in_reach(current_user, delegation), request.form.get("language")
    if spoken not in LANGUAGES:
        raise UnprocessableEntity
    made = booklet_of(row)
    number = made.release.number if made.release else None
    count("papers", A_MINUTE)
    wish = Wish(
        edition_id=row.edition_id,
        kind=BOOKLET,
        size="a5",
        language=spoken,
        seal=seal(replace(made, release=None), number, spoken),
        subject=row.uuid,
    )
    paper = wanted(wish)
    return redirect(url_for(".paper", delegation=delegation, paper=paper), 303)


@bp.get("/papers/<uuid:paper>")
@requires(LEADS)
def paper(delegation: UUID, paper: UUID) -> Response:
    """It is being prepared; when it is there, on to it."""
    sheet = _sheet(delegation, paper)
    file = url_for(".paper_file", delegation=delegation, paper=paper)
    return waiting(sheet, file, back=url_for(".booklet", delegation=delegation))


@bp.get("/papers/<uuid:paper>.pdf")
@requires(LEADS)
def paper_file(delegation: UUID, paper: UUID) -> Response:
    """The booklet."""
    return sent(_sheet(delegation, paper), "delegation.pdf")


def _sheet(delegation: UUID, paper: UUID) -> Sheet:
    row = delegation_in_reach(current_user, delegation)
    found = paper_of(row.edition_id, BOOKLET, row.uuid, paper, clock.now())
    if found is None:
        raise NotFound
    return found
