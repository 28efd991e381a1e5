"""Units, methods, and what a target counts, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import lazy_gettext as _l

from cwf.attendance.measures import Method, Unit
from cwf.attendance.predicates import Of

UNITS = {
    Unit.PARTICIPANT: _l("Participants"),
    Unit.DELEGATE: _l("Delegates"),
    Unit.GUEST: _l("Guests"),
    Unit.VISIT: _l("Visits"),
    Unit.COUNTRY: _l("Countries"),
    Unit.REGION: _l("Regions"),
    Unit.SPEAKER: _l("Speakers"),
    Unit.SESSION: _l("Sessions"),
    Unit.KEYNOTE: _l("Keynotes"),
    Unit.VENUE: _l("Venues"),
    Unit.EXHIBITOR: _l("Exhibitors"),
    Unit.SOLUTION: _l("Solutions shown"),
    Unit.REPORTER: _l("Reporters"),
    Unit.STUDENT: _l("Students"),
    Unit.SHARE: _l("Per cent"),
}

# What one of it is, for whoever sets a target or a count.
UNITS_EXPLAINED: dict[Unit, Any] = {
    Unit.PARTICIPANT: _l("Participants: registered, counted once"),
    Unit.DELEGATE: _l("Delegates: named by a delegation"),
    Unit.GUEST: _l("Guests: whoever comes, registered or not, counted once"),
    Unit.VISIT: _l("Visits: one person on one day"),
    **{
        unit: UNITS[unit]
        for unit in Unit
        if unit not in (Unit.PARTICIPANT, Unit.DELEGATE, Unit.GUEST, Unit.VISIT, Unit.SHARE)
    },
    Unit.SHARE: _l("Per cent, such as of those who are satisfied"),
}

METHODS = {
    Method.REGISTRATIONS: _l("registrations"),
    Method.CHECK_INS: _l("check-ins"),
    Method.CLICKER: _l("counted by clicker"),
    Method.TURNSTILE: _l("turnstile"),
    Method.REPORT: _l("report"),
    Method.LINCOLN_PETERSEN: _l("estimated by capture and recapture (Lincoln–Petersen)"),
    Method.DUPLICATION: _l("estimated by a duplication factor"),
}

OFS = {
    Of.REGISTERED: _l("Who is registered and confirmed"),
    Of.ARRIVED: _l("Who checked in, each once"),
    Of.VISITS: _l("Check-ins, one for each person and day"),
    Of.COUNTRIES: _l("Countries of residence of the registered"),
    Of.REGIONS: _l("Regions whose delegations have registered members"),
    Of.COUNTED: _l("Counts without names: clickers, turnstiles, reports, estimates"),
    Of.EVERYBODY: _l(
        "Everybody: who checked in (before the forum: is registered), and who was counted"
    ),
    Of.SPEAKERS: _l("People who speak in confirmed sessions"),
    Of.SESSIONS: _l("Confirmed sessions of the programme"),
}

AXES = {
    "region": _l("Region"),
    "role": _l("Role"),
    "day": _l("Day"),
    "channel": _l("Channel"),
}
BY_AXIS = {
    "region": _l("by region"),
    "role": _l("by role"),
    "day": _l("by day"),
    "channel": _l("by channel"),
}

_AMOUNTS: Mapping[Unit, Callable[[int, str], str]] = {
    Unit.PARTICIPANT: lambda n, s: ngettext(
        "%(number)s participant", "%(number)s participants", n, number=s
    ),
    Unit.DELEGATE: lambda n, s: ngettext(
        "%(number)s delegate", "%(number)s delegates", n, number=s
    ),
    Unit.GUEST: lambda n, s: ngettext("%(number)s guest", "%(number)s guests", n, number=s),
    Unit.VISIT: lambda n, s: ngettext("%(number)s visit", "%(number)s visits", n, number=s),
    Unit.COUNTRY: lambda n, s: ngettext("%(number)s country", "%(number)s countries", n, number=s),
    Unit.REGION: lambda n, s: ngettext("%(number)s region", "%(number)s regions", n, number=s),
    Unit.SPEAKER: lambda n, s: ngettext("%(number)s speaker", "%(number)s speakers", n, number=s),
    Unit.SESSION: lambda n, s: ngettext("%(number)s session", "%(number)s sessions", n, number=s),
    Unit.KEYNOTE: lambda n, s: ngettext("%(number)s keynote", "%(number)s keynotes", n, number=s),
    Unit.VENUE: lambda n, s: ngettext("%(number)s venue", "%(number)s venues", n, number=s),
    Unit.EXHIBITOR: lambda n, s: ngettext(
        "%(number)s exhibitor", "%(number)s exhibitors", n, number=s
    ),
    Unit.SOLUTION: lambda n, s: ngettext(
        "%(number)s solution", "%(number)s solutions", n, number=s
    ),
    Unit.REPORTER: lambda n, s: ngettext(
        "%(number)s reporter", "%(number)s reporters", n, number=s
    ),
    Unit.STUDENT: lambda n, s: ngettext("%(number)s student", "%(number)s students", n, number=s),
    Unit.SHARE: lambda n, s: ngettext("%(number)s%%", "%(number)s%%", n, number=s),
}


def percent(part: float) -> str:
    """A part of one in whole per cent, as the reader's language writes it."""
    return format_percent(part, format=None)


def amount(number: float, unit: Unit, high: float | None = None) -> str:
    """A number with its unit, in the reader's language: "3,000 participants", "1,500–2,000 …"."""
    said = format_decimal(number, format="#,##0.##")
    if high is not None and high != number:
        said = f"{said}–{format_decimal(high, format='#,##0.##')}"
    last = number if high is None else high
    whole = int(last) if float(last).is_integer() else 2  # what is no whole number is several
    return _AMOUNTS[unit](whole, said)
