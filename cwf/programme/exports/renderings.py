"""Everything that is rendered when a release is published, by name.

A name is also an artefact's: "<language>/<file>", or "<file>" where it is the same in every
language. An older release, whose artefacts are no longer kept, is rendered by the same functions.
"""

from collections.abc import Callable, Iterator

from cwf.i18n import LANGUAGES
from cwf.programme.exports import page, schedule_json, schedule_xml, stylesheet
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.ics import programme_ics
from cwf.programme.release import Release
from cwf.programme.selection import Selection, narrow
from cwf.web.artefacts import Kept, keep

Make = Callable[[Release, Selection, Addresses], str | bytes]

HTML = "text/html; charset=utf-8"
TYPES: dict[str, tuple[str, Make]] = {
    "programme.html": (HTML, page.by_time),
    "programme.grid.html": (HTML, page.by_room),
    "programme.ics": (
        "text/calendar; charset=utf-8",
        lambda release, selection, addresses: programme_ics(
            release, narrow(release.timetable, selection), addresses
        ),
    ),
    "programme.xml": (
        "application/xml; charset=utf-8",
        lambda release, selection, addresses: schedule_xml.schedule_xml(
            release, narrow(release.timetable, selection), addresses
        ),
    ),
    "programme.json": (
        "application/json",
        lambda release, selection, addresses: schedule_json.schedule_json(
            release, narrow(release.timetable, selection), addresses
        ),
    ),
}
EVERYTHING = Selection()


def render_all(release: Release, base_url: str) -> Iterator[tuple[str, Kept]]:
    """Every artefact of a release in every language of the interface, by name."""
    yield (
        stylesheet.NAME,
        keep(stylesheet.css(release.timetable), "text/css; charset=utf-8", modified=release.at),
    )
    for language in LANGUAGES:
        for file in TYPES:
            yield f"{language}/{file}", render(file, release, EVERYTHING, language, base_url)


def render(file: str, release: Release, selection: Selection, language: str, base_url: str) -> Kept:
    """One file of the programme, whole or filtered. Deterministic: equal input, equal bytes."""
    media_type, make = TYPES[file]
    addresses = Addresses(base_url, release.timetable.edition.slug, language)
    return keep(
        make(release, selection, addresses),
        media_type,
        modified=release.at,
        filename=_filename(file, release, language),
    )


def _filename(file: str, release: Release, language: str) -> str | None:
    if file.endswith(".html"):
        return None
    extension = file.rpartition(".")[2]
    return f"cwf-{release.timetable.edition.slug}-{language}.{extension}"
