"""The frame of an edition's public pages, around pages that know who asks."""

from typing import Any

from flask import render_template

from cwf.programme.exports.frame import surroundings
from cwf.programme.public_views.serving import addresses, current, shown_now
from cwf.programme.queries import published


def around(edition: str) -> dict[str, Any]:
    """What the frame takes, by the slug of a public edition; raises NotFound."""
    now = current(edition)
    release = shown_now(now).release if now.release_id else None
    head = release.timetable.edition if release else published.head(now.edition_id)
    return surroundings(addresses(edition), head, release)


def page(template: str, edition: str, **context: Any) -> str:
    """A page in the frame of an edition."""
    return render_template(template, **around(edition), **context)
