"""What agendas say in words: lengths, free time, ways, overlaps, and how a pick is held."""

from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.agendas.agenda import Agenda, Clash, Entry, Gap, Walk
from cwf.agendas.picks import Hold
from cwf.programme.exports.labels import Labels
from cwf.registration.places import Held


def length(minutes: int) -> str:
    """Minutes as read: "45 min", "2 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    if not rest:
        return _("%(hours)s h", hours=hours)
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)


def gap(found: Gap, labels: Labels) -> str:
    """Time in which nothing is picked; where it begins is said only if it is known."""
    if not found.sure:
        return _("Nothing else until %(time)s.", time=labels.hour(found.ends))
    return _(
        "Free %(span)s, %(length)s.",
        span=span(found.starts, found.ends, labels),
        length=length(found.minutes),
    )


def walk(found: Walk, agenda: Agenda, labels: Labels) -> str:
    """How long the way is, and what there is for it where that is too little.

    Whence one comes is said where that is not the entry that stands above.
    """
    here, there = (_house(agenda.entry[uuid], labels) for uuid in (found.after, found.before))
    if _above(agenda, found) == found.after:
        way = ngettext(
            "%(num)s minute on foot to %(place)s.",
            "%(num)s minutes on foot to %(place)s.",
            found.minutes,
            place=there,
        )
    else:
        way = ngettext(
            "%(num)s minute on foot from %(here)s to %(place)s.",
            "%(num)s minutes on foot from %(here)s to %(place)s.",
            found.minutes,
            here=here,
            place=there,
        )
    if found.enough is not False:
        return way
    if not found.spare:
        return f"{way} " + _("There is no time for it.")
    return f"{way} " + ngettext(
        "There is %(num)s minute for it.",
        "There are %(num)s minutes for it.",
        found.spare,
    )


def _house(entry: Entry, labels: Labels) -> str:
    return labels.text(entry.venue.name) if entry.venue else ""


def _above(agenda: Agenda, found: Walk) -> UUID:
    order = [entry.uuid for entry in agenda.entries if entry.on]
    return order[order.index(found.before) - 1]


def clash(found: Clash, agenda: Agenda, labels: Labels) -> str:
    """With what the later of two overlaps, and when."""
    title = labels.text(agenda.entry[found.one].title)
    if not found.minutes:
        return _("“%(title)s” still goes on then.", title=title)
    shared = span(found.starts, found.ends, labels)
    return _("Overlaps with “%(title)s”, %(span)s.", title=title, span=shared)


def held(entry: Entry, claim: Held | None, labels: Labels) -> str:
    """What a pick is beyond a wish: a place, a wait, an offer, a duty; "" for a wish."""
    if entry.hold is Hold.DUTY:
        return _("Compulsory")
    if entry.hold is Hold.PLACE:
        return _("You have a place")
    if entry.hold is Hold.WAITING:
        if claim is None or claim.position is None:
            return _("On the waiting list")
        return _("No. %(number)s on the waiting list", number=claim.position)
    if entry.hold is Hold.OFFERED:
        if claim is None or claim.expires is None:
            return _("A place is offered to you")
        return _("A place is yours if you take it by %(when)s", when=labels.moment(claim.expires))
    return ""


def span(starts: datetime, ends: datetime, labels: Labels) -> str:
    """From one hour to another on the edition's clock."""
    return f"{labels.hour(starts)}–{labels.hour(ends)}"
