"""The programme of an edition, from draft to every rendering of a release.

Organisers change rows: sessions (content) and slots (placings of it). `draft_timetable` reads
them into one frozen `Timetable`. Publishing freezes that `Timetable` into a `Release`, renders
it in every language and format, and swaps a pointer; from then on the public sees only
renderings of that release, so no two of them can disagree. What changed between two releases is
a pure comparison, and feeds the change page, Atom, and SEQUENCE and STATUS of calendars.
"""

from functools import lru_cache

from flask import Flask

RELEASES_IN_MEMORY = 8


def init_app(app: Flask) -> None:
    """Add what this slice offers."""
    from cwf import people
    from cwf.programme import cli, public_views, views
    from cwf.programme.actions import forgetting, keeping
    from cwf.programme.exports.known import fact_value
    from cwf.programme.queries import personal, published

    app.extensions["cwf_release"] = lru_cache(RELEASES_IN_MEMORY)(published.shown)
    app.jinja_env.filters.update(fact_value=fact_value)
    people.tells(app, kept=keeping.KEPT, data=personal.personal_data, forget=forgetting.forget)
    public_views.init_app(app)
    views.init_app(app)
    cli.init_app(app)
