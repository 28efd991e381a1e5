"""Commands about programmes: `flask programme …`."""

from flask import Flask
from flask.cli import AppGroup

from cwf.programme.cli.importing import import_schedule
from cwf.programme.cli.publishing import publish
from cwf.programme.cli.sheets import export_sheet, import_sheet

group = AppGroup("programme", help="The programme of an edition.")
group.add_command(export_sheet)
group.add_command(import_schedule)
group.add_command(import_sheet)
group.add_command(publish)


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(group)
