"""Releases of demo editions, made by the same steps as an organiser's."""

from datetime import datetime

from flask import current_app

from cwf.audit import Actor
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.actions import publishing
from cwf.programme.exports import renderings
from cwf.programme.shown import Shown


def publish(edition: Edition, *, at: datetime, note: dict[str, str], actor: Actor) -> None:
    """Freeze the draft as it stands, render it, and show it as of `at`."""
    db.session.flush()
    db.session.expire_all()
    prepared = publishing.prepare(edition, at=at, author=actor.name, note=note)
    shown = Shown(release=prepared.release, before=publishing.latest_release(edition))
    rendered = renderings.render_all(shown, current_app.extensions["cwf_settings"].base_url)
    publishing.publish(edition, prepared, rendered, actor=actor)
