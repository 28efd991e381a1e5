"""Agendas: what one visitor or participant picked of a programme, and takes away.

A favourite is a wish, kept in the browser or in an account. A sign-up is a place in a session
with few seats, taken from the tree of places of registration. Both are picks; from picks and a
release come the agenda page, its calendar, its sheet of paper, and who is told of a change.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Enter the views and commands."""
    from cwf.agendas import models, public_views, views  # noqa: F401 - models: its rows are known
    from cwf.agendas.views import (
        calendar,
        calendar_page,
        door,  # noqa: F401 - adds its views to the blueprint of the list
        door_papers,  # noqa: F401 - so does this
        feeds,
        limits,  # noqa: F401 - so does this
        listed,
        opting_out,
        papers,
        sign_ups,
    )
    from cwf.registration.categories import Category
    from cwf.registration.forms.words import CATEGORIES

    app.jinja_env.filters["category_word"] = lambda code: CATEGORIES[Category(code)]
    public_views.init_app(app)
    views.init_app(app)
    calendar.init_app(app)
    for part in (calendar_page, feeds):
        app.register_blueprint(part.bp)
    app.register_blueprint(opting_out.bp)
    app.register_blueprint(papers.bp)
    app.register_blueprint(sign_ups.bp)
    app.register_blueprint(listed.bp)
