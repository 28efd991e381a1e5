"""What heads, members and organisers see of delegations."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Serve the pages."""
    from cwf.delegations.todo import days_left, wall_day
    from cwf.delegations.views import (
        booklet,
        delegation,
        delegations,
        details,
        granting,
        heads,
        import_places,
        imports,  # noqa: F401 - it adds its pages to both places
        invitation,
        inviting,
        lists,
        messages,
        places,
        practical,
    )

    of_the_host: tuple[object, ...] = (delegations, inviting, delegation, granting, lists)
    of_heads: tuple[object, ...] = (invitation, details, heads, messages, places, practical)
    parts = (*of_the_host, *of_heads)

    for part in parts:
        app.register_blueprint(part.bp)  # type: ignore[attr-defined]
    app.register_blueprint(lists.own)
    app.register_blueprint(booklet.bp)
    for routes in import_places.PLACES:
        app.register_blueprint(routes.bp)
    _members(app)
    app.jinja_env.globals.update(days_left=days_left, wall_day=wall_day)


def _members(app: Flask) -> None:
    """Serve the pages of members, and tell of them where lower slices ask."""
    from cwf.delegations.actions.leaving import leave
    from cwf.delegations.queries.covers import covering
    from cwf.delegations.views import (
        covers,
        home,
        members,
        occasions,
        occasions_manage,
        own_part,
        own_sessions,
        substitution,
        waiting,
        writing,
    )
    from cwf.registration.forms.needs import NEEDS

    for part in (home, members, substitution, writing, covers, occasions, occasions_manage):
        app.register_blueprint(part.bp)
    for part in (own_sessions, own_part, waiting):
        app.register_blueprint(part.bp)
    app.jinja_env.filters["need_word"] = lambda need: str(NEEDS[need])
    app.extensions["cwf_agenda_picks"].append(covering)
    app.extensions["cwf_leaving"].append(leave)
    app.extensions["cwf_own_parts"].append(own_part.part)
