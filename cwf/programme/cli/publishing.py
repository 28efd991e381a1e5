"""Publishing from the shell, by the same steps as the page."""

from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from cwf import clock, jobs
from cwf.audit import SYSTEM
from cwf.database import db, only_reading
from cwf.programme.actions import publishing
from cwf.programme.actions.publishing import DraftMoved, NothingNew
from cwf.programme.exports import renderings
from cwf.programme.queries.content import edition_named
from cwf.programme.shown import Shown


@click.command("publish", short_help="Publish the draft, as the page does.")
@click.option("--edition", "slug", required=True, metavar="SLUG", help="The edition's address.")
@click.option(
    "--note", default="", metavar="TEXT", help="What guests read, in the edition's language."
)
@with_appcontext
def publish(slug: str, note: str) -> None:
    """Publish the draft of an edition, as the page does: rendered first, then swapped in."""
    try:
        number = _publish(slug, note)
    except NothingNew:
        click.echo(f"Nothing is new since the last release of {slug}.")
        return
    except DraftMoved:
        raise click.ClickException(
            "the draft was changed or published meanwhile; look at it, and try again"
        ) from None
    db.session.commit()
    jobs.nudge("notices")
    jobs.nudge("books")
    click.echo(f"Release {number} of {slug} is published.")


def _publish(slug: str, note: str) -> int:
    with only_reading():
        here = _edition(slug)
        texts = {here.languages[0]: note} if note else {}
        prepared = publishing.prepare(here, at=clock.now(), author=SYSTEM.name, note=texts)
        shown = Shown(release=prepared.release, before=publishing.latest_release(here))
        base_url = current_app.extensions["cwf_settings"].base_url
        rendered = list(renderings.render_all(shown, base_url))
    publishing.publish(_edition(slug), prepared, rendered, actor=SYSTEM)
    return prepared.release.number


def _edition(slug: str) -> Any:
    found = edition_named(slug)
    if found is None:
        raise click.ClickException(f"there is no edition {slug}")
    return found
