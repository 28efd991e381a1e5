"""Tickets on paper, to be handed out: of a delegation by its heads and its host."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound, UnprocessableEntity
from werkzeug.wrappers import Response

from cwf import clock
from cwf.agendas.actions.papers import Wish
from cwf.agendas.papers import Sheet, seal
from cwf.agendas.queries.papers import paper_of
from cwf.agendas.views.papers import A_MINUTE, sent, size_asked, waiting, wanted
from cwf.attendance.actions.tickets import hand_out
from cwf.attendance.passes import EVERYBODY, TICKETS
from cwf.attendance.queries.ticket_sheets import holders, passes_of
from cwf.attendance.queries.tickets import coming
from cwf.database import db, will_write
from cwf.delegations.parts import DelegationPart
from cwf.delegations.queries.access import LEADS, Delegation, delegation_in_reach, edition_of
from cwf.delegations.views.frame import page
from cwf.i18n import language
from cwf.people.sign_in import actor
from cwf.web.access import requires
from cwf.web.limits import count

bp = Blueprint(
    "attendance_ticket_sheets",
    __name__,
    url_prefix="/<lang:lang>/delegations/<uuid:delegation>/tickets",
)


def part(row: Delegation) -> DelegationPart | None:
    """The section of tickets to hand out (the registry `cwf_delegation_parts`)."""
    if not coming(edition_of(row), clock.now()):
        return None
    everybody = holders(row.id, everybody=True)
    if not everybody:
        return None
    silent = sum(one.email is None for one in everybody)
    return DelegationPart(template="attendance/_delegation_tickets.html", data={"silent": silent})


@bp.get("/")
@requires(LEADS)
def tickets(delegation: UUID) -> Response:
    """Who has no address to which a ticket could go; and to have them made."""
    row = delegation_in_reach(current_user, delegation)
    everybody = holders(row.id, everybody=True)
    return page(
        "attendance/ticket_sheets.html",
        row,
        open=coming(edition_of(row), clock.now()),
        number=len(everybody),
        silent=[one for one in everybody if one.email is None],
    )


@bp.post("/papers")
@requires(LEADS)
def want_paper(delegation: UUID) -> Response:
    """Have them made on the paper `size`: of `whose` all, or "" of those without an address."""
    row, whose = delegation_in_reach(current_user, delegation), request.form.get("whose", "")
    size = size_asked()
    if whose not in ("", EVERYBODY):
        raise UnprocessableEntity
    if not coming(edition_of(row), clock.now()):
        raise NotFound
    count("papers", A_MINUTE)
    will_write()
    row = delegation_in_reach(current_user, delegation)
    rows = holders(row.id, everybody=whose == EVERYBODY)
    if not rows:
        raise UnprocessableEntity
    hand_out(rows, row, at=clock.now(), actor=actor())
    db.session.commit()
    passes = passes_of(row, everybody=whose == EVERYBODY)
    wish = Wish(
        edition_id=row.edition_id,
        kind=TICKETS,
        size=size,
        language=language(),
        seal=seal(passes, whose, size, language()),
        subject=row.uuid,
        picks=whose,
    )
    return redirect(url_for(".paper", delegation=delegation, paper=wanted(wish)), 303)


@bp.get("/papers/<uuid:paper>")
@requires(LEADS)
def paper(delegation: UUID, paper: UUID) -> Response:
    """They are being prepared; when they are there, on to them."""
    file = url_for(".paper_file", delegation=delegation, paper=paper)
    return waiting(_sheet(delegation, paper), file, back=url_for(".tickets", delegation=delegation))


@bp.get("/papers/<uuid:paper>.pdf")
@requires(LEADS)
def paper_file(delegation: UUID, paper: UUID) -> Response:
    """The tickets."""
    return sent(_sheet(delegation, paper), "tickets.pdf")


def _sheet(delegation: UUID, paper: UUID) -> Sheet:
    row = delegation_in_reach(current_user, delegation)
    found = paper_of(row.edition_id, TICKETS, row.uuid, paper, clock.now())
    if found is None:
        raise NotFound
    return found
