"""Commands about the application as a whole."""

import json

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from cwf import jobs
from cwf.web.access import matrix

access_group = AppGroup("access", help="Who may call what.")
jobs_group = AppGroup("jobs", help="Work outside requests.")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(access_group)
    app.cli.add_command(jobs_group)


@access_group.command("matrix")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, endpoint to rule.")
@with_appcontext
def show_matrix(as_json: bool) -> None:
    """Print every endpoint with its rule."""
    rules = matrix(current_app)
    if as_json:
        click.echo(json.dumps(rules, indent=2))
        return
    for endpoint, rule in rules.items():
        click.echo(f"{endpoint:48} {rule}")


@jobs_group.command("work")
@with_appcontext
def work() -> None:
    """Run the worker until it is told to stop."""
    jobs.work(current_app._get_current_object())  # type: ignore[attr-defined]


@jobs_group.command("sweep")
@with_appcontext
def sweep() -> None:
    """Run every job once, now, and return."""
    jobs.run_all()
