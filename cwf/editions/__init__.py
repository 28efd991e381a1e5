"""Editions: one forum each, its facts, its lifecycle, its look and its staff.

The ordinal is entered, never computed from the year: sources disagree about some. An edition
goes planned → announced → published → held, or is cancelled; from "announced" on its own pages
are public. Organisers run an edition; editors work on its programme.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
    from cwf import people
    from cwf.editions import models  # noqa: F401 - its rows join the metadata
    from cwf.editions.actions import forgetting
    from cwf.editions.queries import personal
    from cwf.editions.views import home, invitation, lifecycle, settings, team

    people.tells(app, data=personal.personal_data, forget=forgetting.forget)
    for subject in (home, settings, lifecycle, team, invitation):
        app.register_blueprint(subject.bp)
