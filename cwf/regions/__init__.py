"""Regions and countries: the nouns that all else refers to."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
    from cwf.regions import models  # noqa: F401 - its rows join the metadata
