"""What every public page of an edition stands in: its name, its menu, its other language."""

from dataclasses import replace
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from cwf.i18n import LANGUAGES, speaking
from cwf.programme.exports import stylesheet
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.labels import Labels
from cwf.programme.release import Release
from cwf.programme.timetable import Edition


def render(
    template: str,
    addresses: Addresses,
    edition: Edition,
    *,
    current: str,
    path: str,
    release: Release | None,
    **context: Any,
) -> str:
    """Render a public page in the language of `addresses`; equal input gives an equal page.

    `current` is the menu entry it belongs to, `path` its address below the edition's.
    """
    addresses = addresses.rooted()
    with speaking(addresses.language):
        return render_template(
            template,
            alternate_url=_twin(addresses).front() + path,
            **surroundings(addresses, edition, release, current=current),
            **context,
        )


def surroundings(
    addresses: Addresses, edition: Edition, release: Release | None, *, current: str = ""
) -> dict[str, Any]:
    """What the frame of an edition's pages takes, in the language that is spoken.

    Pages that are made anew at each request, such as those with a form, stand in it, too.
    """
    addresses = addresses.rooted()
    return {
        "lang": addresses.language,
        "to": addresses,
        "edition": edition,
        "release": release,
        "brand_small": name_of(edition, addresses.language),
        "home_url": addresses.front(),
        "nav": _menu(addresses, current) if release else [],
        "edition_css": stylesheet.address(addresses, edition, release),
        "footer_links": [(_("All editions"), f"/{addresses.language}/")],
        "sign_in_url": f"/{addresses.language}/account/login",
    }


def name_of(edition: Edition, language: str) -> str:
    """The edition in two words: "Aarhus 2017"; the year alone where no city is known."""
    city = edition.city.get(language) or edition.city.get("en") or ""
    return f"{city} {edition.year}".strip()


def title_of(labels: Labels) -> str:
    """The edition's theme, else its city and year."""
    edition = labels.timetable.edition
    return labels.text(edition.theme) or name_of(edition, labels.language)


def _menu(addresses: Addresses, current: str) -> list[tuple[str, str, bool]]:
    entries = [
        ("programme", _("Programme"), addresses.programme()),
        ("speakers", _("Speakers"), addresses.speakers()),
        ("rooms", _("Places"), addresses.rooms()),
        ("practical", _("Practical"), addresses.practical()),
        ("changes", _("Changes"), addresses.changes()),
        ("agenda", _("My agenda"), addresses.agenda()),
    ]
    return [(label, url, name == current) for name, label, url in entries]


def _twin(addresses: Addresses) -> Addresses:
    other = next(code for code in LANGUAGES if code != addresses.language)
    return replace(addresses, language=other)
