"""One's own ticket, behind the personal link: to show, to print, to renew."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound, UnprocessableEntity
from werkzeug.wrappers import Response as AnyResponse

from cwf import clock, jobs
from cwf.agendas.actions.papers import Wish
from cwf.agendas.papers import Sheet, seal
from cwf.agendas.queries.papers import paper_of
from cwf.agendas.views.papers import A_MINUTE, sent, waiting, wanted
from cwf.attendance.actions import tickets as actions
from cwf.attendance.exports.ticket import drawn, svg
from cwf.attendance.passes import SIZES, TICKET
from cwf.attendance.queries import tickets as queries
from cwf.attendance.queries.tickets import Ticket
from cwf.database import db, will_write
from cwf.editions.views.answers import Answer, see, takes
from cwf.i18n import language
from cwf.people.parts import AccountPart
from cwf.people.queries import Account
from cwf.registration.actions.letters import own_token
from cwf.registration.categories import Standing
from cwf.registration.forms.registration import PlainForm
from cwf.registration.forms.words import CATEGORIES
from cwf.registration.parts import OwnPart
from cwf.registration.queries.participants import Edition, Participant, edition_of
from cwf.registration.views.frame import page
from cwf.registration.views.personal import answer_wrong_links, link_actor, opened_row
from cwf.web.access import public
from cwf.web.limits import count

bp = Blueprint("attendance_tickets", __name__, url_prefix="/<lang:lang>/registration/<token>")
answer_wrong_links(bp)


def part(row: Participant) -> OwnPart | None:
    """The section of who has a ticket (the registry `cwf_own_parts`)."""
    if row.standing != Standing.CONFIRMED or not queries.coming(edition_of(row), clock.now()):
        return None
    return OwnPart(template="attendance/_own.html")


def my_tickets(account: Account) -> AccountPart | None:
    """The tickets of an account's person, on the account home (the registry of parts)."""
    found = queries.held_by(account, clock.now())
    if not found:
        return None
    data = {"tickets": [(row, edition, own_token(row)) for row, edition in found]}
    return AccountPart(template="attendance/_mine.html", data=data)


@bp.get("/ticket")
@public
def ticket(token: str) -> Answer:
    """The code, to be shown at the door."""
    _row, here, kept = _opened(token)
    told = queries.pass_of(kept)
    size, path = drawn(told.code)
    return page(
        "attendance/ticket.html", here.slug, here=here, token=token, ticket=told,
        size=size, path=path, words=CATEGORIES[told.category], form=PlainForm(),
    )  # fmt: skip


@bp.get("/ticket.svg")
@public
def squares(token: str) -> Response:
    """The code alone, as a file."""
    _row, here, kept = _opened(token)
    answer = Response(svg(queries.pass_of(kept)), content_type="image/svg+xml")
    name = f"ticket-{here.slug}.svg"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/ticket.pdf")
@public
def want_paper(token: str) -> AnyResponse:
    """Have it made as a PDF, of `size` a4 or phone."""
    _row, here, kept = _opened(token)
    size = request.form.get("size", SIZES[0])
    if size not in SIZES:
        raise UnprocessableEntity
    count("papers", A_MINUTE)
    wish = Wish(
        edition_id=here.id,
        kind=TICKET,
        size=size,
        language=language(),
        seal=seal(queries.pass_of(kept), size, language()),
        subject=kept.uuid,
    )
    return redirect(url_for(".paper", token=token, uuid=wanted(wish)), 303)


@bp.get("/ticket/papers/<uuid:uuid>")
@public
def paper(token: str, uuid: UUID) -> AnyResponse:
    """It is being prepared; when it is there, on to it."""
    file = url_for(".paper_file", token=token, uuid=uuid)
    return waiting(_sheet(token, uuid), file, back=url_for(".ticket", token=token))


@bp.get("/ticket/papers/<uuid:uuid>.pdf")
@public
def paper_file(token: str, uuid: UUID) -> AnyResponse:
    """The ticket as a PDF."""
    return sent(_sheet(token, uuid), "ticket.pdf")


@bp.post("/ticket/renewal")
@public
def renewal(token: str) -> Answer:
    """A new code; all earlier ones end."""
    row, _here, _kept = _opened(token)
    if takes(PlainForm()):
        kept = queries.ticket_of(row.id, lock=True)
        if kept is not None:
            actions.renew(kept, actor=link_actor(row))
        db.session.commit()
        jobs.nudge("tickets")
        flash(_("This is your new ticket. The earlier one does not hold any more."))
    return see(url_for(".ticket", token=token))


def _opened(token: str) -> tuple[Participant, Edition, Ticket]:
    """Whose link it is, with the ticket; raises NotFound where there is none to have."""
    row, here = opened_row(token)
    if row.standing != Standing.CONFIRMED or not queries.coming(here, clock.now()):
        raise NotFound
    kept = queries.ticket_of(row.id)
    if kept is None:
        will_write()
        row, here = opened_row(token)
        kept = actions.ticket_for(row, clock.now())
        db.session.commit()
    return row, here, kept


def _sheet(token: str, uuid: UUID) -> Sheet:
    _row, here, kept = _opened(token)
    found = paper_of(here.id, TICKET, kept.uuid, uuid, clock.now())
    if found is None:
        raise NotFound
    return found
