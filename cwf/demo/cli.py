"""Loading reference and demo data from the shell."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from cwf import clock, jobs
from cwf.database import db
from cwf.demo import accounts, feeds, large, loading, story

group = AppGroup("demo", help="Reference data, and the invented coming edition.")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(group)


@group.command("load")
@click.option("--large", "with_large", is_flag=True, help="Also a made-up edition of 300 sessions.")
@click.option("--sessions", default=large.SESSIONS, show_default=True, help="How many of them.")
def load(with_large: bool, sessions: int) -> None:
    """Load what is not there yet. What is there is never changed nor dated anew."""
    now = clock.now()
    for line in loading.load(now=now):
        db.session.commit()
        click.echo(f"Loaded {line}.")
    if with_large:
        click.echo(f"Loaded {large.add(sessions=sessions, now=now)}.")
        db.session.commit()
    if current_app.extensions["cwf_settings"].demo:
        click.echo(f"Loaded {accounts.add_accounts(now=now)} accounts.")
        if not feeds.subscribed(coming := loading.edition_of(story.SLUG)):
            click.echo(f"Loaded {feeds.subscribe(coming, now=now)}.")
        db.session.commit()
    jobs.nudge("books")


@group.command("accounts")
def show_accounts() -> None:
    """Print the demo accounts with their passwords."""
    for account in accounts.told():
        click.echo(f"{account['role']:12} {account['email']:28} {account['password']}")
