"""Style sheets and scripts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Offer the bundles."""
