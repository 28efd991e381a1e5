"""Commands about people."""

from flask import Flask
from flask.cli import AppGroup

group = AppGroup("people", help="Accounts and the secretariat.")


def init_app(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(group)
