"""An agenda as a calendar file, made of a release and picks."""

from collections.abc import Iterable
from dataclasses import replace

from flask_babel import gettext as _

from cwf.agendas.picks import FIRM, Pick
from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.calendar_entries import entry, tombstone
from cwf.programme.exports.ics import programme_ics
from cwf.programme.exports.labels import Labels
from cwf.programme.release import Release
from cwf.web.calendars import event_block


def agenda_ics(release: Release, picks: Iterable[Pick], addresses: Addresses) -> bytes:
    """The calendar of picks: a wish leaves its time free (TRANSPARENT, RFC 5545 §3.8.2.7).

    Identities are those of the programme's own calendar, so that both may stand in one.
    """
    holds = {pick.slot: pick.hold for pick in picks}
    view = replace(
        release.timetable,
        slots=tuple(slot for slot in release.timetable.slots if slot.uuid in holds),
    )
    gone = tuple(one for one in release.gone if one.uuid in holds)
    numbers = [*(slot.id for slot in view.slots), *(one.id for one in gone)]
    zone = view.edition.zone
    with speaking(addresses.language):
        labels = Labels(release.timetable, addresses.language)
        blocks = {
            str(one.uuid): event_block(tombstone(release, one, labels, addresses), zone=zone)
            for one in gone
        }
        for slot in view.slots:
            made = entry(release, slot, labels, addresses)
            free = made.transparent or holds[slot.uuid] not in FIRM
            blocks[made.uid] = event_block(replace(made, transparent=free), zone=zone)
        name = _("my agenda")
    return programme_ics(
        release,
        view,
        addresses,
        gone=gone,
        source=addresses.agenda(".ics", numbers),
        page=addresses.agenda(slots=numbers),
        name=name,
        blocks=blocks,
    )
