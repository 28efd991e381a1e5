"""What a door says of a scan, in the reader's language."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.attendance.checking import Entry, Outcome, Refusal, State
from cwf.web.templating import clock_time

REFUSALS = {
    Refusal.UNKNOWN: _l("This is no ticket of ours."),
    Refusal.RENEWED: _l("This ticket was replaced by a newer one. Ask for that, or find the name."),
    Refusal.OTHER_EDITION: _l("This ticket is for another forum."),
    Refusal.NOT_CONFIRMED: _l("The registration is not confirmed."),
    Refusal.CANCELLED: _l("The registration was cancelled."),
    Refusal.NO_PLACE: _l("No place in this session."),
    Refusal.NOT_TODAY: _l("The forum is not open on this day."),
    Refusal.TAKEN_BACK: _l("This check-in was taken back. Scan once more to check in again."),
    Refusal.KEY_USED: _l("Something went wrong. Scan once more."),
}


def said(outcome: Outcome, zone: str) -> str:
    """One sentence: that they are in, since when they are, or why not."""
    if outcome.refusal is not None:
        return str(REFUSALS[outcome.refusal])
    if outcome.state is State.ENTERED:
        return _("Welcome.")
    assert outcome.entry is not None
    return first(outcome.entry, zone)


def first(entry: Entry, zone: str) -> str:
    """When and where somebody came first."""
    when = clock_time(entry.at, zone)
    if entry.station:
        return _("Came in at %(time)s already: %(station)s.", time=when, station=entry.station)
    if entry.by:
        return _("Came in at %(time)s already: entered by %(name)s.", time=when, name=entry.by)
    return _("Came in at %(time)s already.", time=when)
