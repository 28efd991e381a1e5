"""The network's own pages and calendar: all editions, the regions, what this site promises.

One frozen read model (`editions_list.py`) serves every page and the calendar; one statement says
whether what is kept in memory still holds.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
    from cwf.network import public_views

    app.register_blueprint(public_views.bp)
