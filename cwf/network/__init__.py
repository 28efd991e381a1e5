"""The network's own pages and calendar."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
