"""Another's agenda as a page to read: what was picked, and what of it is firm."""

from dataclasses import replace

from flask_babel import gettext as _

from cwf.agendas.exports.page import Page, page_of
from cwf.agendas.picks import Hold, Pick
from cwf.i18n import speaking
from cwf.programme.exports import frame
from cwf.programme.exports.addresses import Addresses
from cwf.programme.shown import Shown


def shared_page(
    shown: Shown, picks: tuple[Pick, ...], addresses: Addresses, *, name: str, twin: str
) -> str:
    """The page; `name` is the owner's, `twin` its address in the other language."""
    with speaking(addresses.language):
        page = _told(page_of(shown, picks, addresses))
    return frame.render(
        "agendas/of_another.html",
        addresses,
        shown.release.timetable.edition,
        current="",
        path="",
        release=shown.release,
        page=page,
        name=name,
        twin=twin,
    )


def _told(page: Page) -> Page:
    """Holds in the third person."""
    return replace(
        page,
        days=tuple(
            replace(
                day,
                lines=tuple(
                    replace(line, held=_("Has a place")) if line.entry.hold is Hold.PLACE else line
                    for line in day.lines
                ),
            )
            for day in page.days
        ),
    )
