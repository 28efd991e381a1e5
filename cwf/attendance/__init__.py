"""Attendance: what an edition aims at, who came, what to expect, and what is told of it.

Targets are definitions over registrations, check-ins, counts and the programme; a job keeps what
they were on each day, and a forecast is made of those days.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Enter the views and commands."""
    from cwf import people
    from cwf.attendance import (
        cli,
        models,  # noqa: F401 - so that the database knows its rows
        views,
    )
    from cwf.attendance.actions import forgetting, keeping, merging, tickets
    from cwf.attendance.queries import personal
    from cwf.attendance.queries.gauges import gauges

    app.extensions["cwf_merging"].append(merging.join)
    people.tells(app, kept=keeping.KEPT, data=personal.personal_data, forget=forgetting.forget)
    app.extensions["cwf_gauges"].append(gauges)
    tickets.listen()
    cli.init_app(app)
    views.init_app(app)
