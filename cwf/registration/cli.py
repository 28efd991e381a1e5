"""Commands about registration."""

import click
from flask import Flask
from flask.cli import AppGroup

from cwf.registration.queries.counting import untrue

registration = AppGroup("registration", help="Participants and their places.")


def init_app(app: Flask) -> None:
    """Enter the commands."""
    app.cli.add_command(registration)


@registration.command("check")
def check() -> None:
    """Count all places anew; exit 1 if a counter is wrong."""
    faults = untrue()
    for fault in faults:
        click.echo(
            f"tree {fault.root_id}, node {fault.node} ({fault.group or 'root'}):"
            f" {fault.what} is {fault.said}, counted {fault.counted}"
        )
    if faults:
        raise SystemExit(1)
    click.echo("every counter says what the claims say")
