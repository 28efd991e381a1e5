"""Commands about the application as a whole."""

import json
import time
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from cwf import audit, jobs
from cwf.backup import BackupRefused
from cwf.backup.dumping import Tell, dump
from cwf.backup.restoring import Contents, contents, database_name, restore, same_totp_key
from cwf.database import AWAY, db
from cwf.web.access import matrix

access_group = AppGroup("access", help="Who may call what.")
jobs_group = AppGroup("jobs", help="Work outside requests.")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(access_group)
    app.cli.add_command(jobs_group)
    app.cli.add_command(backup)
    app.cli.add_command(restore_backup)


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


@click.command("backup", short_help="Write all data into a file, while running.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Put it in the place of a file of that name.")
@with_appcontext
def backup(file: Path, force: bool) -> None:
    """Write all data into FILE, as they are at this moment, while the application runs."""
    if file.exists() and not force:
        raise click.ClickException(f"{file} exists already; nothing was written")
    try:
        rows = dump(file, _progress())
    except (BackupRefused, OSError) as error:
        raise click.ClickException(f"no backup was made: {error}") from error
    except AWAY as error:
        raise click.ClickException("no backup was made: the database is away") from error
    size = file.stat().st_size / 1024
    click.echo(f"{file}: {sum(rows.values())} rows of {len(rows)} tables, {size:,.0f} KiB")


@click.command("restore", short_help="Put a backup into an empty database.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Read and check FILE, and change nothing.")
@click.option("--replace", metavar="NAME", help="Delete first what the database NAME holds.")
@click.option("--send-mail", is_flag=True, help="Send, too, the mail that was not yet sent.")
@with_appcontext
def restore_backup(file: Path, check: bool, replace: str | None, send_mail: bool) -> None:
    """Put the backup FILE into the database, which must be empty; stop web and worker first."""
    try:
        if check:
            click.echo(f"{_described(contents(file))}. It is whole.")
            return
        found = restore(file, replace=replace, send_mail=send_mail, tell=_progress())
    except (BackupRefused, OSError) as error:
        raise click.ClickException(str(error)) from error
    subject = f"{found.header['made']}, {found.header['base_url']}"
    audit.record(audit.SYSTEM, "backup.restore", scope=audit.NETWORK, subject=subject)
    db.session.commit()
    click.echo(f"{_described(found)}. It is in {database_name()}; start web and worker.")
    if not same_totp_key(found):
        click.echo(
            "CWF_TOTP_KEY is not the one of the backup: set it to that, or second factors have "
            "to be set up anew."
        )


def _described(found: Contents) -> str:
    header = found.header
    return (
        f"Backup of {header['made']} from {header['base_url']} ({header['engine']}, revision "
        f"{header['revision']}): {sum(found.rows.values())} rows of {len(found.rows)} tables"
    )


def _progress() -> Tell:
    """Say how far it is, every other second at most; short ones say nothing."""
    said = time.monotonic()

    def tell(table: str, rows: int) -> None:
        nonlocal said
        if time.monotonic() - said > 2:
            said = time.monotonic()
            click.echo(f"  {table}: {rows}", err=True)

    return tell
