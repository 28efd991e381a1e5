"""Everything that is rendered when a release is published, by name.

A name is also an artefact's: "<language>/<file>". An older release, whose artefacts are no longer
kept, is rendered by the same functions.
"""

from collections.abc import Callable, Iterator

from cwf.i18n import LANGUAGES
from cwf.programme.exports import page
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.ics import selected_ics
from cwf.programme.exports.schedule_json import schedule_json
from cwf.programme.exports.schedule_xml import schedule_xml
from cwf.programme.release import Release
from cwf.programme.selection import Selection, narrow
from cwf.programme.shown import Shown
from cwf.programme.timetable import Timetable
from cwf.web.artefacts import Kept, keep
from cwf.web.calendar_blocks import blocks_of

Make = Callable[[Shown, Selection, Addresses], str | bytes]
Export = Callable[[Release, Timetable, Addresses], bytes]

HTML = "text/html; charset=utf-8"
CALENDAR = "programme.ics"
EVERYTHING = Selection()


def _data(export: Export) -> Make:
    def make(shown: Shown, selection: Selection, addresses: Addresses) -> bytes:
        release = shown.release
        return export(release, narrow(release.timetable, selection), addresses)

    return make


def _calendar(shown: Shown, selection: Selection, addresses: Addresses) -> bytes:
    """Asks for the selection itself: tombstones have to fit it, too."""
    return selected_ics(shown.release, selection, addresses)


TYPES: dict[str, tuple[str, Make]] = {
    "programme.html": (HTML, page.by_time),
    "programme.grid.html": (HTML, page.by_room),
    CALENDAR: ("text/calendar; charset=utf-8", _calendar),
    "programme.xml": ("application/xml; charset=utf-8", _data(schedule_xml)),
    "programme.json": ("application/json", _data(schedule_json)),
}


def render_all(shown: Shown, base_url: str) -> Iterator[tuple[str, Kept]]:
    """Every artefact of a release in every language of the interface, by name."""
    for language in LANGUAGES:
        for file in TYPES:
            yield f"{language}/{file}", render(file, shown, EVERYTHING, language, base_url)


def render(
    file: str,
    shown: Shown,
    selection: Selection,
    language: str,
    base_url: str,
    *,
    whole: bytes | None = None,
) -> Kept:
    """One file of the programme, whole or filtered. Deterministic: equal input, equal bytes.

    `whole` is the same file unfiltered, where it is kept: a calendar is joined from its entries.
    """
    media_type, make = TYPES[file]
    edition = shown.release.timetable.edition
    addresses = Addresses(base_url, edition.slug, language)
    if whole and file == CALENDAR:
        body: str | bytes = selected_ics(
            shown.release, selection, addresses, blocks=blocks_of(whole)
        )
    else:
        body = make(shown, selection, addresses)
    extension = file.rpartition(".")[2]
    return keep(
        body,
        media_type,
        modified=shown.release.at,
        filename=None if extension == "html" else f"cwf-{edition.slug}-{language}.{extension}",
    )
