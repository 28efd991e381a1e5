"""What the worker makes of tickets and reports that are wanted as files (the job `papers`)."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import current_app
from werkzeug.exceptions import NotFound

from cwf.agendas.actions.papers import Wish
from cwf.agendas.queries.slots import released
from cwf.attendance.exports.report_sheet import Stood, report_sheet
from cwf.attendance.exports.report_told import tell
from cwf.attendance.exports.ticket import ticket_document
from cwf.attendance.exports.ticket_sheet import tickets_document
from cwf.attendance.forms.reported import words_of
from cwf.attendance.passes import EVERYBODY, TICKET, TICKETS, Bundle
from cwf.attendance.queries.choices import choices_of
from cwf.attendance.queries.report import edition_by_id, report_of
from cwf.attendance.queries.ticket_sheets import passes_of
from cwf.attendance.queries.tickets import pass_by_uuid
from cwf.attendance.report import REPORT
from cwf.delegations.queries.access import edition_of, name_of
from cwf.delegations.queries.lists import scope_of
from cwf.i18n import speaking
from cwf.registration.forms.words import CATEGORIES
from cwf.web.documents import Document


def make_ticket(wish: Wish, at: datetime) -> Document:
    """A ticket as it stands; raises NotFound where it admits nobody any more."""
    found = pass_by_uuid(wish.subject) if wish.subject else None
    if found is None:
        raise NotFound
    with speaking(wish.language):
        words = str(CATEGORIES[found.category])
    return ticket_document(
        found,
        released(wish.edition_id),
        language=wish.language,
        paper=wish.size,
        words=words,
        at=at,
    )


def make_report(wish: Wish, at: datetime) -> Document:
    """The attendance report of an edition as it stands."""
    edition = edition_by_id(wish.edition_id)
    with speaking(wish.language):
        told = tell(report_of(edition, at=at), words_of(choices_of(edition)))
    today = at.astimezone(ZoneInfo(edition.zone)).date()
    base = current_app.extensions["cwf_settings"].base_url.rstrip("/")
    live = f"{base}/{wish.language}/manage/editions/{edition.slug}/attendance/report"
    stood = Stood(at=at, zone=edition.zone, today=today, starts=edition.starts, live=live)
    return report_sheet(told, stood, language=wish.language, paper=wish.size)


def make_tickets(wish: Wish, at: datetime) -> Document:
    """Tickets of a delegation to be handed out; raises NotFound where it is gone, or nobody is."""
    row = scope_of(wish.edition_id, wish.subject).delegation
    passes = passes_of(row, everybody=wish.picks == EVERYBODY) if row else ()
    if row is None or not passes:
        raise NotFound
    told = Bundle(whose=name_of(row), passes=passes, at=at, zone=edition_of(row).zone)
    with speaking(wish.language):
        words = {one.category: str(CATEGORIES[one.category]) for one in passes}
    return tickets_document(
        told, released(wish.edition_id), language=wish.language, words=words, paper=wish.size
    )


MAKERS: dict[str, Callable[[Wish, datetime], Document]] = {
    TICKET: make_ticket,
    TICKETS: make_tickets,
    REPORT: make_report,
}
