"""The places of limited slots, for the one live fragment of an edition."""

from flask_babel import gettext as _

from cwf import clock
from cwf.agendas.exports.fullness import said
from cwf.agendas.queries.sign_ups import limits_of
from cwf.agendas.sign_ups import FOR_GOOD, Level, barred, level
from cwf.programme.live import Alive
from cwf.programme.timetable import Timetable
from cwf.registration.queries.places import counts

KINDS = {Level.FILLING: "warn", Level.FULL: "ink"}
ICONS = {Level.SOON: "clock", Level.FILLING: "clock"}


def places_now(edition_id: int, timetable: Timetable) -> list[Alive]:
    """How full each limited slot of a release is that is to come, and what one holds in words.

    Three statements, however many slots there are; one where none is limited.
    """
    at = clock.now()
    limits = [
        limit
        for limit in limits_of(edition_id).values()
        if barred(limit, timetable, at) not in FOR_GOOD
    ]
    if not limits:
        return []
    counted = counts([limit.root_id for limit in limits], at)
    number = {slot.uuid: slot.id for slot in timetable.slots}
    lines = []
    for limit in sorted(limits, key=lambda one: one.slot):
        filled = level(limit, counted[limit.root_id], at)
        lines.append(
            Alive(
                name=str(number[limit.slot]),
                text=said(filled, limit, counted[limit.root_id], timetable.zone),
                kind=KINDS.get(filled, ""),
                icon=ICONS.get(filled, ""),
                data={"level": filled},
            )
        )
    return [_words(), *lines]


def _words() -> Alive:
    """What scripts say of what one holds, and on their buttons."""
    return Alive(
        name="words",
        text="",
        data={
            "place": _("You have a place"),
            "waiting": _("You wait for a place"),
            "offered": _("A place is offered to you"),
            "duty": _("Compulsory for you"),
            "free": _("Sign up"),
            "filling": _("Sign up"),
            "full": _("Join waiting list"),
            "other": _("About signing up"),
        },
    )
