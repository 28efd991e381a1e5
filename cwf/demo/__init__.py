"""Reference data, the invented coming edition, and `flask demo`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
    from cwf.demo import cli

    cli.init_app(app)
