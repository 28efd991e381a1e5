"""The network's pages: home, a region, and what this site promises."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import render_template
from flask_babel import gettext as _

from cwf.editions.cover import WEB, cover
from cwf.i18n import LANGUAGES, speaking
from cwf.network.editions_list import EditionLine, Network, is_over, leading
from cwf.network.exports import wording
from cwf.people.keeping import Kept
from cwf.programme.exports.addresses import Addresses
from cwf.web.templating import own_text

STATEMENTS = ("accessibility", "privacy")


def home(network: Network, *, language: str, today: date) -> str:
    """The next or latest edition, all editions, all regions by name."""
    first = leading(network.editions, today)
    with speaking(language):
        regions = sorted(network.regions, key=lambda one: own_text(one.name).casefold())
    return _render(
        "network/home.html",
        language,
        path="",
        known=network,
        regions=regions,
        first=first,
        cover=cover(first.ordinal, first.look.get("motif"), WEB) if first else None,
        over=first is not None and is_over(first, today),
        edition_css=address(first, language).look("now") if first else None,
    )


def region(network: Network, slug: str, *, language: str) -> str:
    """One region and the editions it hosted; raises KeyError for one that there is not."""
    return _render(
        "network/region.html",
        language,
        path=f"regions/{slug}",
        known=network,
        region=network.region[slug],
        hosted=network.hosted(slug),
    )


def statement(name: str, *, language: str, kept: Sequence[Kept]) -> str:
    """One of STATEMENTS; `kept` is what of people is kept until when."""
    return _render(f"network/{name}.html", language, path=name, kept=kept)


def address(line: EditionLine, language: str) -> Addresses:
    """Where an edition's pages stand, without a host."""
    return Addresses("", line.slug, language)


def _render(template: str, language: str, *, path: str, **context: Any) -> str:
    other = next(code for code in LANGUAGES if code != language)
    with speaking(language):
        return render_template(
            template,
            lang=language,
            wording=wording,
            address=address,
            brand_small=_("The forums of Districts of Creativity"),
            alternate_url=f"/{other}/{path}",
            other=other,
            home_url=f"/{language}/",
            sign_in_url=f"/{language}/account/login",
            **context,
        )
