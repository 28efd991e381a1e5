"""Of which delegations tickets are still to be handed out, for organisers."""

from flask import Blueprint, render_template
from flask_login import current_user

from cwf import clock
from cwf.attendance.queries.ticket_sheets import parties_of
from cwf.attendance.queries.tickets import coming
from cwf.editions.queries import KEEP_REGISTRATIONS, edition_in_reach
from cwf.web.access import requires
from cwf.web.templating import own_text

bp = Blueprint(
    "attendance_ticket_parties",
    __name__,
    url_prefix="/<lang:lang>/manage/editions/<edition>/attendance/tickets",
)


@bp.get("/")
@requires(KEEP_REGISTRATIONS)
def parties(edition: str) -> str:
    """Each delegation with how many come and how many have no address, by name."""
    here = edition_in_reach(current_user, edition)
    return render_template(
        "attendance/ticket_parties.html",
        edition=here,
        open=coming(here, clock.now()),
        rows=sorted(parties_of(here), key=lambda one: own_text(one.name).casefold()),
    )
