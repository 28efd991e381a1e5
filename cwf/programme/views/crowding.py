"""Who would be over in a smaller room: told before it is saved, asked about, and nobody dropped.

Other slices know who has a place: `cwf_over` holds functions of the edition's id, the seats that
slots would have (by UUID) and the instant, each a list of Over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from cwf import clock
from cwf.editions.queries import staff_role
from cwf.editions.roles import Capability, may
from cwf.i18n import language
from cwf.programme.conflicts import capacity
from cwf.programme.exports.labels import Labels
from cwf.programme.over import Over
from cwf.programme.timetable import Slot, Timetable

SURE = "over"  # the tick that says it is meant


@dataclass(frozen=True, kw_only=True)
class Crowded:
    """A slot with too few seats, in words; names are for those who run the edition."""

    sentence: str
    names: str


def crowded(here: Any, before: Timetable, after: Timetable, slots: Iterable[Slot]) -> list[Crowded]:
    """The slots, as they would be, that lose seats and have more people than seats then."""
    stood = {slot.uuid: capacity(slot, before) for slot in before.slots}
    seats = {}
    for slot in slots:
        there, here_now = capacity(slot, after), stood.get(slot.uuid)
        if there is not None and slot.uuid in stood and (here_now is None or there < here_now):
            seats[slot.uuid] = there
    if not seats:
        return []
    asks = current_app.extensions["cwf_over"]
    labels = Labels(after, language())
    named = may(staff_role(current_user, here.slug), Capability.RUN)
    by_uuid = {slot.uuid: slot for slot in slots}
    return [
        _told(over, labels, by_uuid[over.slot], named=named)
        for ask in asks
        for over in ask(here.id, seats, clock.now())
    ]


def meant() -> bool:
    """Whether the form says that it is meant all the same."""
    return request.form.get(SURE) == "1"


def _told(over: Over, labels: Labels, slot: Slot, *, named: bool) -> Crowded:
    title = labels.text(labels.timetable.session[slot.session].title)
    sentence = ngettext(
        "%(num)s person with a place in %(title)s would be over: %(taken)s have one, %(seats)s"
        " fit in.",
        "%(num)s people with a place in %(title)s would be over: %(taken)s have one, %(seats)s"
        " fit in.",
        over.number,
        title=title,
        taken=over.taken,
        seats=over.seats,
    )
    names = _("Who came last: %(names)s.", names=", ".join(over.names)) if named else ""
    return Crowded(sentence=sentence, names=names)
