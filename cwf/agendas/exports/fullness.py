"""Places in words, as every page tells them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.agendas.sign_ups import Level, Limit
from cwf.registration.places import Counts
from cwf.web.templating import clock_time, short_day


def said(level: Level, limit: Limit, counts: Counts, zone: ZoneInfo) -> str:
    """How full a slot is: "12 of 50 places left", "Full, 6 waiting"."""
    match level:
        case Level.SOON if limit.opens:
            return _("Sign-up opens %(at)s", at=on_wall(limit.opens, zone))
        case Level.FULL:
            return _full(counts)
        case Level.CLOSED:
            return _("Sign-up is closed")
    if counts.capacity is None or counts.free is None:
        return _("Sign-up needed")
    left = ngettext(
        "%(num)s of %(all)s places left",
        "%(num)s of %(all)s places left",
        counts.free,
        all=counts.capacity,
    )
    return _("Filling, %(left)s", left=left) if level is Level.FILLING else str(left)


def _full(counts: Counts) -> str:
    parts = [_("Full for now") if counts.held or counts.offered else _("Full")]
    if counts.held:
        parts.append(ngettext("%(num)s place held back", "%(num)s places held back", counts.held))
    if counts.waiting:
        parts.append(ngettext("%(num)s waiting", "%(num)s waiting", counts.waiting))
    return ", ".join(map(str, parts))


def on_wall(at: datetime, zone: ZoneInfo) -> str:
    """Day and hour on the edition's clock, in short: "Wed 1 Nov, 10:00"."""
    return f"{short_day(at.astimezone(zone).date())}, {clock_time(at, zone)}"
