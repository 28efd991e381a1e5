"""Agendas: what one visitor or participant picked of a programme, and takes away.

A favourite is a wish, kept in the browser or in an account. A sign-up is a place in a session
with few seats, taken from the tree of places of registration. Both are picks; from picks and a
release come the agenda page, its calendar, its sheet of paper, and who is told of a change.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Enter the views and commands, and empty registries for higher slices.

    Who has others attend sessions puts a function into `cwf_agenda_picks`; it gives the statement
    of participants (their ids), the UUIDs of the slots, and since when (queries/covered.py). Who
    makes sheets of paper of its own puts a function `(wish, at) -> Document` into `cwf_papers`,
    under the kind of sheet; it raises NotFound where there is nothing to show.
    """
    app.extensions["cwf_agenda_picks"] = []
    from cwf import people
    from cwf.agendas import models, public_views, views  # noqa: F401 - models: its rows are known
    from cwf.agendas.actions import forgetting, keeping, merging
    from cwf.agendas.queries import personal
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

    app.extensions["cwf_papers"] = {}
    app.jinja_env.filters["category_word"] = lambda code: CATEGORIES[Category(code)]
    app.extensions["cwf_merging"].append(merging.join)
    people.tells(app, kept=keeping.KEPT, data=personal.personal_data, forget=forgetting.forget)
    public_views.init_app(app)
    views.init_app(app)
    calendar.init_app(app)
    for part in (calendar_page, feeds, opting_out):
        app.register_blueprint(part.bp)
    app.register_blueprint(papers.bp)
    app.register_blueprint(sign_ups.bp)
    app.register_blueprint(listed.bp)
